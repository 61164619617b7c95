#pragma once

#include <string_view>

#include "karwan/base/error.h"
#include "karwan/record/dictionary.h"

// What one cell or key must be by itself, wherever it comes from.
namespace karwan::record {

bool is_slug(std::string_view) noexcept;    // an entity: green-valley
bool is_row_id(std::string_view) noexcept;  // letters, digits and - _ . :, at most 120

// UTF-8 in normal form C, without blanks at its ends or control characters, and a value of its
// column. Error bad_input. Whether an entity that it names exists is not looked at.
status check_cell(column const&, std::string_view text);

}  // namespace karwan::record
