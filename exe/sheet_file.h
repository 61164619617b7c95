#pragma once

#include <string>
#include <vector>

#include "karwan/base/sheet.h"

// Tables that people hand to the program.
namespace karwan::exe {

// The bytes of a CSV file. Throws failure (bad_input) where it cannot be read.
std::string read_sheet_file(std::string const& file);

// Says every fault, not only the first, on standard error: as problem+json where asked for, else a
// line each. Throws already_reported.
[[noreturn]] void refuse_sheet(std::string const& file, bool json, std::vector<sheet_fault> const&,
                               std::string remedy);

}  // namespace karwan::exe
