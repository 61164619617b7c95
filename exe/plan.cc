#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/batch.h"
#include "exe/commands.h"
#include "exe/common.h"
#include "exe/plan_options.h"
#include "exe/view_options.h"
#include "karwan/require/journeys.h"

namespace karwan::exe {
namespace {

constexpr auto kPlanExamples =
    R"(Places are ids, UN/LOCODEs or names in any script; misspellings get suggestions.

Examples:
  karwan plan multan almaty --product mango --depart 2025-06-16
  karwan plan Қостанай کراچی --product wheat --tonnes 1000 --unit wagon
  karwan plan sialkot astana --product "surgical instruments" --tonnes 0.5 --modes road,air
  karwan plan multan almaty --product mango --depart 2025-06-16 --deadline 2025-06-30
  karwan plan multan almaty --product mango --depart 2026-06-16 --compare corridors
  karwan plan multan almaty --explain cheapest:total
  karwan plan lahore almaty --traveller --nationality pk --purpose study
  karwan plan kostanay karachi --avoid ir --without cl-pk-af-2025
  karwan plan kostanay karachi --unit wagon --scenario project-trans-afghan-railway@2030 \
    --depart 2030-06-01 --json
  karwan plan --batch shipments.csv --out journeys.csv)";

struct plan_command : common_options {
  require::journeys_asked asked;
  batch_command batch;
};

void run_batch_of(plan_command const& o) {
  if (!o.asked.compare.empty() || !o.asked.explain.empty() || o.asked.traveller) {
    throw failure{{error_kind::bad_input, "a batch tells journeys of goods only", "--batch",
                   "Leave out --compare, --explain and --traveller"}};
  }
  run_batch(o, o.batch, o.asked.way);
}

void run(plan_command const& o) {
  if (!o.batch.file.empty()) {
    run_batch_of(o);
    return;
  }
  if (!o.batch.out.empty()) {
    throw failure{{error_kind::bad_input, "a batch has an output file, one plan has none", "--out",
                   "Add --batch, or leave it out"}};
  }
  if (o.asked.way.from.empty() || o.asked.way.to.empty()) {
    throw failure{
        {error_kind::bad_input, "FROM and TO are required", {}, "See karwan plan --help"}};
  }
  auto const question = value_or_throw(require::read_journeys_question(o.asked, today_of(o)));
  check_layers(require::view_of(question).layers);
  auto const record = open_store(o, record::store::mode::read);
  plan::planner planner{record};
  auto const found = require::find_journeys(record, planner, question);
  fmt::print("{}", o.json ? require::to_json(found, record) + "\n"
                          : require::to_text(found, colour_wanted()));
}

}  // namespace

CLI::Option* add_list(CLI::App& sub, char const* name, std::vector<std::string>& into,
                      char const* about) {
  return sub.add_option(name, into, about)->allow_extra_args(false);
}

void add_goods(CLI::App& sub, plan::asked& a) {
  sub.add_option("--product", a.product, "HS code or name; decides cold and shelf life");
  sub.add_option("--tonnes", a.tonnes, "Mass of the whole consignment (20)")->type_name("T");
  sub.add_option("--value", a.value, "Of the goods: what part of it the way costs")
      ->type_name("USD");
  sub.add_option("--unit", a.unit,
                 "truck, reefer, teu, feu, wagon, bulk, air, roro (truck;\n"
                 "reefer where the product needs cold)");
}

void add_crew(CLI::App& sub, plan::asked& a) {
  sub.add_option("--crew", a.crew,
                 "Drivers of a truck who keep their hours: single or double (as trips\n"
                 "that were seen were driven)")
      ->type_name("CREW");
}

void add_carrier(CLI::App& sub, plan::asked& a) {
  sub.add_option("--carrier", a.carrier,
                 "Country of the trucks; decides where they may go (no rule on\n"
                 "carriers is applied)")
      ->type_name("COUNTRY");
  add_list(sub, "--under", a.under, "Instruments under which the goods move: tir")
      ->type_name("LIST");
}

void add_means(CLI::App& sub, plan::asked& a) {
  add_list(sub, "--modes", a.modes, "Only these of road,rail,sea,ferry,air")->type_name("LIST");
  add_list(sub, "--avoid", a.avoid, "A place or country to keep out of; again for more")
      ->type_name("PLACE");
}

void add_dates(CLI::App& sub, plan::asked& a) {
  sub.add_option("--depart", a.depart,
                 "Day of departure (today); with an hour on the clocks there:\n2025-06-16T14:00")
      ->type_name("DATE");
  sub.add_option("--as-of", a.as_of, "Day whose rates and links hold (the departure)")
      ->type_name("DATE");
  sub.add_option("--known-at", a.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", a.published_by, "Only sources published by then")
      ->type_name("DATE");
  add_list(sub, "--without", a.without, "Closures to take as lifted")->type_name("ID,...");
  add_list(sub, "--scenario", a.scenario, "Projects or commitments to take as kept, from a date")
      ->type_name("ID[@DATE],...");
  add_list(sub, "--private", a.layers, "Your private layers to lay over the record")
      ->type_name("NAME,...");
}

void add_chance(CLI::App& sub, plan::asked& a) {
  sub.add_option("--draws", a.draws, "Simulated trips behind P10, P50 and P90 (1000)")
      ->type_name("N");
  sub.add_option("--seed", a.seed, "Which luck they have (1); the same seed, the same answer")
      ->type_name("N");
}

void add_plan(CLI::App& app) {
  static plan_command o;
  auto& sub = *app.add_subcommand("plan", "Journeys for a consignment, border by border");
  sub.footer(kPlanExamples);
  sub.add_option("FROM", o.asked.way.from, "Where it starts");
  sub.add_option("TO", o.asked.way.to, "Where it goes");
  add_goods(sub, o.asked.way);
  add_list(sub, "--via", o.asked.way.via, "A place to pass; again for more, in order")
      ->type_name("PLACE");
  add_crew(sub, o.asked.way);
  add_carrier(sub, o.asked.way);
  add_means(sub, o.asked.way);
  sub.add_option("--deadline", o.asked.way.deadline, "Day by whose end it must be there")
      ->type_name("DATE");
  add_dates(sub, o.asked.way);
  add_chance(sub, o.asked.way);
  sub.add_flag("--traveller", o.asked.traveller,
               "A person's way: rides, fares, visas, what is unknown");
  sub.add_option("--nationality", o.asked.nationality, "Of the traveller")->type_name("COUNTRY");
  sub.add_option("--purpose", o.asked.purpose,
                 "Of the traveller: business, study, tourism, invest, drive");
  sub.add_option("--compare", o.asked.compare, "corridors: the best journey of each, side by side")
      ->type_name("WHAT");
  sub.add_option("--best", o.asked.best,
                 "Of --compare: fastest (default), cheapest, cleanest,\n"
                 "fewest_borders");
  sub.add_option("--explain", o.asked.explain,
                 "What is behind a number: all, or [JOURNEY:][LEG.]FIGURE of\n"
                 "time, cost, co2e, borders, for example 3.cost, total.time,\n"
                 "cheapest:all")
      ->type_name("NUMBER");
  add_batch(sub, o.batch);
  sub.add_option("--lang", o.asked.way.lang, "Names in en, kk, ru or ur (default en)");
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] {
    try {
      run(o);
    } catch (failure const& f) {
      throw with_option_named(f, {"from", "to"});
    }
  });
}

}  // namespace karwan::exe
