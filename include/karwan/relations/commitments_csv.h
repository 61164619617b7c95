#pragma once

#include <string>
#include <vector>

#include "karwan/relations/commitments.h"

namespace karwan::relations {

// A list of stories as a table (RFC 4180): a header and a row for each; several entities in a cell
// stand with | between. Lines end with LF.
std::string commitments_csv(record::name_index const&, std::vector<told> const&);

}  // namespace karwan::relations
