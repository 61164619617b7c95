#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/plan_options.h"
#include "exe/view_options.h"
#include "karwan/require/opportunities.h"

namespace karwan::exe {
namespace {

constexpr auto kTradeOpportunitiesExamples =
    R"(What a potential map does not know: whether it arrives fresh, and what of its value is left.

Examples:
  karwan trade opportunities --exporter pk --importer kz --depart 2025-06-16
  karwan trade opportunities --exporter kz --importer pk --product wheat --product lentils
  karwan trade opportunities --exporter pk --importer kz --from multan --to astana --tonnes 20)";

struct trade_opportunities_command : common_options {
  require::opportunity_question question;
};

void answer(trade_opportunities_command const& o) {
  auto const read = value_or_throw(require::way_of(o.question, today_of(o)));
  check_layers(read.view.layers);
  auto const from = open_store(o, record::store::mode::read);
  record::name_index const names{from, read.view};
  plan::planner planner{from};
  auto const found = require::find_opportunities(from, names, planner, o.question, today_of(o));
  record::answer_writer answers{from, names, read.lang};
  fmt::print("{}", o.json ? require::to_json(found, from, answers) + "\n"
                          : require::to_text(found, answers));
}

// Options at fault are named as they are written.
void run(trade_opportunities_command const& o) {
  try {
    answer(o);
  } catch (failure const& f) {
    auto e = f.what_failed;
    auto const option = !e.place.empty() && e.place.front() >= 'a' && e.place.front() <= 'z' &&
                        e.place.find_first_of("./") == std::string::npos;
    e.place = option ? "--" + e.place : e.place;
    throw failure{e};
  }
}

}  // namespace

void add_trade_opportunities(CLI::App& trade) {
  static trade_opportunities_command o;
  auto& q = o.question;
  auto& sub =
      *trade.add_subcommand("opportunities", "Products by potential, and whether they arrive");
  sub.footer(kTradeOpportunitiesExamples);
  sub.add_option("--exporter", q.exporter, "Who sells")->required()->type_name("COUNTRY");
  sub.add_option("--importer", q.importer, "Who buys")->required()->type_name("COUNTRY");
  add_list(sub, "--product", q.products, "Of the record; again for more (all that it sells)");
  sub.add_option("--from", q.way.from, "Where it starts (as in the basket)")->type_name("PLACE");
  sub.add_option("--to", q.way.to, "Where it goes (as in the basket)")->type_name("PLACE");
  sub.add_option("--tonnes", q.way.tonnes, "Of each (20)")->type_name("T");
  sub.add_option("--unit", q.way.unit, "truck, reefer, feu ... (as the product usually goes)");
  sub.add_option("--year", q.of.year, "Of which year's trade (the latest)")->type_name("YEAR");
  sub.add_option("--level", q.of.level, "sitc1, hs2, hs4 or hs6 (the finest)");
  add_means(sub, q.way);
  add_dates(sub, q.way);
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
