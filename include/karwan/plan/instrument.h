#pragma once

#include <string>

#include "karwan/record/names.h"

namespace karwan::plan {

// The convention or agreement that is meant: an id, with or without its prefix (tir, qtta), or a
// name. Throws failure (bad_input, at the option `under`) with suggestions where none is.
std::string instrument_of(record::name_index const&, std::string const& text);

}  // namespace karwan::plan
