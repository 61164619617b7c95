#pragma once

#include <functional>
#include <optional>
#include <span>

#include "karwan/base/sheet.h"

// Which columns of a table are which of ours, whatever their order and case.
namespace karwan {

struct wanted_columns {
  std::span<std::string_view const> names;   // lower case, words joined by underscores
  std::span<std::string_view const> needed;  // of these names
  std::string_view remedy;                   // where one that is needed is missing
  // Of others, which may be there and are not read; empty: none.
  std::function<bool(std::string_view)> lets_pass{};
};

// Per column of the table its place among the names; nullopt where it is none of them. "As of" and
// "as-of" are as_of. Adds a fault for a column that is unknown, there twice or missing.
std::vector<std::optional<std::size_t>> match_columns(sheet const&, wanted_columns const&,
                                                      std::vector<sheet_fault>&);

}  // namespace karwan
