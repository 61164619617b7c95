#include "karwan/trade/json_parts.h"

#include <algorithm>

namespace karwan::trade {

void part_writer::side(char const* key, std::string const& id) {
  w_.key(key).open_object();
  w_.key("id").text(id).key("name").text(answers_.title(id)).close_object();
}

void part_writer::period(date_span const& s) {
  w_.key("period");
  s.first == day::min() && s.end == day::max() ? w_.null() : w_.text(to_string(s));
}

void part_writer::data_set(char const* key, data_set_key const& k) {
  w_.key(key).open_object();
  w_.key("source").text(k.source);
  w_.key("basis").text(k.basis);
  period(k.period);
  w_.key("classification").text(k.of.classification);
  w_.key("digits").integer(static_cast<std::int64_t>(k.of.digits));
  w_.key("level").text(text_of(k.of)).close_object();
  uses(k.source);
}

void part_writer::data_sets(char const* key, std::span<data_set_key const> keys) {
  w_.key(key).open_array();
  for (auto const& k : keys) {
    w_.open_object().key("level").text(text_of(k.of)).key("source").text(k.source);
    period(k.period);
    w_.close_object();
    uses(k.source);
  }
  w_.close_array();
}

void part_writer::flow(trade::flow const& f) {
  w_.open_object();
  w_.key("books").text(f.reporter).key("direction").text(name_of(f.way));
  w_.key("usd").number(f.usd, kUsdDecimals).key("bound").text(record::name_of(f.bound));
  w_.key("basis").text(f.basis);
  period(f.period);
  if (!f.fiscal_label.empty()) {
    w_.key("fiscal_label").text(f.fiscal_label);
  }
  w_.key("grade").text(record::name_of(f.grade)).key("source").text(f.source);
  w_.key("statement").text(from_.id_of(f.statement)).close_object();
  uses(f.source);
}

void part_writer::value(product_value const& v) {
  w_.open_object();
  w_.key("usd").number(v.usd, kUsdDecimals).key("bound").text(record::name_of(v.bound));
  w_.key("grade").text(record::name_of(v.grade));
  w_.key("statement").text(from_.id_of(v.statement)).close_object();
}

void part_writer::value_or_null(char const* key, std::optional<product_value> const& v) {
  w_.key(key);
  if (v) {
    value(*v);
  } else {
    w_.null();
  }
}

void part_writer::usd_or_null(char const* key, std::optional<double> v) {
  w_.key(key);
  v ? w_.number(*v, kUsdDecimals) : w_.null();
}

void part_writer::ratio_or_null(char const* key, std::optional<double> v) {
  w_.key(key);
  v ? w_.number(*v, kRatioDecimals) : w_.null();
}

void part_writer::statements(std::span<record::statement_ix const> ids) {
  std::vector<std::string> out;
  for (auto const id : ids) {
    out.push_back(from_.id_of(id));
  }
  std::ranges::sort(out);
  auto const rest = std::ranges::unique(out);
  out.erase(rest.begin(), rest.end());
  w_.key("statements").open_array();
  for (auto const& id : out) {
    w_.text(id);
  }
  w_.close_array();
}

void part_writer::sources() {
  w_.key("sources").open_array();
  for (auto const& id : sources_) {
    answers_.write(w_, answers_.source(id));
  }
  w_.close_array();
}

}  // namespace karwan::trade
