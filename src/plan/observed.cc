#include "karwan/plan/observed.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <ranges>

#include "karwan/base/date.h"
#include "plan/place_finder.h"

namespace karwan::plan {
namespace {

using namespace std::string_view_literals;

constexpr auto kNeeded = std::to_array<std::string_view>(
    {"id", "record_type", "origin_city", "origin_country", "destination_city",
     "destination_country", "waypoints", "modes", "transit_days", "date", "reliability"});

// Kinds of rows that have two ends.
bool has_ends(std::string_view record_type) {
  constexpr auto kKinds = std::to_array<std::string_view>({"trip", "leg", "service", "cost_quote"});
  return std::ranges::find(kKinds, record_type) != kKinds.end();
}

std::uint8_t modes_of(std::string_view text) {
  std::uint8_t out = 0;
  std::string word;
  auto const add = [&] {
    if (auto const m = network::parse_mode(word)) {
      out |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(*m));
    }
    word.clear();
  };
  for (char const c : text) {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else {
      add();
    }
  }
  add();
  // Reports call a ferry a ship, and a ship a ferry.
  auto const sea = std::uint8_t{1U << static_cast<unsigned>(network::mode::sea)};
  auto const ferry = std::uint8_t{1U << static_cast<unsigned>(network::mode::ferry)};
  return (out & (sea | ferry)) != 0 ? out | sea | ferry : out;
}

day middle_of(date_span const& s) {
  return s.first + (s.end - s.first) / 2;
}

// "per TEU", "per truck trip". Not of a day or a kilometre: that is no price of a trip.
std::optional<network::load_unit> unit_priced(std::string_view per) {
  auto const tells = [&](std::string_view word) {
    return per.find(word) != std::string_view::npos;
  };
  using enum network::load_unit;
  return tells(" day") || tells(" km")    ? std::nullopt
         : tells("TEU")                   ? std::optional{teu}
         : tells("FEU") || tells("40-ft") ? std::optional{feu}
         : tells("truck")                 ? std::optional{truck}
                                          : std::nullopt;
}

std::optional<price> price_of(std::optional<double> usd, std::optional<double> low,
                              std::optional<double> high, std::string_view per) {
  auto const unit = unit_priced(per);
  if (!usd && low && high) {
    usd = (*low + *high) / 2;
  }
  return unit && usd ? std::optional{price{*usd, *unit}} : std::nullopt;
}

// What of a trip is the same in a table and in the record.
void settle_days(observed_trip& t) {
  if (!t.days && t.low_days && t.high_days) {
    t.days = (*t.low_days + *t.high_days) / 2;
  }
}

void settle_end(waypoint& w, found_place const& f, place_finder const& finder) {
  w.place = f.place;
  w.country = f.country;
  w.off_km = f.off_km;
  if (!f.place.empty()) {
    w.beside = finder.beside(f.place);
    return;
  }
  w.problem = !f.nearest.empty()   ? fmt::format("{} lies {:.0f} km from {}, the nearest place",
                                                 w.text, f.nearest_km, f.nearest)
              : !f.country.empty() ? fmt::format("{}: no place in it is named that we know", w.text)
                                   : fmt::format("{} is not known", w.text);
}

using sources_by_url = std::multimap<std::string, std::string, std::less<>>;

sources_by_url sources_of(record::store const& store, record::view_spec const& view) {
  sources_by_url out;
  for (auto const& r : store.rows(*record::find_table("sources"), view)) {
    if (!r.text("url").empty()) {
      out.emplace(r.text("url"), r.entity);
    }
  }
  return out;
}

class table_reader {
 public:
  table_reader(sheet const& s, place_finder const& finder, sources_by_url sources,
               std::vector<sheet_fault>& faults)
      : sheet_{s}, finder_{finder}, sources_{std::move(sources)}, faults_{faults} {
    for (std::size_t i = 0; i < s.header.size(); ++i) {
      columns_.emplace(s.header[i], i);
    }
    for (auto const needed : kNeeded) {
      if (!columns_.contains(needed)) {
        faults_.push_back({1, std::string{needed}, "the column is missing",
                           "See docs/validation.md for the columns of such a table"});
      }
    }
  }

  std::vector<observed_trip> read() {
    std::vector<observed_trip> out;
    if (!faults_.empty()) {
      return out;
    }
    for (auto const& r : sheet_.rows) {
      row_ = &r;
      if (has_ends(cell("record_type"))) {
        out.push_back(read_row());
      }
    }
    return out;
  }

 private:
  std::string_view cell(std::string_view column) const {
    auto const at = columns_.find(column);
    return at == columns_.end() || at->second >= row_->cells.size()
               ? std::string_view{}
               : std::string_view{row_->cells[at->second]};
  }

  void fault(std::string_view column, std::string text, std::string remedy) {
    faults_.push_back({row_->line, std::string{column}, std::move(text), std::move(remedy)});
  }

  std::optional<double> number(std::string_view column) {
    auto const text = cell(column);
    if (text.empty()) {
      return std::nullopt;
    }
    double v = 0;
    auto const [end, bad] = std::from_chars(text.data(), text.data() + text.size(), v);
    if (bad != std::errc{} || end != text.data() + text.size() || !std::isfinite(v) || v <= 0) {
      fault(column, fmt::format("\"{}\" is not a number above zero", text),
            "Write digits and a point, or leave it blank");
      return std::nullopt;
    }
    return v;
  }

  observed_trip read_row() {
    observed_trip t;
    t.id = cell("id");
    t.group = cell("trip_group").empty() ? t.id : std::string{cell("trip_group")};
    t.corridor = cell("corridor");
    t.record_type = cell("record_type");
    t.reliability = cell("reliability");
    t.modes = modes_of(cell("modes"));
    t.distance_km = number("distance_km");
    t.days = number("transit_days");
    t.low_days = number("transit_days_min");
    t.high_days = number("transit_days_max");
    t.counted =
        cell("days_basis").starts_with("moving") ? days_basis::moving : days_basis::door_to_door;
    t.boxed = cell("cargo").find("FEU") != std::string_view::npos ||
              cell("cargo").find("TEU") != std::string_view::npos ||
              cell("cargo").find("container") != std::string_view::npos;
    t.paid = price_of(number("cost_usd"), number("cost_usd_min"), number("cost_usd_max"),
                      cell("cost_unit"));
    auto const [from, to] = sources_.equal_range(cell("source_url"));
    std::ranges::copy(std::ranges::subrange{from, to} | std::views::values,
                      std::back_inserter(t.sources));
    settle_days(t);
    read_date(t);
    read_way(t);
    return t;
  }

  void read_date(observed_trip& t) {
    auto const text = cell("date");
    if (text.empty()) {
      return;
    }
    auto const span = parse_date_span(text);
    if (!span) {
      fault("date", fmt::format("\"{}\" is not a date", text), "Write 2025, 2025-06 or 2025-06-16");
    } else if (span->first != day::min() && span->end != day::max()) {
      t.on = middle_of(*span);
    }
  }

  waypoint end(std::string_view city, std::string_view country) const {
    waypoint w;
    w.text = cell(city);
    auto f = finder_.find(w.text, finder_.country(cell(country)));
    if (f.country.empty()) {
      f.country = finder_.country(cell(country));
    }
    settle_end(w, f, finder_);
    return w;
  }

  // "A > B > C": the first and last name the ends again.
  void read_way(observed_trip& t) const {
    t.way.push_back(end("origin_city", "origin_country"));
    std::vector<std::string> between;
    auto text = cell("waypoints");
    while (!text.empty()) {
      auto const at = std::min(text.find('>'), text.size());
      between.emplace_back(text.substr(0, at));
      text.remove_prefix(std::min(at + 1, text.size()));
    }
    for (auto const& each : between) {
      auto const f = finder_.find(each);
      t.way.push_back({.text = each, .place = f.place, .country = f.country, .off_km = f.off_km});
    }
    t.way.push_back(end("destination_city", "destination_country"));
  }

  sheet const& sheet_;
  place_finder const& finder_;
  sources_by_url sources_;
  std::vector<sheet_fault>& faults_;
  std::map<std::string_view, std::size_t> columns_;
  sheet_row const* row_{nullptr};
};

observed_trip trip_of(record::row const& r) {
  observed_trip t;
  t.id = r.entity;
  t.group = r.text("trip_group");
  t.corridor = r.text("corridor");
  t.record_type = r.text("record_type");
  t.reliability = r.text("reliability");
  t.modes = modes_of(r.text("modes"));
  t.distance_km = r.number("distance_km");
  t.days = r.number("transit_d");
  t.low_days = r.number("transit_low_d");
  t.high_days = r.number("transit_high_d");
  t.counted =
      r.text("days_basis") == "moving_hours" ? days_basis::moving : days_basis::door_to_door;
  auto const unit = r.text("load_unit");
  t.boxed = unit == "teu" || unit == "feu";
  t.paid = price_of(r.number("cost_usd"), r.number("cost_low_usd"), r.number("cost_high_usd"),
                    r.text("cost_per"));
  t.sources = {r.source};
  settle_days(t);
  if (auto const span = parse_date_span(r.text("moved_on"));
      span && span->first != day::min() && span->end != day::max()) {
    t.on = middle_of(*span);
  }
  return t;
}

}  // namespace

std::vector<observed_trip> read_trips(sheet const& s, record::store const& store,
                                      record::view_spec const& view,
                                      record::name_index const& names,
                                      std::vector<sheet_fault>& faults) {
  place_finder const finder{store, view, names};
  return table_reader{s, finder, sources_of(store, view), faults}.read();
}

std::vector<observed_trip> read_trips(record::store const& store, record::view_spec const& view,
                                      record::name_index const& names) {
  place_finder const finder{store, view, names};
  auto steps = store.rows(*record::find_table("shipment_waypoints"), view);
  std::ranges::stable_sort(steps, {}, [](record::row const& r) {
    return std::pair{r.text("shipment"), r.number("seq").value_or(0)};
  });
  std::vector<observed_trip> out;
  for (auto const& r : store.rows(*record::find_table("shipments"), view)) {
    if (!has_ends(r.text("record_type"))) {
      continue;
    }
    auto t = trip_of(r);
    for (auto const& s : std::ranges::equal_range(
             steps, r.entity, {}, [](record::row const& x) { return x.text("shipment"); })) {
      waypoint w;
      w.text = s.text("place_text");
      auto f = s.text("place").empty() ? finder.find(w.text, s.text("country"))
                                       : found_place{.place = std::string{s.text("place")}};
      f.country = s.text("country").empty() ? f.country : std::string{s.text("country")};
      settle_end(w, f, finder);
      t.way.push_back(std::move(w));
    }
    if (t.way.size() >= 2) {
      out.push_back(std::move(t));
    }
  }
  return out;
}

}  // namespace karwan::plan
