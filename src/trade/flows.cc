#include "karwan/trade/flows.h"

#include <array>

namespace karwan::trade {
namespace {

constexpr auto kDirections = std::to_array<std::string_view>({"export", "import", "turnover"});

std::optional<direction> direction_named(std::string_view text) {
  for (std::size_t i = 0; i < kDirections.size(); ++i) {
    if (kDirections[i] == text) {
      return static_cast<direction>(i);
    }
  }
  return std::nullopt;
}

// Codes are matched without blanks, whatever the list writes.
std::string product_of(record::row const& r, record::figure const& f) {
  auto const text = r.text("product");
  return text.empty() ? f.indicator : std::string{text};
}

std::optional<flow> flow_of(record::figure const& f, bool of_flows) {
  auto const way = direction_named(f.key.direction);
  if (!way || f.key.unit != "usd" || !f.value || f.key.nature != "observed" ||
      f.key.reporter.empty() || f.key.partner.empty()) {
    return std::nullopt;
  }
  flow out;
  out.reporter = f.key.reporter;
  out.partner = f.key.partner;
  out.reporter_is_area = of_flows && f.from.find("reporter") == nullptr;
  out.partner_is_area = of_flows && f.from.find("partner") == nullptr;
  out.way = *way;
  out.classification = f.key.classification;
  if (of_flows) {
    out.code = f.from.text("code");
    out.product = product_of(f.from, f);
  } else {
    out.product = f.indicator;
  }
  out.usd = *f.value;
  out.bound = f.bound;
  out.basis = f.key.basis;
  out.fiscal_label = f.fiscal_label;
  out.period = f.period;
  out.grade = f.from.row_grade;
  out.source = f.from.source;
  out.row_id = f.from.row_id;
  out.statement = f.statement;
  return out;
}

}  // namespace

std::string_view name_of(direction d) noexcept {
  return kDirections[static_cast<std::size_t>(d)];
}

std::vector<flow> read_flows(record::store const& from, record::view_spec const& view) {
  std::vector<flow> out;
  for (auto const* table : {"trade_flows", "figures"}) {
    auto const of_flows = std::string_view{table} == "trade_flows";
    for (auto const& r : from.rows(*record::find_table(table), view)) {
      // Before the whole figure is made: most figures are of something else.
      if (!of_flows && r.find("direction") == nullptr) {
        continue;
      }
      for (auto const& f : record::figures_of(r)) {
        auto const later = f.period.first != day::min() && f.period.first > view.as_of;
        if (auto made = later ? std::nullopt : flow_of(f, of_flows)) {
          out.push_back(std::move(*made));
        }
      }
    }
  }
  return out;
}

std::optional<int> calendar_year_of(flow const& f) {
  if (f.basis != "calendar_year" || f.period.first == day::min()) {
    return std::nullopt;
  }
  std::chrono::year_month_day const first{f.period.first};
  return static_cast<int>(first.year());
}

}  // namespace karwan::trade
