#include "trade/sides.h"

#include <tuple>

#include "karwan/base/date_text.h"
#include "karwan/base/text.h"
#include "karwan/record/fiscal_year.h"

namespace karwan::trade {

result<std::string> side_of(record::name_index const& names, std::span<flow const> flows,
                            std::string const& text, char const* option) {
  auto const wanted = fold(text);
  for (auto const& f : flows) {
    if (f.reporter_is_area && fold(f.reporter) == wanted) {
      return f.reporter;
    }
    if (f.partner_is_area && fold(f.partner) == wanted) {
      return f.partner;
    }
  }
  std::string_view const kinds[] = {"country"};
  auto out = names.resolve(text, kinds);
  if (!out) {
    out.error().place = option;
  }
  return out;
}

result<date_span> period_of(record::store const& from, record::view_spec const& view,
                            std::string const& country, std::string const& text) {
  if (text.empty()) {
    return date_span{};
  }
  date_context const context{view.as_of, leaning::past,
                             record::fiscal_year_start(from, view, {country})};
  auto out = read_date(text, context);
  if (!out) {
    out.error().place = "year";
  }
  return out;
}

bool is_of(flow const& f, std::string const& product) {
  return product.empty() || f.code == product ||
         (!f.is_total() && fold(f.product).find(fold(product)) != std::string::npos);
}

std::string period_text(date_span const& s) {
  if (s.first == day::min() && s.end == day::max()) {
    return "period not stated";
  }
  auto const plain = to_string(s);
  if (plain.size() < 8) {  // a year, a quarter, a month
    return plain;
  }
  auto const first = to_string(s.first), last = to_string(s.last()), after = to_string(s.end);
  auto const whole_months = first.ends_with("-01") && after.ends_with("-01");
  auto const shown = whole_months ? std::size_t{7} : std::string::npos;
  return first.substr(0, shown) + " to " + last.substr(0, shown);
}

bool goes_before(flow const& a, flow const& b) noexcept {
  return std::tie(a.bound, a.grade, a.row_id) < std::tie(b.bound, b.grade, b.row_id);
}

}  // namespace karwan::trade
