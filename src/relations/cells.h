#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/store.h"

// What readers of rows share.
namespace karwan::relations {

// Rows of one table, whose name must be in the dictionary.
std::vector<record::row> rows_of_table(record::store const&, std::string_view table,
                                       record::view_spec const&);

// What a column of a table may say, separated by |.
std::string choices_of(std::string_view table, std::string_view column);
bool is_choice(std::string const& choices, std::string const& word);  // a blank word is none

// Both ends open: the date says nothing.
inline bool is_open(date_span const& s) noexcept {
  return s.first == day::min() && s.end == day::max();
}

}  // namespace karwan::relations
