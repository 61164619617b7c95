#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace karwan::ingest {

// Is it one of these words, which are separated by |?
constexpr bool is_listed(std::string_view word, std::string_view words) {
  for (std::size_t from = 0; from < words.size();) {
    auto const end = std::min(words.find('|', from), words.size());
    if (words.substr(from, end - from) == word) {
      return true;
    }
    from = end + 1;
  }
  return false;
}

}  // namespace karwan::ingest
