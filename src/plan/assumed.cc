#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "karwan/plan/layout.h"
#include "plan/warnings.h"

namespace karwan::plan {
namespace {

enum class criterion : std::uint8_t { time, cost, emissions };

// What the keys of the record's assumptions mean to a reader. Keys that only widen bounds are not
// here: no part of the best value rests on them.
struct meaning {
  std::string_view key;
  criterion of;
  std::string_view words;
};
constexpr auto kMeanings = std::to_array<meaning>({
    {"speed_kmh", criterion::time, "speed"},
    {"terrain_factor", criterion::time, "how much the terrain slows"},
    {"driving_h_day", criterion::time, "hours driven a day"},
    {"transfer_h", criterion::time, "hours to change"},
    {"wait_h", criterion::time, "wait for the next departure"},
    {"dwell_h", criterion::time, "hours at a border post"},
    {"pace_factor", criterion::time, "how trips on the way compare with speeds"},
    {"dwell_factor", criterion::time, "how trips at borders compare with their means"},
    {"exchange_factor", criterion::time, "how changes compare with the hours assumed"},
    {"transfer_usd_t", criterion::cost, "cost of a change"},
    {"freight_usd_tkm", criterion::cost, "freight rate"},
    {"freight_usd_kg", criterion::cost, "freight rate"},
    {"unit_capacity_t", criterion::cost, "tonnes that a unit holds"},
    {"cold_uplift", criterion::cost, "what keeping it cold costs more"},
    {"emission_uplift", criterion::emissions, "what is emitted before the tank"},
});
constexpr std::array<std::string_view, 3> kCriterionWords{"time", "cost", "CO2e"};

meaning const* meaning_of(std::string_view key) {
  auto const at = std::find_if(kMeanings.begin(), kMeanings.end(),
                               [&](meaning const& m) { return m.key == key; });
  return at == kMeanings.end() ? nullptr : &*at;
}

double assumed_part(leg const& l, criterion c) {
  auto const& a = c == criterion::time ? l.time : c == criterion::cost ? l.cost : l.emissions;
  return a.assumed * static_cast<double>(a.value.best);
}

double total_of(journey const& j, criterion c) {
  auto const& a = c == criterion::time ? j.time : c == criterion::cost ? j.cost : j.emissions;
  return static_cast<double>(a.value.best);
}

std::string with_modes(record::row const& row, std::string_view words) {
  std::string out{words};
  if (auto const from = row.text("mode"); !from.empty()) {
    auto const to = row.text("to_mode");
    out += to.empty() ? fmt::format(" by {}", from) : fmt::format(" from {} to {}", from, to);
  }
  return out;
}

// One kind of assumption on a journey: its rows, and how much of a total rests on legs that use it.
struct assumed_use {
  meaning const* is;
  double part{0};
  std::vector<record::statement_ix> statements{};
  std::set<std::string> values{};  // "45 (30–60) km/h"
};

std::string value_of(record::row const& row) {
  auto const unit = row.text("unit");
  return fmt::format("{} ({}–{}){}{}", row.text("best"), row.text("low"), row.text("high"),
                     unit == "ratio" ? "" : " ", unit == "ratio" ? "" : unit);
}

warning told_of(scene const& in, std::string const& words, assumed_use const& use, double share) {
  warning w;
  w.about = words;
  w.detail =
      use.values.size() == 1 ? *use.values.begin() : fmt::format("{} values", use.values.size());
  w.of_total = kCriterionWords[static_cast<std::size_t>(use.is->of)];
  w.share = share;
  w.text = fmt::format("Assumed: {}, {}; at most {} of the {} rests on it", w.about, w.detail,
                       in_share(share), w.of_total);
  w.statements = in.ids.of(use.statements);
  return w;
}

}  // namespace

std::vector<warning> assumptions(scene const& in, evidence const& known, told const& t) {
  std::map<std::string, assumed_use> uses;
  for (std::size_t i = 0; i < t.as.legs.size(); ++i) {
    std::set<std::string> counted;  // a leg's part counts once for each kind
    record::row const* before = nullptr;
    assumed_use* same = nullptr;
    for (auto const s : t.behind[i]) {
      auto const at = known.find(s);
      if (same != nullptr && at.row == before) {
        same->statements.push_back(s);  // another cell of that row
        continue;
      }
      same = nullptr;
      before = at.row;
      auto const* is = at.row != nullptr && known.table_of(s) == "assumptions"
                           ? meaning_of(at.row->text("key"))
                           : nullptr;
      if (is == nullptr) {
        continue;
      }
      auto const words = with_modes(*at.row, is->words);
      auto& use = uses.try_emplace(words, assumed_use{is}).first->second;
      same = &use;
      use.statements.push_back(s);
      use.values.insert(value_of(*at.row));
      if (counted.insert(words).second) {
        use.part += assumed_part(t.as.legs[i], is->of);
      }
    }
  }
  std::vector<warning> ordered;
  for (auto const& [words, use] : uses) {
    auto const total = total_of(t.as, use.is->of);
    auto const share = total > 0 ? use.part / total : 0;
    if (share <= 0) {
      continue;
    }
    ordered.push_back(told_of(in, words, use, share));
  }
  std::stable_sort(ordered.begin(), ordered.end(),
                   [](warning const& a, warning const& b) { return a.share > b.share; });
  return ordered;
}

}  // namespace karwan::plan
