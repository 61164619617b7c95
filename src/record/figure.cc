#include "karwan/record/figure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "karwan/base/date_text.h"
#include "karwan/base/text.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr auto kBoundNames =
    std::to_array<std::string_view>({"exact", "range", "about", "at_least", "at_most"});

std::string text_of(row const& r, std::string_view column_name) {
  return std::string{r.text(column_name)};
}

figure_bound bound_of(row const& r) {
  for (std::size_t i = 0; i < kBoundNames.size(); ++i) {
    if (r.text("bound") == kBoundNames[i]) {
      return static_cast<figure_bound>(i);
    }
  }
  return figure_bound::exact;
}

// The country, else the area.
std::string country_or(row const& r, char const* country, char const* area) {
  return text_of(r, r.find(country) != nullptr ? country : area);
}

// The days of the period that the row names, else of its observation.
date_span period_of(row const& r) {
  auto const* start = r.find("period_start");
  auto const* end = r.find("period_end");
  if (start == nullptr || end == nullptr || end->span.end <= start->span.first) {
    return {};
  }
  return with_precision({start->span.first, end->span.end, date_precision::interval,
                         start->span.approximate || end->span.approximate});
}

std::string called(std::string const& id, name_index const* names) {
  return names == nullptr ? id : std::string{names->display_name(id)};
}

bool is_total(std::string_view classification) {
  return classification == "total" || classification == "total_goods_services";
}

// "exports of A to B", with the goods where they are not all.
std::string flow_name(figure_key const& k, std::string_view product, name_index const* names) {
  auto const name = [&](std::string const& id) { return called(id, names); };
  auto const [verb, joint] = k.direction == "export"   ? std::pair{"exports of", "to"}
                             : k.direction == "import" ? std::pair{"imports of", "from"}
                                                       : std::pair{"trade of", "with"};
  auto out = fmt::format("{} {} {} {}", verb, name(k.reporter), joint, name(k.partner));
  if (k.classification == "total_goods_services") {
    out += ", goods and services";
  } else if (!is_total(k.classification)) {
    out += fmt::format(", {}", product);
  }
  return out;
}

figure of_trade_flow(row const& r, name_index const* names) {
  figure f;
  f.key = {"",
           "usd",
           "USD",
           "current",
           text_of(r, "basis"),
           "observed",
           text_of(r, "direction"),
           text_of(r, "classification"),
           country_or(r, "reporter", "reporter_area"),
           country_or(r, "partner", "partner_area")};
  if (!is_total(f.key.classification)) {
    f.key.measure = r.find("code") != nullptr ? text_of(r, "code") : fold(r.text("product"));
  }
  f.indicator = flow_name(f.key, r.text("product"), names);
  f.area = r.find("partner") == nullptr;
  f.value = r.number("value_usd");
  f.bound = bound_of(r);
  f.statement = r.find("value_usd") != nullptr ? r.find("value_usd")->statement : statement_ix{};
  return f;
}

// The trade of a pair, whether a figure or a flow states it, is one measure.
bool is_trade_of_pair(figure_key const& k, row const& r) {
  return !k.direction.empty() && is_total(k.classification) &&
         ((!k.reporter.empty() && !k.partner.empty()) || split(r.text("about"), ';').size() == 2);
}

figure of_figure(row const& r) {
  figure f;
  f.key = {"",
           text_of(r, "unit"),
           text_of(r, "currency"),
           text_of(r, "price_basis"),
           text_of(r, "basis"),
           text_of(r, "nature"),
           text_of(r, "direction"),
           text_of(r, "classification"),
           text_of(r, "reporter"),
           text_of(r, "partner")};
  f.indicator = text_of(r, "indicator");
  f.subject = text_of(r, "subject");
  if (!is_trade_of_pair(f.key, r)) {
    f.key.measure = fold(f.indicator) + " | " + fold(f.subject);
  } else if (f.key.reporter.empty()) {
    f.key.measure = text_of(r, "about");  // nobody's books: at least the pair is known
  }
  f.value = r.number("value");
  f.low = r.number("low");
  f.high = r.number("high");
  f.bound = bound_of(r);
  f.text = text_of(r, "value_text");
  f.qualifier = text_of(r, "qualifier");
  for (auto const id : split(r.text("stated_by"), ';')) {
    f.stated_by.emplace_back(id);
  }
  f.stated_by_text = text_of(r, "stated_by_text");
  for (auto const* column_name : {"value", "low", "value_text", "indicator"}) {
    if (auto const* c = r.find(column_name)) {
      f.statement = c->statement;
      break;
    }
  }
  return f;
}

std::vector<figure> of_economy(row const& r, name_index const* names) {
  struct {
    char const *column_name, *indicator, *unit, *currency, *price_basis, *basis;
  } constexpr kWhat[] = {
      // Whether a year is the calendar's or the fiscal one is not said, and differs by country.
      {"gdp_usd", "nominal GDP", "usd", "USD", "current", "unknown"},
      {"population", "population", "person", "", "", "point"},
      {"gdp_per_capita_usd", "GDP per capita", "usd/person", "USD", "current", "unknown"},
  };
  std::vector<figure> out;
  for (auto const& w : kWhat) {
    auto const* c = r.find(w.column_name);
    if (c == nullptr || (r.find("country") == nullptr && r.find("area") == nullptr)) {
      continue;
    }
    figure f;
    f.indicator = w.indicator;
    f.subject = called(country_or(r, "country", "area"), names);
    f.key.measure = fold(f.indicator) + " | " + fold(f.subject);
    f.key.unit = w.unit;
    f.key.currency = w.currency;
    f.key.price_basis = w.price_basis;
    f.key.basis = w.basis;
    f.key.nature = "observed";
    f.value = c->number;
    f.period = r.observed;
    f.statement = c->statement;
    f.from = r;
    out.push_back(std::move(f));
  }
  return out;
}

// A value that lost its bound is not an exact one, and one that lost its reporter is not nobody's:
// where a cell that says what the figure is was withdrawn, there is no figure.
bool is_whole(row const& r) {
  constexpr std::string_view kBeside[] = {"qualifier",      "value_text",  "change_pct",
                                          "stated_by",      "sector",      "product",
                                          "stated_by_text", "fiscal_label"};
  return std::ranges::all_of(r.withdrawn, [&](property_ix p) {
    return std::ranges::find(kBeside, column_of(p).name) != std::end(kBeside);
  });
}

// Half of the last place that is not zero: 50 may be 45 to 55, 75 is 74.5 to 75.5.
double half_of_last_place(double v) {
  if (v == 0) {
    return 0;
  }
  auto const text = fmt::format("{:.6f}", std::abs(v));
  auto const last = text.find_last_not_of("0.");
  auto const dot = text.find('.');
  auto const place =
      last < dot ? static_cast<double>(dot - last) - 1 : -static_cast<double>(last - dot);
  return std::pow(10.0, place) / 2;
}

}  // namespace

std::string_view name_of(figure_bound b) noexcept {
  return kBoundNames[static_cast<std::size_t>(b)];
}

std::vector<key_part> const& key_parts() {
  static std::vector<key_part> const parts{
      {"what is counted", false, &figure_key::measure},
      {"unit", false, &figure_key::unit},
      {"currency", false, &figure_key::currency},
      {"price basis", false, &figure_key::price_basis},
      {"basis", true, &figure_key::basis},
      {"nature", false, &figure_key::nature},
      {"direction", true, &figure_key::direction},
      {"classification", false, &figure_key::classification},
      {"reporter", true, &figure_key::reporter},
      {"partner", true, &figure_key::partner},
  };
  return parts;
}

std::vector<table_ix> figure_tables() {
  return {*find_table("economies"), *find_table("figures"), *find_table("trade_flows")};
}

std::vector<figure> figures_of(row const& r, name_index const* names) {
  auto const name = tables()[*r.table].name;
  if (name == "economies") {
    return of_economy(r, names);
  }
  if ((name != "figures" && name != "trade_flows") || !is_whole(r)) {
    return {};
  }
  auto f = name == "figures" ? of_figure(r) : of_trade_flow(r, names);
  f.fiscal_label = text_of(r, "fiscal_label");
  f.change_pct = r.number("change_pct");
  f.period = period_of(r);
  f.from = r;
  return {std::move(f)};
}

std::optional<figure_limits> limits_of(figure const& f) {
  constexpr auto kEndless = std::numeric_limits<double>::infinity();
  if (!f.value) {
    return f.low || f.high
               ? std::optional{figure_limits{f.low.value_or(-kEndless), f.high.value_or(kEndless)}}
               : std::nullopt;
  }
  auto const v = *f.value;
  switch (f.bound) {
    case figure_bound::about:
      return figure_limits{v - half_of_last_place(v), v + half_of_last_place(v)};
    case figure_bound::at_least:
      return figure_limits{v, kEndless};
    case figure_bound::at_most:
      return figure_limits{-kEndless, v};
    case figure_bound::exact:
    case figure_bound::range:
      break;
  }
  return figure_limits{f.low.value_or(v), f.high.value_or(v)};
}

bool contradict(figure const& a, figure const& b) {
  if (a.key != b.key || a.period.first != b.period.first || a.period.end != b.period.end) {
    return false;
  }
  auto const x = limits_of(a), y = limits_of(b);
  return x && y ? x->high < y->low || y->high < x->low : !x && !y && a.text != b.text;
}

bool is_amount(figure_key const& k) {
  auto const lasts =
      k.basis == "calendar_year" || k.basis == "fiscal_year" || k.basis == "part_year";
  return lasts && k.unit != "%" && k.unit != "factor" && k.unit != "rank" &&
         k.unit.find('/') == std::string::npos;
}

}  // namespace karwan::record
