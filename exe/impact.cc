#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <functional>
#include <thread>

#include "exe/basket_option.h"
#include "exe/commands.h"
#include "exe/plan_options.h"
#include "exe/progress.h"
#include "exe/view_options.h"
#include "karwan/base/atomic_file.h"
#include "karwan/impact/impact.h"
#include "karwan/impact/sets.h"

namespace karwan::exe {
namespace {

constexpr auto kImpactExamples =
    R"(Compares the record with and without what is promised, on a basket of flows of goods: journeys,
what the goods cost delivered, trade; with intervals. docs/impact.md derives every number.

Examples:
  karwan impact project-trans-afghan-railway
  karwan impact project-trans-afghan-railway --from 2030-01-01 --json
  karwan impact project-trans-afghan-railway project-ml1-upgrade
  karwan impact --all
  karwan impact project-herat-kandahar-railway project-kandahar-spin-boldak-railway --shares
  karwan impact project-trans-afghan-railway --workbook railway.xlsx
  karwan impact project-kkh-thakot-raikot --basket my-flows.csv)";

struct impact_command : view_options {
  std::vector<std::string> subjects;
  std::string from, depart, basket, workbook;
  std::vector<std::string> without, lifted, flows;
  impact::own_flow own;
  std::uint32_t draws{plan::kDefaultDraws};
  std::uint64_t seed{1};
  unsigned jobs{0};
  std::size_t limit{12};
  bool all{false}, shares{false};
};

// Who is compared: the ids, or all where none is named.
void check_subjects(impact_command const& o) {
  if (o.all && !o.subjects.empty()) {
    throw failure{{error_kind::bad_input, "all are ranked, each on its own: none can be named",
                   "--all", "Leave the ids out, or --all for these together as one set"}};
  }
  if (!o.all && o.subjects.empty() && o.lifted.empty()) {
    throw failure{{error_kind::bad_input, "it is not said what is taken as kept", "ID",
                   "Name projects or commitments (karwan effects lists them), or rank them by "
                   "--all"}};
  }
}

impact::impact_question question_of(impact_command const& o) {
  impact::impact_question q;
  q.subjects = o.subjects;
  q.view = view_of(o);
  q.view.without = o.without;
  q.today = today_of(o);
  if (!o.from.empty()) {
    q.from = day_option("--from", o.from);
  }
  q.depart = o.depart.empty() ? impact::usual_departure(q) : day_option("--depart", o.depart);
  if (!o.basket.empty()) {
    q.basket = read_basket_file(o.basket, o.json, "Nothing was compared: mend each, and try again");
  }
  q.flows = o.flows;
  q.lifted = o.lifted;
  if (!o.own.from.empty()) {
    q.own = o.own;
  }
  q.draws = o.draws;
  q.seed = o.seed;
  q.jobs = o.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : o.jobs;
  return q;
}

template <typename Found>
void print(impact_command const& o, Found const& found) {
  if (o.json) {
    fmt::print("{}\n", impact::to_json(found));
  } else {
    print_layers(o);
    fmt::print("{}", impact::to_text(found, colour_wanted()));
  }
}

void run(impact_command const& o) {
  check_subjects(o);
  auto const question = question_of(o);
  auto const open = [&] { return open_store(o, record::store::mode::read); };
  count_line line{o.all ? "subjects" : o.shares ? "subsets" : "flows"};
  watch const by{.progress = std::ref(line)};
  if (o.all) {
    print(o, impact::rank_all(open, question, by));
    return;
  }
  if (o.shares) {
    print(o, impact::share_out(open, question, by));
    return;
  }
  auto const found = impact::find_impact(open, question, by);
  if (!o.workbook.empty()) {
    write_file_or_throw(o.workbook, impact::to_workbook(found));
  }
  fmt::print("{}{}",
             o.json ? impact::to_json(found) : impact::to_text(found, o.limit, colour_wanted()),
             o.json ? "\n" : "");
}

// Few flows, whose ways are then told leg by leg in JSON.
void add_one_flow(CLI::App& sub, impact_command& o) {
  auto* flows = add_list(sub, "--flow", o.flows, "Only these flows of the basket, by id")
                    ->type_name("ID,...");
  auto* from = sub.add_option("--origin", o.own.from, "One flow of your own: from where")
                   ->type_name("PLACE")
                   ->excludes(flows);
  auto* to = sub.add_option("--destination", o.own.to, "Where it goes")->type_name("PLACE");
  from->needs(to);
  to->needs(from);
  sub.add_option("--product", o.own.product, "Its goods (all)")->type_name("GOODS")->needs(from);
  sub.add_option("--unit", o.own.unit, "What it goes in (what is usual for the goods)")
      ->type_name("UNIT")
      ->needs(from);
}

}  // namespace

void add_impact(CLI::App& app) {
  static impact_command o;
  auto& sub = *app.add_subcommand("impact", "What kept promises would change, with intervals");
  sub.footer(kImpactExamples);
  sub.add_option("ID", o.subjects, "Projects, commitments, ...: together, as one set")
      ->type_name("ID[@DATE]");
  auto* all = sub.add_flag("--all", o.all, "Rank all that have effects, each on its own");
  auto* shares = sub.add_flag("--shares", o.shares,
                              "What each of 2 to 6 has of what they do together (Shapley)")
                     ->excludes(all);
  sub.add_option("--from", o.from, "Day from which they hold")->type_name("DATE");
  sub.add_option("--depart", o.depart, "Day on which all goods leave (today, or --from if later)")
      ->type_name("DATE");
  sub.add_option("--basket", o.basket,
                 "CSV of flows: from, to, product; id, kind, product_hs, tonnes_year,\n"
                 "value_usd_year, weight_group, unit (the record's basket)")
      ->type_name("FILE");
  add_one_flow(sub, o);
  add_list(sub, "--without", o.without, "Closures to take as lifted, in both views")
      ->type_name("ID,...");
  add_list(sub, "--lifted", o.lifted, "Closures that end with what is kept, not without it")
      ->type_name("ID,...")
      ->excludes(all);
  sub.add_option("--workbook", o.workbook,
                 "Also write a spreadsheet (xlsx) that computes every number by formulas")
      ->type_name("FILE")
      ->excludes(all)
      ->excludes(shares);
  sub.add_option("--limit", o.limit, "At most so many flows (12)")
      ->check(CLI::Range(std::size_t{1}, std::size_t{100'000}))
      ->excludes(all)
      ->excludes(shares);
  sub.add_option("--draws", o.draws, "Of all assumptions at once (1000)")
      ->check(CLI::Range(1U, plan::kMaxDraws))
      ->type_name("N");
  sub.add_option("--seed", o.seed, "Which luck they have (1)")->type_name("N");
  sub.add_option("--jobs", o.jobs, "Threads (one per core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
