#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/watch.h"
#include "karwan/plan/planner.h"
#include "karwan/route/search.h"

// From every place to every other: what the best way in one respect takes (docs/matrix.md).
namespace karwan::plan {

struct matrix_question {
  question common;                     // of which the ends, vias and deadline are not read
  std::vector<std::string> places;     // ids, codes or names
  std::vector<std::string> countries;  // all places in these; with no places: all there are
  std::vector<route::criterion> by{route::kTime};
  bool quantiles{false};  // P10, P50 and P90 of the time of the fastest way
  unsigned jobs{1};
};

// Options of the command matrix or parameters of GET /matrix, as text. Lists may also hold several
// values separated by commas. Of `common` the ends, vias and deadline are not read.
struct matrix_asked {
  asked common;
  std::vector<std::string> places, countries;
  std::string by{"time"};
  bool quantiles{false};
};

// Error bad_input with the option as its place: as read_question and read_criteria.
result<matrix_question> read_matrix_question(matrix_asked const&, day today);

// Values by row: from the i-th place to the j-th at i * places + j. Blank where no way leads there,
// and where it is the same place.
using matrix_values = std::vector<std::optional<std::int64_t>>;

struct matrix {
  std::vector<place_ref> places;  // by id
  std::vector<route::criterion> by;
  std::vector<matrix_values> best;           // per criterion: s, cents, g or borders
  std::array<matrix_values, 3> quantiles_s;  // P10, P50, P90; empty where not asked for
  std::size_t searched{0};                   // pairs that a search of all criteria had to settle

  day depart{};
  network::load carried;
  std::string record_version;
};

// Exact: with windows, closures and bans, and without ways that wait longer than anyone would, as a
// plan of each pair has them. Does not depend on the number of jobs. Throws failure: bad_input
// where a place or country is not known or fewer than two places are left; unavailable where the
// watch is left. Its steps are the rows.
matrix make_matrix(record::store const&, matrix_question const&, watch const& = {});

std::string_view name_of(route::criterion) noexcept;  // time, cost, emissions, borders
// Error bad_input: "time,cost" with something else in it.
result<std::vector<route::criterion>> read_criteria(std::string_view list);

// One of the tables in a matrix as it is told: `per` of the values' unit are one of `unit`. Points
// into the matrix.
struct matrix_column {
  std::string_view name, unit;
  double per;
  int decimals;
  matrix_values const* values;
};
// Those of the criteria as they were asked for, then those of the quantiles.
std::vector<matrix_column> columns_of(matrix const&);

// One row per pair that has a way: from, to, then a column per value, in hours, dollars, kg of
// CO2e, borders.
std::string to_csv(matrix const&);
std::string to_json(matrix const&);

}  // namespace karwan::plan
