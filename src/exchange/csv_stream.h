#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <vector>

// CSV (RFC 4180) record by record, as others write it: quoted or not, LF or CRLF, BOM or none.
namespace karwan::exchange {

inline constexpr int kEnd = -1;  // what is read behind the last byte

class csv_stream {
 public:
  explicit csv_stream(std::istream& in) : in_{in} {}

  // The next record into `cells`; false at the end. Total: any bytes give records. Empty lines are
  // skipped.
  bool next(std::vector<std::string>& cells);

  std::size_t line() const noexcept { return line_; }    // where the record begins; the first is 1
  std::size_t bytes() const noexcept { return bytes_; }  // read so far
  // What is wrong with the form of the record; empty: nothing. A cell that is too long is cut.
  std::string const& fault() const noexcept { return fault_; }

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  static constexpr std::size_t kLongestCell = 1 << 20;

  int peek();
  int take();
  void read_cell(std::string& cell);
  void read_quoted(std::string& cell);
  void keep(std::string& cell, int c);

  std::istream& in_;
  std::vector<char> block_;
  std::size_t at_{0}, line_{0}, next_line_{1}, bytes_{0};
  std::string fault_;
};

}  // namespace karwan::exchange
