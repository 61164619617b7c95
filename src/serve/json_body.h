#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <boost/json/object.hpp>

#include "karwan/serve/http.h"

namespace karwan::serve {

// The JSON object that came with a request. What an act asks for is known to it; `finish` refuses
// the rest. Throws failure (bad_input) with the member as its place, and refusal: 415 (no JSON by
// its Content-Type), 413 (longer than kMostJsonBytes).
class json_body {
 public:
  explicit json_body(request const&);

  std::string one(std::string_view name);  // a text; empty: absent
  std::string required(std::string_view name);
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
