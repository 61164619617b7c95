#pragma once

#include <cstdint>
#include <string_view>

namespace karwan {

// FNV-1a: the same on every machine, and good enough to tell some thousand texts apart.
class text_hash {
 public:
  void add(std::string_view text) {
    for (unsigned char const c : text) {
      mix(c);
    }
    mix(0xFF);  // never in UTF-8
  }
  std::uint64_t value() const { return state_; }

 private:
  void mix(unsigned char c) { state_ = (state_ ^ c) * 0x100000001B3U; }
  std::uint64_t state_{0xCBF29CE484222325U};
};

}  // namespace karwan
