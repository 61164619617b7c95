#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <functional>
#include <thread>

#include "exe/basket_option.h"
#include "exe/commands.h"
#include "exe/progress.h"
#include "exe/view_options.h"
#include "karwan/impact/bottlenecks.h"

namespace karwan::exe {
namespace {

constexpr auto kBottlenecksExamples =
    R"(Of the crossings, changes of mode and links that the flows of a basket pass: what an hour or a
dollar saved there is worth a year, and what it costs when it is shut. Weights are illustrative.

Examples:
  karwan bottlenecks
  karwan bottlenecks --as-of 2025-06-16 --limit 10
  karwan bottlenecks --by dollar
  karwan bottlenecks --basket my-flows.csv --json)";

struct bottlenecks_command : view_options {
  std::string basket;
  std::string by{"hour"};
  std::size_t limit{20};
  unsigned jobs{0};
};

void run(bottlenecks_command const& o) {
  impact::bottleneck_question q;
  q.view = view_of(o);
  q.today = today_of(o);
  q.depart = q.view.as_of;
  if (!o.basket.empty()) {
    q.basket = read_basket_file(o.basket, o.json, "Nothing was counted: mend each, and try again");
  }
  q.limit = o.limit;
  q.by = o.by == "hour" ? impact::worth::hour : impact::worth::dollar;
  q.jobs = o.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : o.jobs;
  auto const open = [&] { return open_store(o, record::store::mode::read); };
  count_line line{"flows and places"};
  auto const found = impact::find_bottlenecks(open, q, {.progress = std::ref(line)});
  if (o.json) {
    fmt::print("{}\n", impact::to_json(found));
  } else {
    print_layers(o);
    fmt::print("{}", impact::to_text(found));
  }
}

}  // namespace

void add_bottlenecks(CLI::App& app) {
  static bottlenecks_command o;
  auto& sub = *app.add_subcommand(
      "bottlenecks", "Where an hour or a dollar saved is worth most, and what shutting it costs");
  sub.footer(kBottlenecksExamples);
  sub.add_option("--basket", o.basket, "CSV of flows, as of karwan impact (the record's basket)")
      ->type_name("FILE");
  sub.add_option("--by", o.by, "Rank by what an hour less or a dollar less a load is worth (hour)")
      ->check(CLI::IsMember({"hour", "dollar"}))
      ->type_name("hour|dollar");
  sub.add_option("--limit", o.limit, "At most so many places (20)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  sub.add_option("--jobs", o.jobs, "Threads (one per core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
