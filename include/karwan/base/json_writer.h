#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace karwan {

// Writes JSON whose bytes depend on the calls alone: keys stand in the order of the calls, numbers
// are rounded to the decimals asked for and never use an exponent. Text must be UTF-8. The caller
// keeps the nesting right.
class json_writer {
 public:
  // `room`: bytes for which there is room from the beginning on.
  explicit json_writer(std::size_t room = 0) { out_.reserve(room); }

  json_writer& open_object();
  json_writer& close_object();
  json_writer& open_array();
  json_writer& close_array();
  json_writer& key(std::string_view name);

  json_writer& text(std::string_view value);
  json_writer& number(double value, int decimals);  // trailing zeros dropped; not finite: null
  json_writer& integer(std::int64_t value);
  json_writer& boolean(bool value);
  json_writer& null();
  json_writer& texts(std::vector<std::string> const& all);  // as an array
  json_writer& count(std::size_t n) { return integer(static_cast<std::int64_t>(n)); }

  std::string take() && { return std::move(out_); }

 private:
  void separate();  // the comma before a further value
  void quote(std::string_view value);
  void escape(char c);

  std::string out_;
  bool comma_{false};
};

// A member of an open object; where its value is blank: none.
void write_if(json_writer&, std::string_view key, std::string_view value);

}  // namespace karwan
