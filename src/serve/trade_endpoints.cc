#include "karwan/record/series_csv.h"
#include "karwan/record/series_json.h"
#include "karwan/require/opportunities.h"
#include "karwan/trade/csv.h"
#include "karwan/trade/json.h"
#include "serve/endpoints.h"
#include "serve/plan_asked.h"
#include "serve/series_asked.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

trade::set_wish set_asked(query& q) {
  return {q.one("year"), q.one("level")};
}

template <typename Find, typename Question, typename Write>
std::string trade_answer(trade_endpoint const& e, query& q, Find const& find, Question const& asked,
                         Write const& write) {
  auto const view = view_of(q, e.today);
  q.finish();
  record::name_index const names{e.from, view};
  record::answer_writer answers{e.from, names};
  return write(value_or_throw(find(e.from, names, asked, view)), answers);
}

template <typename Find, typename Question>
std::string trade_json(trade_endpoint const& e, query& q, Find const& find, Question const& asked) {
  return trade_answer(e, q, find, asked, [&](auto const& found, auto& answers) {
    return trade::to_json(found, e.from, answers);
  });
}

// An answer that is also a table.
template <typename Find, typename Question>
std::string trade_table(trade_endpoint const& e, query& q, Find const& find,
                        Question const& asked) {
  if (!q.wants_csv()) {
    return trade_json(e, q, find, asked);
  }
  e.type = kCsv;
  return trade_answer(e, q, find, asked, [&](auto const& found, auto& answers) {
    return trade::to_csv(found, e.from, answers);
  });
}

}  // namespace

std::string trade_endpoint::series(query& q) const {
  auto asked = series_asked(q);
  asked.flows = record::flow_wish{q.one("exporter"), q.one("importer"), q.one("classification"),
                                  q.one("product")};
  auto const csv = q.wants_csv();
  auto const view = view_of(q, today);
  q.finish();
  record::name_index const names{from, view};
  record::answer_writer answers{from, names};
  auto const found = value_or_throw(record::read_series(from, names, asked, view));
  if (csv) {
    type = kCsv;
    return record::series_csv(from, answers, found);
  }
  return record::series_json(from, answers, asked, found, view);
}

std::string trade_endpoint::partners(query& q) const {
  trade::partners_question asked;
  asked.country = q.required("country");
  asked.direction = q.one("direction");
  asked.year = q.one("year");
  asked.basis = q.one("basis");
  asked.product = q.one("product");
  return trade_table(*this, q, trade::find_partners, asked);
}

std::string trade_endpoint::balance(query& q) const {
  trade::balance_question const asked{q.required("country"), q.required("partner"), q.one("from"),
                                      q.one("to")};
  return trade_table(*this, q, trade::find_balance, asked);
}

std::string trade_endpoint::products(query& q) const {
  trade::products_question asked;
  asked.country = q.required("country");
  asked.partner = q.one("partner");
  asked.direction = q.one("direction");
  asked.of = set_asked(q);
  return trade_table(*this, q, trade::find_products, asked);
}

std::string trade_endpoint::indices(query& q) const {
  trade::indices_question const asked{q.required("country"), q.required("partner"), set_asked(q)};
  return trade_json(*this, q, trade::find_indices, asked);
}

std::string trade_endpoint::potential(query& q) const {
  trade::potential_question const asked{q.required("exporter"), q.required("importer"),
                                        set_asked(q)};
  return trade_json(*this, q, trade::find_potential, asked);
}

std::string opportunities_endpoint::operator()(query& q) const {
  require::opportunity_question asked;
  asked.exporter = q.required("exporter");
  asked.importer = q.required("importer");
  asked.products = q.many("product");
  asked.of = set_asked(q);
  auto& way = asked.way;
  way.from = q.one("from");
  way.to = q.one("to");
  way.tonnes = q.one("tonnes");
  way.unit = q.one("unit");
  read_means(q, way);
  read_dates(q, way);
  q.finish();
  auto const read = value_or_throw(require::way_of(asked, today));
  record::name_index const names{from, read.view};
  record::answer_writer answers{from, names, read.lang};
  return require::to_json(require::find_opportunities(from, names, planner, asked, today), from,
                          answers);
}

}  // namespace karwan::serve
