#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "karwan/serve/http.h"
#include "karwan/serve/limits.h"

namespace karwan::serve {

// One line of text that somebody sent, in normal form. Throws failure (bad_input) with its name as
// the place: longer than kMostJsonTextBytes, control characters.
std::string one_line(std::string_view name, std::string_view text);

// A media type with its parameters in lower case, without blanks.
std::string plain_type(std::string_view type);

// The JSON object that came with a request. What an act asks for is known to it; `finish` refuses
// the rest. Throws failure (bad_input) with the member as its place, and refusal: 415 (no JSON by
// its Content-Type), 413 (longer than `most` bytes).
class json_body {
 public:
  explicit json_body(request const&, std::size_t most = kMostJsonBytes);

  std::string one(std::string_view name);  // a text; empty: absent
  std::string required(std::string_view name);
  // A text of many lines, as long as the body may be; empty: absent.
  std::string lines(std::string_view name);
  bool flag(std::string_view name);  // absent: false
  // The texts of an object, in its order; empty: absent.
  std::vector<std::pair<std::string, std::string>> texts(std::string_view name);
  void finish() const;

 private:
  boost::json::value const* find(std::string_view name);

  boost::json::object all_;
  std::vector<std::string> known_;
};

}  // namespace karwan::serve
