#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "karwan/relations/commitments.h"

// How stories end, in counts and shares with intervals. Equations: docs/commitments.md.
namespace karwan::relations {

// `part` of `of`, with the 95 % interval of Wilson (1927). No share where `of` is 0.
struct share {
  std::size_t part{0}, of{0};
  std::optional<double> low, value, high;
};
share wilson(std::size_t part, std::size_t of);

// The median with the narrowest pair of order statistics that holds it with at least 95 %, whatever
// the distribution; nullopt low and high: fewer than six values cannot.
struct median_of {
  std::size_t n{0};
  std::optional<double> value, low, high;
  std::optional<double> coverage;  // of low to high
};
median_of median_with_interval(std::vector<double> values);

struct commitment_group {
  std::string key;  // a sector, a country, a force; empty: all
  std::size_t stories{0};
  std::array<std::size_t, kStandings> by_status{};
  // Of firm stories with a due date that has passed, or that were delivered or given up. An undated
  // promise cannot be late and so is not among them.
  share kept_in_time, kept_at_all;
  // Months from the end of the first due date, 0 for what was in time: to the delivery; and with
  // what is still owed, up to the day asked about, so that the true median is at least this.
  median_of slip_of_delivered, slip_so_far;
};

struct commitment_stats {
  commitment_group all;
  // Stories that belong to another one among them: counted with it, not beside it.
  std::size_t parts{0};
  std::vector<commitment_group> by_force;   // in the order of the enum
  std::vector<commitment_group> by_sector;  // by key; a story of two sectors is in both
  std::vector<commitment_group> by_party;   // countries of those who owe it, by key
};
commitment_stats count_commitments(std::vector<told> const&, affiliations const&);

std::string stats_json(record::store const&, record::name_index const&, asked const&,
                       commitment_stats const&);
std::string stats_text(record::store const&, record::name_index const&, asked const&,
                       commitment_stats const&, text_style);

}  // namespace karwan::relations
