#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>

#include "karwan/plan/layout.h"
#include "plan/sentences.h"
#include "plan/warnings.h"

namespace karwan::plan {
namespace {

enum class criterion : std::uint8_t { time, cost, emissions };

// What the keys of the record's assumptions mean to a reader. Keys that only widen bounds are not
// here: no part of the best value rests on them.
struct meaning {
  std::string_view key;
  criterion of;
  sentence_code words;
};
constexpr auto kMeanings = std::to_array<meaning>({
    {"speed_kmh", criterion::time, "speed_kmh"},
    {"terrain_factor", criterion::time, "terrain_factor"},
    {"driving_h_day", criterion::time, "driving_h_day"},
    {"transfer_h", criterion::time, "transfer_h"},
    {"wait_h", criterion::time, "wait_h"},
    {"dwell_h", criterion::time, "dwell_h"},
    {"pace_factor", criterion::time, "pace_factor"},
    {"dwell_factor", criterion::time, "dwell_factor"},
    {"exchange_factor", criterion::time, "exchange_factor"},
    {"transfer_usd_t", criterion::cost, "transfer_usd_t"},
    {"freight_usd_tkm", criterion::cost, "freight_usd_tkm"},
    {"freight_usd_kg", criterion::cost, "freight_usd_kg"},
    {"unit_capacity_t", criterion::cost, "unit_capacity_t"},
    {"cold_uplift", criterion::cost, "cold_uplift"},
    {"emission_uplift", criterion::emissions, "emission_uplift"},
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

// What an assumption is about: alike in words, it is told once.
using subject = std::tuple<std::string_view, std::string_view, std::string_view>;

subject subject_of(record::row const& row, meaning const& is) {
  return {is.words.is.english, row.text("mode"), row.text("to_mode")};
}

said told_of(subject const& about, meaning const& is) {
  auto const& [_, mode, to_mode] = about;
  auto what = told_as(is.words).as("what");
  if (mode.empty()) {
    return what;
  }
  auto from = said_word("mode", mode).as("mode");
  return to_mode.empty() ? told_as("by_mode", std::move(what), std::move(from))
                         : told_as("from_mode_to", std::move(what), std::move(from),
                                   said_word("mode", to_mode).as("to"));
}

// One kind of assumption on a journey: its rows, and how much of a total rests on legs that use it.
struct assumed_use {
  meaning const* is;
  record::row const* first;
  double part{0};
  std::vector<record::statement_ix> statements{};
  std::set<record::row const*> rows{};
};

std::string value_of(record::row const& row) {
  auto const unit = row.text("unit");
  return fmt::format("{} ({}–{}){}{}", row.text("best"), row.text("low"), row.text("high"),
                     unit == "ratio" ? "" : " ", unit == "ratio" ? "" : unit);
}

said value_of(assumed_use const& use) {
  std::set<std::string> values;
  for (auto const* row : use.rows) {
    values.insert(value_of(*row));
  }
  if (values.size() > 1) {
    return told_as("some_values", said_count(values.size()).as("n"));
  }
  auto const number = [&](std::string_view column) {
    auto const* cell = use.first->find(column);
    return cell == nullptr ? 0 : cell->number;
  };
  auto const unit = use.first->text("unit");
  return said_range(number("low"), number("best"), number("high"), unit == "ratio" ? "" : unit,
                    *values.begin());
}

warning told_of(scene const& in, subject const& about, assumed_use const& use, double share) {
  static constexpr std::array<sentence_code, 3> kOf{"assumed_of_time", "assumed_of_cost",
                                                    "assumed_of_emissions"};
  auto const of = static_cast<std::size_t>(use.is->of);
  auto what = told_of(about, *use.is);
  auto value = value_of(use);
  warning w;
  w.about = what.english;
  w.detail = value.english;
  w.of_total = kCriterionWords[of];
  w.share = share;
  w.says = told_as(kOf[of], std::move(what).as("what"), std::move(value).as("value"),
                   said_number(share, "share", in_share(share)).as("share"));
  w.statements = in.ids.of(use.statements);
  return w;
}

}  // namespace

std::vector<warning> assumptions(scene const& in, evidence const& known, told const& t) {
  static auto const assumed = *record::find_table("assumptions");
  std::map<subject, assumed_use> uses;
  std::unordered_map<record::row const*, assumed_use*> known_uses;
  auto const use_of = [&](record::row const& row) {
    auto const [at, is_new] = known_uses.try_emplace(&row, nullptr);
    if (auto const* is = is_new ? meaning_of(row.text("key")) : nullptr) {
      at->second = &uses.try_emplace(subject_of(row, *is), assumed_use{is, &row}).first->second;
      at->second->rows.insert(&row);
    }
    return at->second;
  };
  for (std::size_t i = 0; i < t.as.legs.size(); ++i) {
    std::set<assumed_use const*> counted;  // a leg's part counts once for each kind
    for (auto const s : t.behind[i]) {
      auto const at = known.find(s);
      auto* use = at.is_in(assumed) ? use_of(*at.row) : nullptr;
      if (use == nullptr) {
        continue;
      }
      use->statements.push_back(s);
      if (counted.insert(use).second) {
        use->part += assumed_part(t.as.legs[i], use->is->of);
      }
    }
  }
  std::vector<warning> ordered;
  for (auto const& [about, use] : uses) {
    auto const total = total_of(t.as, use.is->of);
    auto const share = total > 0 ? use.part / total : 0;
    if (share > 0) {
      ordered.push_back(told_of(in, about, use, share));
    }
  }
  std::ranges::sort(ordered, [](warning const& a, warning const& b) {
    return a.share != b.share ? a.share > b.share : a.about < b.about;
  });
  return ordered;
}

}  // namespace karwan::plan
