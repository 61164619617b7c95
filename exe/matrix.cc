#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <thread>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/plan_options.h"
#include "exe/view_options.h"
#include "karwan/plan/matrix.h"

namespace karwan::exe {
namespace {

constexpr auto kExamples =
    R"(A row for each pair of places that a way leads between; docs/matrix.md says what counts.

Examples:
  karwan matrix --by time,cost
  karwan matrix --places multan,almaty,tashkent --quantiles --depart 2025-12-01
  karwan matrix --countries kz,pk --by cost --unit feu --tonnes 24 --json)";

struct options : common_options {
  plan::asked asked;
  std::vector<std::string> places, countries;
  std::string by{"time"};
  bool quantiles{false};
  unsigned jobs{0};
};

void run(options& o) {
  auto asked = o.asked;
  asked.from = asked.to = "any";  // a question has ends; a matrix has all of them
  plan::matrix_question q{
      .common = value_or_throw(plan::read_question(asked, today_of(o))),
      .places = o.places,
      .countries = o.countries,
      .by = value_or_throw(plan::read_criteria(o.by)),
      .quantiles = o.quantiles,
      .jobs = o.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : o.jobs};
  check_layers(q.common.view.layers);
  auto const record = open_store(o, record::store::mode::read);
  auto const m = plan::make_matrix(record, q);
  fmt::print("{}", o.json ? plan::to_json(m) + "\n" : plan::to_csv(m));
}

}  // namespace

void add_matrix(CLI::App& app) {
  static options o;
  auto& sub = *app.add_subcommand("matrix", "What it takes from every place to every other");
  sub.footer(kExamples);
  sub.add_option("--places", o.places, "Only between these (all that the network reaches)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("PLACE,...");
  sub.add_option("--countries", o.countries, "All places of these countries")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("COUNTRY,...");
  sub.add_option("--by", o.by, "Least time, cost, emissions, borders; each is a column (time)")
      ->type_name("LIST");
  sub.add_flag("--quantiles", o.quantiles, "Also P10, P50 and P90 of the fastest way's time");
  sub.add_option("--jobs", o.jobs, "Threads (one per core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  add_goods(sub, o.asked);
  add_means(sub, o.asked);
  add_dates(sub, o.asked);
  add_chance(sub, o.asked);
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
