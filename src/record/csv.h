#pragma once

#include <cstddef>
#include <functional>
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

// Records one by one, in memory that does not grow with the file. Total: any bytes give records and
// faults. A file with a BOM or bytes that are not UTF-8 gives faults for those lines, and its
// records as far as they can be read.
class csv_reader {
 public:
  // Writes up to `most` bytes; how many it wrote, 0 at the end.
  using source = std::function<std::size_t(char* to, std::size_t most)>;
  explicit csv_reader(source);

  // The next record, into the strings that `to` has. False at the end of the file.
  bool next(csv_record& to);

  std::vector<csv_fault> faults;  // so far; for the caller to take away

 private:
  enum class outcome { record, nothing, needs_more };
  outcome read_record(csv_record& to);
  outcome read_plain(std::string& cell);
  outcome read_quoted(std::string& cell);
  void check_bytes(std::string_view record);
  bool fill();
  void fault(std::string text, std::string remedy);
  bool at_end() const noexcept { return at_ == end_; }

  source more_;
  std::string buffer_;
  std::size_t begin_{0};  // of the record that is read
  std::size_t at_{0}, end_{0};
  std::size_t line_{1};
  bool is_all_{false}, returns_{false}, started_{false};
};

// A whole file at once.
csv_file read_csv(std::string_view bytes);

}  // namespace karwan::record
