#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"

// Tables as offices exchange them: CSV saved by whatever spreadsheet is at hand.
namespace karwan {

struct sheet_row {
  std::size_t line{0};             // where it starts; the header is usually 1
  std::vector<std::string> cells;  // as many as the header has; NFC, without blanks at the ends
};

struct sheet {
  std::vector<std::string> header;
  std::vector<sheet_row> rows;  // without empty ones
};

// One thing wrong with a list, and what to do about it.
struct sheet_fault {
  std::size_t line{0};  // 0: the list as a whole
  std::string field;    // the header of the column, as the list has it; may be empty
  std::string text;
  std::string remedy;
};

// Reads UTF-8 with or without BOM, lines that end with LF or CR LF, cells separated by commas,
// semicolons or tabs (whichever splits the header most), quotes as RFC 4180 has them; line breaks
// inside quotes become blanks. Cells that a row lacks at its end are blank. Total: any bytes give a
// sheet, or faults, which are added: not UTF-8, no header, an unclosed quote, too many cells.
sheet read_sheet(std::string_view bytes, std::vector<sheet_fault>& faults);

// The same row by row, so that large lists need not be held in cells. The bytes and the faults, to
// which each row adds its own, must outlive it.
class sheet_reader {
 public:
  sheet_reader(std::string_view bytes, std::vector<sheet_fault>& faults);
  sheet_reader(sheet_reader const&) = delete;
  sheet_reader& operator=(sheet_reader const&) = delete;
  ~sheet_reader();

  std::vector<std::string> const& header() const noexcept { return header_; }
  bool next(sheet_row&);  // the next row that is not empty; false at the end

 private:
  struct cells;
  std::unique_ptr<cells> cells_;
  std::vector<std::string> header_;
};

// Does a cell need quotes (RFC 4180)? One that holds a comma, a quote or the end of a line.
bool needs_quotes(std::string_view cell) noexcept;

// Appends one row and its LF, with quotes only where they are needed.
void write_csv(std::string& out, std::vector<std::string_view> const& cells);

}  // namespace karwan
