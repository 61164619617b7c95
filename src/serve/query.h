#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/view.h"
#include "karwan/serve/http.h"

namespace karwan::serve {

inline constexpr std::size_t kDefaultLimit = 12;

// The parameters of one request. What an endpoint asks for is known to it; `finish` refuses the
// rest. Everything throws failure (bad_input) with the parameter as its place.
class query {
 public:
  explicit query(request const& q) : params_{q.params}, accept_{q.accept} {}

  std::string one(std::string_view name);  // empty: absent
  std::string required(std::string_view name);
  std::string line(std::string_view name);  // one that may be longer: see one_line
  std::vector<std::string> many(std::string_view name);
  std::optional<day> day_of(std::string_view name);
  void look_back(record::view_spec&);  // known_at (a day means all of it) and published_by
  bool flag(std::string_view name);    // true | false; absent: false
  // One of these; absent: the first.
  std::string choice(std::string_view name, std::initializer_list<std::string_view> among);
  std::string document_format();  // json, html or md; absent: json
  bool wants_csv();  // format=csv, or, without a format, the header Accept prefers it to JSON
  std::size_t limit(std::size_t otherwise = kDefaultLimit);  // 1..100
  // A whole number from low to high; absent: `otherwise`.
  std::uint64_t whole(std::string_view name, std::uint64_t low, std::uint64_t high,
                      std::uint64_t otherwise);
  void finish() const;

 private:
  std::vector<std::string> all_of(std::string_view name, std::size_t longest);
  std::string only(std::string_view name, std::size_t longest);

  std::vector<std::pair<std::string, std::string>> const& params_;
  std::string const& accept_;
  std::vector<std::string_view> known_;
};

// What a command names by its option or argument (--as-of, COUNTRY) is the parameter here (as_of,
// country).
error with_parameter_named(error);

}  // namespace karwan::serve
