#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/plan/tour.h"

namespace karwan::exe {
namespace {

constexpr auto kTourExamples = R"(Examples:
  karwan tour
  karwan tour --today 2025-06-16)";

void run(common_options const& o) {
  auto const record = open_store(o, record::store::mode::read);
  fmt::print("{}", plan::to_text(plan::make_tour(record, today_of(o)), colour_wanted()));
}

}  // namespace

void add_tour(CLI::App& app) {
  static common_options o;
  auto& sub = *app.add_subcommand(
      "tour", "One case: what was promised, what came of it, how to get there, what would change");
  sub.footer(kTourExamples);
  add_today(sub, o);
  add_db(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
