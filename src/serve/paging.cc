#include "serve/paging.h"

#include <algorithm>
#include <charconv>

namespace karwan::serve {

part read_part(query& q, std::size_t otherwise) {
  part out{.most = q.limit(otherwise)};
  auto const cursor = q.one("cursor");
  if (cursor.empty()) {
    return out;
  }
  auto const dot = std::min(cursor.find('.'), cursor.size());
  auto const* const stop = cursor.data() + dot;
  auto const [end, fault] = std::from_chars(cursor.data(), stop, out.first);
  if (fault != std::errc{} || end != stop || dot == cursor.size() || out.first == 0 ||
      out.first > kMostPaged) {
    refuse_cursor();
  }
  out.after = cursor.substr(dot + 1);
  return out;
}

void refuse_cursor() {
  throw failure{{error_kind::bad_input, "it is no place in this list, or the list has changed",
                 "cursor", "Begin again without it, with the same parameters"}};
}

std::string cursor_of(std::size_t before, std::string const& last) {
  return std::to_string(before) + "." + last;
}

}  // namespace karwan::serve
