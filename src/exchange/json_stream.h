#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

// The items of one array of a JSON document of any length: {"@context": ..., "@graph": [ITEM, ...]}
// as texts, one after the other. What stands around them is only looked at as far as is needed to
// find them; each item is for a parser.
namespace karwan::exchange {

class json_stream {
 public:
  // The array is the value of this member of the document.
  json_stream(std::istream& in, std::string member) : in_{in}, member_{std::move(member)} {}

  // The text of the next item; false at the end of the array, and of the document where nothing
  // else follows. Total: any bytes give items or a fault.
  bool next(std::string& item);

  std::size_t line() const noexcept { return line_; }    // where the item begins; the first is 1
  std::size_t bytes() const noexcept { return bytes_; }  // read so far
  std::string const& fault() const noexcept { return fault_; }  // why it ended; empty: at its end

 private:
  static constexpr std::size_t kBlock = 1 << 16;
  static constexpr std::size_t kLongestItem = std::size_t{1} << 28;

  int peek();
  int take();
  int after_blanks();
  bool refuse(std::string_view text);
  bool find_array();
  bool finish();
  bool read_value(std::string& into);
  bool read_text(std::string& into);

  std::istream& in_;
  std::string member_;
  std::vector<char> block_;
  std::size_t at_{0}, line_{0}, next_line_{1}, bytes_{0};
  enum class where { before, inside, after } where_{where::before};
  bool first_{true};
  std::string fault_;
};

}  // namespace karwan::exchange
