#pragma once

#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/dictionary.h"

// Cell texts as their column's type reads them.
namespace karwan::record {

struct typed_value {
  double number{0};  // as of cell::number
  date_span span{};
};

// The value, without the column's bounds and choices. Error bad_input: not of its type. Lists are
// not split.
result<typed_value> read_value(value_type, std::string_view text);

// Type, bounds and choices, item by item of a list.
status check_value(column const&, std::string_view text);

// Items of text separated by `separator`; of an empty text none.
std::vector<std::string_view> split(std::string_view text, char separator);

std::string_view name_of(value_type) noexcept;

bool is_number(column const&) noexcept;

}  // namespace karwan::record
