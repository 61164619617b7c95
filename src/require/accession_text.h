#pragma once

#include <string>

#include "karwan/plan/accession.h"
#include "karwan/record/names.h"

namespace karwan::require {

// Which one accession or permit would help most, and what is not known. Ends with a line end.
std::string accession_text(plan::accessions const&, record::name_index const&, bool colour);

}  // namespace karwan::require
