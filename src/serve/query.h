#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/view.h"
#include "karwan/serve/http.h"

namespace karwan::serve {

// The parameters of one request. What an endpoint asks for is known to it; `finish` refuses the
// rest. Everything throws failure (bad_input) with the parameter as its place.
class query {
 public:
  explicit query(request const& q) : params_{q.params} {}

  std::string one(std::string_view name);  // empty: absent
  std::string required(std::string_view name);
  std::vector<std::string> many(std::string_view name);
  std::optional<day> day_of(std::string_view name);
  void look_back(record::view_spec&);  // known_at (a day means all of it) and published_by
  bool flag(std::string_view name);    // true | false; absent: false
  std::string document_format();       // json, html or md; empty: absent
  std::size_t limit();                 // 1..100, default 12
  void finish() const;

 private:
  std::vector<std::pair<std::string, std::string>> const& params_;
  std::vector<std::string_view> known_;
};

}  // namespace karwan::serve
