#include "exe/ingest_files.h"

#include <fstream>
#include <iostream>
#include <sstream>

#include "karwan/base/error.h"

namespace karwan::exe {
namespace {

constexpr std::size_t kLargestDocument = 64U << 20U;  // bytes

std::string read_all(std::istream& in, std::string const& place) {
  std::string out;
  char block[1U << 16U];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    out.append(block, static_cast<std::size_t>(in.gcount()));
    if (out.size() > kLargestDocument) {
      refuse(error_kind::bad_data, "it is larger than 64 MB", place, "Split it");
    }
  }
  return out;
}

}  // namespace

std::string read_document_file(std::string const& file) {
  if (file == "-") {
    return read_all(std::cin, "standard input");
  }
  std::ifstream in{file, std::ios::binary};
  if (!in || in.peek() == std::ifstream::traits_type::eof()) {
    refuse(error_kind::bad_input, "it cannot be read, or is empty", file, "Name a file with text");
  }
  return read_all(in, file);
}

}  // namespace karwan::exe
