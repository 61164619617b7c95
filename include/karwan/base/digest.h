#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace karwan {

// SHA-256 (FIPS 180-4) of bytes that come piece by piece.
class sha256_digest {
 public:
  void add(std::string_view bytes);
  // Of all that was added, in lower-case hexadecimal. Nothing may be added afterwards.
  std::string hex();

 private:
  std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                      0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::string rest_;  // less than a block
  std::uint64_t size_{0};
};

// Of all at once.
std::string sha256(std::string_view bytes);

}  // namespace karwan
