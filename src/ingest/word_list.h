#pragma once

#include <cstddef>
#include <string_view>

namespace karwan::ingest {

// Is it one of these words, which are separated by |? Letter by letter, since most words differ in
// their first one and calls of memchr would cost more than they find.
constexpr bool is_listed(std::string_view word, std::string_view words) {
  auto const size = words.size();
  for (std::size_t at = 0; at < size; ++at) {
    std::size_t same = 0;
    while (same < word.size() && at < size && words[at] == word[same]) {
      ++at;
      ++same;
    }
    if (same == word.size() && (at == size || words[at] == '|')) {
      return true;
    }
    while (at < size && words[at] != '|') {
      ++at;
    }
  }
  return false;
}

}  // namespace karwan::ingest
