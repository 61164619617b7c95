#pragma once

#include <string>

namespace karwan::exe {

// The bytes of a document, at most 64 MB; "-" is standard input. Throws failure (bad_input) where
// it cannot be read.
std::string read_document_file(std::string const& file);

}  // namespace karwan::exe
