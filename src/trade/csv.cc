#include "karwan/trade/csv.h"

#include "karwan/base/date_order.h"
#include "karwan/base/sheet.h"
#include "karwan/trade/json_parts.h"

namespace karwan::trade {
namespace {

std::string in_cell(std::optional<double> value, int decimals) {
  json_writer w;
  return value ? std::move(w.number(*value, decimals)).take() : std::string{};
}

std::string in_cell(date_span const& period) {
  return is_open(period) ? std::string{} : to_string(period);
}

void write_flow(std::string& out, flow const& f, record::store const& from,
                record::answer_writer& answers) {
  auto const usd = in_cell(f.usd, kUsdDecimals), period = in_cell(f.period);
  auto const statement = from.id_of(f.statement);
  write_csv(out, {period, f.basis, f.reporter, f.partner, name_of(f.way), f.classification, f.code,
                  f.product, usd, name_of(f.bound), name_of(f.grade), f.source,
                  answers.title(f.source), statement});
}

void write_row(std::string& out, stated_flow const& s, record::store const& from) {
  auto const& f = s.said;
  auto const usd = in_cell(f.usd, kUsdDecimals), period = in_cell(f.period);
  auto const share = in_cell(s.share, kRatioDecimals), statement = from.id_of(f.statement);
  auto const mirror = s.mirror ? in_cell(s.mirror->said.usd, kUsdDecimals) : std::string{};
  auto const mirror_period = s.mirror ? in_cell(s.mirror->said.period) : std::string{};
  auto const mirror_statement = s.mirror ? from.id_of(s.mirror->said.statement) : std::string{};
  auto const ratio = s.mirror ? in_cell(s.mirror->ratio, kRatioDecimals) : std::string{};
  write_csv(
      out, {f.partner, f.partner_is_area ? "yes" : "no", period, usd, name_of(f.bound), share,
            name_of(f.grade), f.source, statement, mirror_period, mirror, ratio, mirror_statement});
}

}  // namespace

std::string to_csv(partners_answer const& a, record::store const& from, record::answer_writer&) {
  std::string out;
  write_csv(out, {"partner", "area", "period", "usd", "bound", "share", "grade", "source",
                  "statement", "mirror_period", "mirror_usd", "mirror_ratio", "mirror_statement"});
  for (auto const& p : a.partners) {
    write_row(out, p, from);
  }
  return out;
}

std::string to_csv(balance_answer const& a, record::store const& from,
                   record::answer_writer& answers) {
  std::string out;
  write_csv(out, {"period", "basis", "reporter", "partner", "direction", "classification", "code",
                  "product", "usd", "bound", "grade", "source", "source_title", "statement"});
  for (auto const& p : a.periods) {
    for (auto const& b : p.books) {
      for (auto const* f : {&b.exports, &b.imports, &b.turnover}) {
        if (*f) {
          write_flow(out, **f, from, answers);
        }
      }
    }
  }
  return out;
}

std::string to_csv(products_answer const& a, record::store const& from, record::answer_writer&) {
  std::string out;
  write_csv(out, {"code", "product", "usd", "bound", "share", "rca", "grade", "statement"});
  for (auto const& r : a.products) {
    auto const& v = r.value;
    auto const usd = in_cell(v.usd, kUsdDecimals), share = in_cell(r.share, kRatioDecimals);
    auto const rca = in_cell(r.rca, kRatioDecimals), statement = from.id_of(v.statement);
    write_csv(out,
              {v.code, v.product, usd, name_of(v.bound), share, rca, name_of(v.grade), statement});
  }
  return out;
}

}  // namespace karwan::trade
