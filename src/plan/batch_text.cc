#include "plan/batch_text.h"

#include <fmt/format.h>

#include <array>

#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"
#include "karwan/plan/json_parts.h"
#include "karwan/plan/units.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

constexpr std::array kBatchColumns{
    "line",       "question", "journey",     "journeys",     "status",       "id",
    "from",       "to",       "product",     "tonnes",       "unit",         "vehicles",
    "depart",     "labels",   "time_h",      "time_low_h",   "time_high_h",  "p10_h",
    "p50_h",      "p90_h",    "by_deadline", "cost_usd",     "cost_low_usd", "cost_high_usd",
    "usd_per_t",  "co2e_kg",  "co2e_low_kg", "co2e_high_kg", "distance_km",  "borders",
    "countries",  "modes",    "arrives",     "time_assumed", "cost_assumed", "co2e_assumed",
    "journey_id", "warnings", "problem"};

// A number as json_writer writes it: rounded, no trailing zeros.
std::string number(double value, int decimals) {
  json_writer w;
  w.number(value, decimals);
  return std::move(w).take();
}

std::string hours(std::int64_t s) {
  return number(static_cast<double>(s) / kSecondsPerHour, 1);
}

std::string hours(std::optional<std::int64_t> const& s) {
  return s ? hours(*s) : std::string{};
}

template <typename List, typename Name>
std::string joined(List const& all, Name const& name) {
  std::string out;
  for (auto const& each : all) {
    out += out.empty() ? "" : ";";
    out += name(each);
  }
  return out;
}

template <typename List>
std::string names_of(List const& all) {
  return joined(all, [](auto const& each) { return std::string{name_of(each)}; });
}

std::string_view status_of(std::variant<answer, error> const& is) {
  auto const* a = std::get_if<answer>(&is);
  return a == nullptr ? "refused" : a->journeys.empty() ? "no_route" : "planned";
}

std::string blockers(answer const& a) {
  std::string out;
  for (auto const& b : a.no_route.value_or(std::vector<blocker>{})) {
    out += (out.empty() ? "shut: " : "; ") + b.entity;
  }
  return out;
}

// Cells by their place in kBatchColumns; those that are not set stay blank.
class csv_row {
 public:
  explicit csv_row(shipment const& s) { next(std::to_string(s.line)).next(s.key); }
  csv_row& next(std::string text) {
    cells_[filled_++] = std::move(text);
    return *this;
  }
  csv_row& range(amount const& a, double unit, int decimals) {
    for (auto const v : {a.value.best, a.value.low, a.value.high}) {
      next(number(static_cast<double>(v) / unit, decimals));
    }
    return *this;
  }
  std::string with_problem(std::string text) && {
    cells_.back() = std::move(text);
    return std::move(*this).line();
  }
  std::string line() && {
    std::string out;
    write_csv(out, {cells_.begin(), cells_.end()});
    return out;
  }

 private:
  std::array<std::string, kBatchColumns.size()> cells_;
  std::size_t filled_{0};
};

csv_row row_of(shipment const& s, std::size_t journey, std::size_t journeys,
               std::variant<answer, error> const& is) {
  csv_row row{s};
  row.next(journeys == 0 ? "" : std::to_string(journey)).next(std::to_string(journeys));
  row.next(std::string{status_of(is)}).next(s.id);
  if (auto const* a = std::get_if<answer>(&is)) {
    row.next(a->from.id).next(a->to.id).next(a->product ? a->product->id : "");
    row.next(number(a->carried.tonnes, 3)).next(std::string{name_of(a->carried.unit)});
    row.next(std::to_string(a->vehicles)).next(to_string(a->depart));
  } else {
    row.next(s.what.from).next(s.what.to).next(s.what.product).next(s.what.tonnes);
    row.next(s.what.unit).next("").next(s.what.depart);
  }
  return row;
}

std::string line_of(shipment const& s, std::variant<answer, error> const& is, std::size_t i) {
  auto const& a = std::get<answer>(is);
  auto const& j = a.journeys[i];
  auto row = row_of(s, i + 1, a.journeys.size(), is);
  row.next(names_of(j.labels)).range(j.time, kSecondsPerHour, 1);
  row.next(hours(j.odds.p10_s)).next(hours(j.odds.p50_s)).next(hours(j.odds.p90_s));
  row.next(j.odds.by_deadline ? number(*j.odds.by_deadline, 3) : "");
  row.range(j.cost, kCentsPerUsd, 2);
  row.next(number(
      static_cast<double>(per_tonne(j.cost.value.best, a.carried.tonnes)) / kCentsPerUsd, 2));
  row.range(j.emissions, kGramsPerKg, 1);
  row.next(number(static_cast<double>(j.metres) / kMetresPerKm, 1));
  row.next(std::to_string(j.borders));
  row.next(joined(j.countries, [](std::string const& c) { return c; })).next(names_of(j.modes));
  row.next(to_string(j.arrives));
  for (auto const* part : {&j.time, &j.cost, &j.emissions}) {
    row.next(number(part->assumed, 3));
  }
  row.next(j.id).next(joined(j.warnings, [](warning const& w) { return w.says.english; }));
  return std::move(row).line();
}

void write_range(json_writer& w, std::string_view name, amount const& a, double unit,
                 int decimals) {
  auto const in_unit = [&](std::int64_t v) { return static_cast<double>(v) / unit; };
  w.key(name).open_object();
  w.key("low").number(in_unit(a.value.low), decimals);
  w.key("best").number(in_unit(a.value.best), decimals);
  w.key("high").number(in_unit(a.value.high), decimals);
  w.key("assumed_share").number(a.assumed, 3).close_object();
}

template <typename List, typename Name>
void write_list(json_writer& w, std::string_view name, List const& all, Name const& text) {
  w.key(name).open_array();
  for (auto const& each : all) {
    w.text(text(each));
  }
  w.close_array();
}

void write_journey(json_writer& w, journey const& j) {
  w.open_object().key("id").text(j.id);
  write_list(w, "labels", j.labels, [](label l) { return name_of(l); });
  write_range(w, "time_h", j.time, kSecondsPerHour, 1);
  write_range(w, "cost_usd", j.cost, kCentsPerUsd, 2);
  write_range(w, "co2e_kg", j.emissions, kGramsPerKg, 1);
  write_hours(w, "p10_h", j.odds.p10_s);
  write_hours(w, "p50_h", j.odds.p50_s);
  write_hours(w, "p90_h", j.odds.p90_s);
  if (j.odds.by_deadline) {
    w.key("by_deadline").number(*j.odds.by_deadline, 3);
  }
  w.key("distance_km").number(static_cast<double>(j.metres) / kMetresPerKm, 1);
  w.key("borders").integer(j.borders);
  write_list(w, "countries", j.countries, [](std::string const& c) { return c; });
  write_list(w, "modes", j.modes, [](network::mode m) { return name_of(m); });
  w.key("arrives").text(to_string(j.arrives));
  write_list(w, "warnings", j.warnings, [](warning const& x) { return x.says.english; });
  w.close_object();
}

void write_answer(json_writer& w, answer const& a) {
  w.key("from").text(a.from.id).key("to").text(a.to.id);
  w.key("product");
  a.product ? w.text(a.product->id) : w.null();
  w.key("tonnes").number(a.carried.tonnes, 3).key("unit").text(name_of(a.carried.unit));
  w.key("vehicles").integer(a.vehicles).key("depart").text(to_string(a.depart));
  w.key("journeys").open_array();
  for (auto const& j : a.journeys) {
    write_journey(w, j);
  }
  w.close_array();
  write_list(w, "blocked_by", a.no_route.value_or(std::vector<blocker>{}),
             [](blocker const& b) { return b.entity; });
}

}  // namespace

std::string csv_start(shipment const& s) {
  return fmt::format("{},{},", s.line, s.key);
}

std::string json_start(shipment const& s) {
  return fmt::format("{{\"line\":{},\"question\":\"{}\",", s.line, s.key);
}

std::string to_csv(shipment const& s, std::variant<answer, error> const& is) {
  auto const* a = std::get_if<answer>(&is);
  if (a == nullptr || a->journeys.empty()) {
    return row_of(s, 0, 0, is)
        .with_problem(a == nullptr ? std::get<error>(is).sentence() : blockers(*a));
  }
  std::string out;
  for (std::size_t i = 0; i < a->journeys.size(); ++i) {
    out += line_of(s, is, i);
  }
  return out;
}

std::string to_json_line(shipment const& s, std::variant<answer, error> const& is) {
  json_writer w;
  w.open_object().key("line").integer(static_cast<std::int64_t>(s.line));
  w.key("question").text(s.key).key("id").text(s.id).key("status").text(status_of(is));
  if (auto const* a = std::get_if<answer>(&is)) {
    write_answer(w, *a);
  } else {
    w.key("problem").open_object();
    write_problem(w, std::get<error>(is));
    w.close_object();
  }
  w.close_object();
  return std::move(w).take() + "\n";
}

std::string batch_header() {
  std::string out;
  write_csv(out, {kBatchColumns.begin(), kBatchColumns.end()});
  return out;
}

}  // namespace karwan::plan
