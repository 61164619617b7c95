#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/series.h"

// The indicators of a record by the names that people give them.
namespace karwan::record {

// One series, with everything by which it may be called.
struct named_series {
  indicator called{};                // as it is shown
  std::set<std::string> names{};     // folded: each is this series, or one that belongs with it
  std::set<std::string> families{};  // folded: "exports of pakistan", whoever the partner
  // What it has in common with series that state the same thing elsewhere: indicator and subject,
  // or the flow between two countries in one's books.
  std::set<std::string> ties{};
  std::set<std::string> flows{};  // the same, whoever keeps the books
  std::vector<figure> figures{};
};

// All series that the view sees, by entity and indicator.
std::vector<named_series> read_indicators(store const&, name_index const&, view_spec const&);

// The series that the text names, and those that state the same thing: numbers into `all`, in
// order. Errors: not_found, bad_input (several; they are named).
result<std::vector<std::size_t>> find_indicator(std::vector<named_series> const& all,
                                                std::string_view text);

// Series of the same flows in the books of others.
std::vector<std::size_t> mirrors_of(std::vector<named_series> const& all,
                                    std::vector<std::size_t> const& found);

}  // namespace karwan::record
