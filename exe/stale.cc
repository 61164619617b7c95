#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/view_options.h"
#include "karwan/plan/stale.h"

namespace karwan::exe {
namespace {

constexpr auto kStaleExamples =
    R"(Ranked by how many flows of the pack's basket turn on it, times how old its last word is.
What you find out: karwan report ENTITY open|closed --from DATE --source URL

Examples:
  karwan stale
  karwan stale --today 2026-11-23 --json)";

struct stale_command : view_options {
  std::size_t limit{15};
};

void run(stale_command const& o) {
  auto const record = open_store(o, record::store::mode::read);
  auto const found = plan::find_stale(record, view_of(o), today_of(o));
  if (o.json) {
    fmt::print("{}\n", plan::to_json(found));
  } else {
    fmt::print("{}", plan::to_text(found, o.limit));
  }
}

}  // namespace

void add_stale(CLI::App& app) {
  static stale_command o;
  auto& sub =
      *app.add_subcommand("stale", "What to re-check first: old word that decides journeys");
  sub.footer(kStaleExamples);
  add_today(sub, o);
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
  add_layers(sub, o);
  sub.add_option("--limit", o.limit, "At most so many lines (15)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
