#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan::ingest {

// What the process that reads a PDF may use.
struct pdf_limits {
  std::string program{"pdftotext"};  // of poppler-utils; a name is looked for in PATH
  std::chrono::milliseconds time{20'000};
  std::size_t memory{768U << 20U};  // bytes of address space
  std::size_t text{16U << 20U};     // bytes that it may answer
  std::stop_token stop{};           // ends it: nobody waits any more
};

// The text of a PDF, read by a process of its own: it sees the bytes as its standard input, no
// environment and no shell, and can put no bytes into a file. Errors: unavailable (the program is
// not there, or was stopped); bad_data (it refused the document, found no letters, ran out of time,
// memory or room).
result<std::string> pdf_text(std::string_view bytes, pdf_limits const& = {});

}  // namespace karwan::ingest
