#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/series_text.h"
#include "exe/view_options.h"
#include "karwan/record/series_json.h"
#include "karwan/trade/json.h"
#include "karwan/trade/text.h"

namespace karwan::exe {
namespace {

constexpr auto kTradeExamples =
    R"(Values of different books, months or levels are never added; docs/trade.md says what counts.

Examples:
  karwan trade series --exporter pk --importer kz --from 2021
  karwan trade partners pk --direction export --year FY2023-24
  karwan trade balance kz pk --from 2020
  karwan trade products kz --level sitc1
  karwan trade indices pk kz
  karwan trade potential --exporter pk --importer kz
  karwan trade opportunities --exporter pk --importer kz --depart 2025-06-16
  karwan trade import BACI_HS17_Y2022_V202401b.csv --format baci --countries kz,pk --out my-trade)";

struct trade_command : view_options {
  record::series_question series;
  record::flow_wish flows;
  std::string sum;
  trade::partners_question partners;
  trade::balance_question balance;
  trade::products_question products;
  trade::indices_question indices;
  trade::potential_question potential;
};

// An option at fault is named as it is written.
template <typename T>
T answer_or_throw(result<T>&& r) {
  if (!r && !r.error().place.empty() && r.error().place.front() >= 'a') {
    r.error().place = "--" + r.error().place;
  }
  return value_or_throw(std::move(r));
}

template <typename Find, typename Question>
void answer(trade_command const& o, Find const& find, Question const& q) {
  viewed_record const r{o};
  auto const found = answer_or_throw(find(r.from, r.names, q, r.view));
  record::answer_writer answers{r.from, r.names};
  if (o.json) {
    fmt::print("{}\n", trade::to_json(found, r.from, answers));
  } else {
    print_layers(o);
    fmt::print("{}", trade::to_text(found, answers));
  }
}

void series(trade_command const& o) {
  auto q = o.series;
  q.flows = o.flows;
  if (!o.sum.empty()) {
    q.sum = o.sum == "partners" ? record::sum_over::partners : record::sum_over::periods;
  }
  viewed_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto const found = answer_or_throw(record::read_series(r.from, r.names, q, r.view));
  if (o.json) {
    fmt::print("{}\n", record::series_json(r.from, answers, q, found, r.view));
  } else {
    print_layers(o);
    print_series(answers, q, found);
  }
}

CLI::App& add(CLI::App& to, char const* name, char const* about, trade_command& o) {
  auto& sub = *to.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  return sub;
}

void add_set(CLI::App& sub, trade::set_wish& wish) {
  sub.add_option("--year", wish.year, "Of which year: 2015, FY2024-25 (the latest)")
      ->type_name("YEAR");
  sub.add_option("--level", wish.level, "sitc1, hs2, hs4 or hs6 (that of most products)");
}

void add_series(CLI::App& trade, trade_command& o) {
  auto& sub = add(trade, "series", "Flows over time, as all sources state them", o);
  sub.add_option("--exporter", o.flows.exporter, "From where, in whoever's books")
      ->type_name("COUNTRY");
  sub.add_option("--importer", o.flows.importer, "To where")->type_name("COUNTRY");
  sub.add_option("--reporter", o.series.reporter, "In whose books")->type_name("COUNTRY");
  sub.add_option("--partner", o.series.partner, "With whom; several with commas")
      ->type_name("COUNTRY");
  sub.add_option("--direction", o.series.direction, "export, import or turnover");
  sub.add_option("--product", o.flows.product, "A code, or words of the name of the goods");
  sub.add_option("--classification", o.flows.classification,
                 "total, total_goods_services, hs or sitc");
  sub.add_option("--from", o.series.from, "From when: 2015, FY2024-25, \"May 2024\" ...")
      ->type_name("DATE");
  sub.add_option("--to", o.series.to, "To when, its last day included")->type_name("DATE");
  sub.add_option("--basis", o.series.basis, "calendar, fiscal, part, point or unknown");
  sub.add_option("--sum", o.sum, "Add what may be added over them, or say why not")
      ->check(CLI::IsMember({"periods", "partners"}));
  add_view(sub, o);
  sub.callback([&o] { series(o); });
}

void add_partners(CLI::App& trade, trade_command& o) {
  auto& sub = add(trade, "partners", "With whom a country trades, and what they say of it", o);
  auto& q = o.partners;
  sub.add_option("COUNTRY", q.country, "Whose partners")->required();
  sub.add_option("--direction", q.direction, "export, import or turnover (export)");
  sub.add_option("--year", q.year, "2015, FY2024-25 (the latest with several partners)")
      ->type_name("YEAR");
  sub.add_option("--basis", q.basis, "calendar, fiscal or part (a full year)");
  sub.add_option("--product", q.product, "A code, or words of its name (all goods)");
  add_view(sub, o);
  sub.callback([&o] { answer(o, trade::find_partners, o.partners); });
}

void add_balance(CLI::App& trade, trade_command& o) {
  auto& sub = add(trade, "balance", "What two countries sell each other, in both sides' books", o);
  auto& q = o.balance;
  sub.add_option("COUNTRY", q.country, "One side")->required();
  sub.add_option("PARTNER", q.partner, "The other")->required();
  sub.add_option("--from", q.from, "From when")->type_name("DATE");
  sub.add_option("--to", q.to, "To when")->type_name("DATE");
  add_view(sub, o);
  sub.callback([&o] { answer(o, trade::find_balance, o.balance); });
}

void add_products(CLI::App& trade, trade_command& o) {
  auto& sub = add(trade, "products", "What a country sells or buys, by product", o);
  auto& q = o.products;
  sub.add_option("COUNTRY", q.country, "Whose trade")->required();
  sub.add_option("--partner", q.partner, "With whom (the world)")->type_name("COUNTRY");
  sub.add_option("--direction", q.direction, "export or import (export)");
  add_set(sub, q.of);
  add_view(sub, o);
  sub.callback([&o] { answer(o, trade::find_products, o.products); });
}

void add_indices(CLI::App& trade, trade_command& o) {
  auto& sub = add(trade, "indices", "Advantage by product, complementarity, intensity", o);
  auto& q = o.indices;
  sub.add_option("COUNTRY", q.country, "One side")->required();
  sub.add_option("PARTNER", q.partner, "The other")->required();
  add_set(sub, q.of);
  add_view(sub, o);
  sub.callback([&o] { answer(o, trade::find_indices, o.indices); });
}

void add_potential(CLI::App& trade, trade_command& o) {
  auto& sub = add(trade, "potential", "Export potential by product, with its factors", o);
  auto& q = o.potential;
  sub.add_option("--exporter", q.exporter, "Who sells")->required()->type_name("COUNTRY");
  sub.add_option("--importer", q.importer, "Who buys")->required()->type_name("COUNTRY");
  add_set(sub, q.of);
  add_view(sub, o);
  sub.callback([&o] { answer(o, trade::find_potential, o.potential); });
}

}  // namespace

void add_trade(CLI::App& app) {
  static trade_command o;
  auto& trade = *app.add_subcommand("trade", "Who trades what with whom, and what they might");
  trade.footer(kTradeExamples);
  trade.require_subcommand(1);
  add_series(trade, o);
  add_partners(trade, o);
  add_balance(trade, o);
  add_products(trade, o);
  add_indices(trade, o);
  add_potential(trade, o);
  add_trade_opportunities(trade);
  add_trade_import(trade);
}

}  // namespace karwan::exe
