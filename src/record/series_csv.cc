#include "karwan/record/series_csv.h"

#include "karwan/base/date_order.h"
#include "karwan/base/sheet.h"

namespace karwan::record {
namespace {

std::string in_csv(std::optional<double> value) {
  json_writer w;
  return value ? std::move(w.number(*value, kDecimals)).take() : std::string{};
}

void write_csv_row(std::string& out, store const& from, answer_writer& answers,
                   series_period const& p, series_group const& g, series_value const& v) {
  auto const& f = v.stated;
  auto const& k = g.key;
  auto const period = is_open(p.period) ? std::string{} : to_string(p.period);
  auto const value = in_csv(f.value), low = in_csv(f.low), high = in_csv(f.high);
  auto const statement = from.id_of(f.statement);
  write_csv(out, {period,
                  k.reporter,
                  k.partner,
                  k.direction,
                  k.classification,
                  f.indicator,
                  f.subject,
                  k.unit,
                  k.currency,
                  k.price_basis,
                  k.basis,
                  k.nature,
                  value,
                  low,
                  high,
                  f.text,
                  name_of(f.bound),
                  f.qualifier,
                  &v == &g.values.front() ? "yes" : "no",
                  name_of(f.from.row_grade),
                  f.from.source,
                  answers.title(f.from.source),
                  statement});
}

}  // namespace

std::string series_csv(store const& from, answer_writer& answers, series_answer const& a) {
  std::string out;
  write_csv(out,
            {"period",    "reporter", "partner",  "direction",    "classification", "indicator",
             "subject",   "unit",     "currency", "price_basis",  "basis",          "nature",
             "value",     "low",      "high",     "text",         "bound",          "qualifier",
             "preferred", "grade",    "source",   "source_title", "statement"});
  for (auto const& p : a.periods) {
    for (auto const& g : p.groups) {
      for (auto const& v : g.values) {
        write_csv_row(out, from, answers, p, g, v);
      }
    }
  }
  return out;
}

}  // namespace karwan::record
