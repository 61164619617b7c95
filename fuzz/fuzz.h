#pragma once

#include <cstdint>
#include <cstdlib>
#include <string_view>

// What the targets share: each reads bytes and aborts where a promise of a header does not hold.
namespace karwan::fuzz {

inline std::string_view as_text(std::uint8_t const* bytes, std::size_t size) {
  return {reinterpret_cast<char const*>(bytes), size};
}

inline void require(bool holds) {
  if (!holds) {
    std::abort();
  }
}

}  // namespace karwan::fuzz
