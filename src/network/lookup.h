#pragma once

#include <map>
#include <optional>
#include <unordered_map>

#include "network/estimate.h"
#include "network/standpoint.h"

namespace karwan::network {

// What an assumption is asked for. What is not given matches only rows that leave it blank.
struct selectors {
  std::optional<mode> by{}, to_mode{};
  std::string_view country{}, terrain{};
  std::optional<load_unit> carried_in{};
  std::optional<bool> gauge_change{};
};

// A preferred row with the lowest and highest of the statements that disagree with it.
struct figure {
  estimate value;
  rate_row const* row{nullptr};
};

// Whether numbers say how they came about: a metric needs it not.
enum class telling : std::uint8_t { nothing, how };

// What the record says of speeds, rates and factors, from one standpoint. Each answer is the best
// usable row; answers are remembered.
class lookup {
 public:
  // Rates that name a load unit count only where `carried` is that unit, and before those of any.
  lookup(facts const&, standpoint, load_unit carried, telling = telling::nothing);

  // What a value is that rows give as it is.
  void tell(estimate&, std::string_view what, std::string_view unit) const;
  estimate read(assumption_row const&) const;

  standpoint const& from() const { return from_; }

  // Most selectors met first. nullptr where no row gives it.
  assumption_row const* assumption(std::string_view key, selectors const&,
                                   assumption_row const* except = nullptr) const;
  std::optional<estimate> assumed(std::string_view key, selectors const&) const;
  // The same of something that may as well not be stated: `idle` is the value without effect. A row
  // that states just this counts only where it stands before one that does not.
  std::optional<estimate> assumed_unless(double idle, std::string_view key, selectors const&) const;

  // A rate by country and mode; measures of one direction before those of both. Its width is the
  // row's own, else what other statements of the same period say.
  figure const* rate(std::string_view measure, mode, std::string_view country,
                     std::string_view direction = {}) const;

  // The row alone; `except` finds the one that stands behind it.
  rate_row const* best_rate(std::string_view measure, mode, std::string_view country,
                            std::string_view direction = {},
                            rate_row const* except = nullptr) const;

  // Widens a value that has no width of its own by the dispersion row of its mode.
  void disperse(estimate&, std::string_view key, mode) const;

 private:
  standpoint from_;
  telling telling_;
  std::unordered_map<std::string_view, std::vector<assumption_row const*>> assumptions_;
  std::unordered_map<std::string_view, std::vector<rate_row const*>> rates_;
  mutable std::map<std::tuple<std::string_view, mode, std::string_view, std::string_view>,
                   std::optional<figure>>
      remembered_;
};

// The spread of statements that disagree: `best` with the extremes of `others`, each with the
// statements it brings. Computed and assumed rows are no statements in that sense, nor is what the
// actual world has where a chosen one says otherwise.
template <typename Row, typename Value>
void spread(estimate& e, record::row const& best, std::vector<Row const*> const& others,
            Value const& value) {
  Row const *lowest = nullptr, *highest = nullptr;
  for (auto const* r : others) {
    if (r->is == &best || r->is->row_grade >= record::grade::computed ||
        r->is->world.empty() != best.world.empty()) {
      continue;
    }
    if (value(*r) < (lowest == nullptr ? e.v.best : value(*lowest))) {
      lowest = r;
    }
    if (value(*r) > (highest == nullptr ? e.v.best : value(*highest))) {
      highest = r;
    }
  }
  if (best.row_grade >= record::grade::computed) {
    return;
  }
  if (lowest != nullptr) {
    e.v.low = value(*lowest);
    join(e.from, lowest->cells);
  }
  if (highest != nullptr) {
    e.v.high = value(*highest);
    join(e.from, highest->cells);
  }
}

// Do two rows speak of the same time? What was not dated speaks of any.
bool same_period(record::row const& a, record::row const& b);

}  // namespace karwan::network
