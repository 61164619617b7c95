#include "karwan/plan/explain.h"
#include "karwan/plan/json_parts.h"

namespace karwan::plan {
namespace {

constexpr int kDecimals = 6;  // of operands: rates of a gram or a cent count

std::string_view unit_of(figure f) {
  switch (f) {
    case figure::time:
      return "h";
    case figure::cost:
      return "usd";
    case figure::co2e:
      return "kg";
    case figure::borders:
      break;
  }
  return "1";
}

void write_value(json_writer& w, bounded<double> const& v, int decimals) {
  w.key("value").open_object();
  w.key("low").number(v.low, decimals).key("best").number(v.best, decimals);
  w.key("high").number(v.high, decimals).close_object();
}

void write_operand(json_writer& w, operand const& o) {
  w.open_object().key("what").text(o.what);
  write_value(w, o.value, kDecimals);
  write_if(w, "unit", o.unit);
  w.key("spreads").boolean(o.spreads);
  write_if(w, "row", o.row);
  write_if(w, "entity", o.entity);
  write_if(w, "table", o.table);
  w.key("statements").open_array();
  for (auto const& id : o.statements) {
    w.text(id);
  }
  w.close_array();
  if (!o.row.empty()) {
    w.key("grade").text(name_of(o.graded));
    w.key("source").open_object().key("id").text(o.source).key("title").text(o.title);
    write_if(w, "publisher", o.publisher);
    write_if(w, "url", o.url);
    write_if(w, "locator", o.locator);
    write_if(w, "on", o.on);
    w.close_object();
  }
  write_if(w, "says", o.says);
  w.close_object();
}

void write_number(json_writer& w, explained const& e) {
  w.open_object().key("leg");
  e.leg.empty() ? w.null() : w.text(e.leg);
  w.key("title").text(e.title).key("figure").text(name_of(e.of));
  write_value(w, e.value, 3);
  w.key("unit").text(unit_of(e.of)).key("formula").text(e.formula).key("operands").open_array();
  for (auto const& o : e.operands) {
    write_operand(w, o);
  }
  w.close_array().key("parts").open_array();
  for (auto const& [leg, best] : e.parts) {
    w.open_object().key("leg").text(leg).key("best").number(best, 3).close_object();
  }
  w.close_array().close_object();
}

}  // namespace

std::string to_json(explanation const& e) {
  json_writer w;
  w.open_object();
  write_query(w, e.asked);
  write_view(w, e.asked);
  w.key("journey").text(e.journey).key("labels").open_array();
  for (auto const l : e.labels) {
    w.text(name_of(l));
  }
  w.close_array().key("numbers").open_array();
  for (auto const& n : e.numbers) {
    write_number(w, n);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::plan
