#pragma once

#include <string_view>

namespace karwan::ingest {

// Is a text a table (CSV or TSV) rather than prose? It opens with a line of three names of columns
// or more, and the next line has no fewer cells.
bool is_table(std::string_view text) noexcept;

}  // namespace karwan::ingest
