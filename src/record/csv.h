#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// CSV as RFC 4180 has it, in the one form that packs use: UTF-8, LF, quotes only where needed.
namespace karwan::record {

struct csv_record {
  std::size_t line{0};  // where it starts; the first is 1
  std::vector<std::string> cells;
};

struct csv_fault {
  std::size_t line{0};
  std::string text;
  std::string remedy;
};

struct csv_file {
  std::vector<csv_record> records;
  std::vector<csv_fault> faults;
};

// Total: any bytes give records and faults. A file with a BOM or bytes that are not UTF-8 gives
// faults for those lines, and its records as far as they can be read.
csv_file read_csv(std::string_view bytes);

// Appends one record and its LF.
void write_csv(std::string& out, std::vector<std::string_view> const& cells);

}  // namespace karwan::record
