#include "karwan/access/secret.h"

#include <sys/random.h>

#include <array>

#include <fmt/format.h>

#include "access/random.h"
#include "karwan/base/digest.h"
#include "karwan/base/error.h"

namespace karwan::access {

void fill_random(std::span<unsigned char> out) {
  // Up to 256 bytes come whole, and not before the generator is ready (getrandom(2)).
  if (::getrandom(out.data(), out.size(), 0) != static_cast<ssize_t>(out.size())) {
    refuse(error_kind::unavailable, "the system gives no random bytes", {}, "Try again");
  }
}

std::string random_hex(std::size_t bytes) {
  std::array<unsigned char, 32> all{};
  auto const some = std::span{all}.first(bytes);
  fill_random(some);
  std::string out;
  for (auto const b : some) {
    out += fmt::format("{:02x}", b);
  }
  return out;
}

std::string new_secret() {
  return random_hex(32);
}

std::string digest_of(std::string_view purpose, std::string_view secret) {
  sha256_digest d;
  d.add(purpose);
  d.add(":");
  d.add(secret);
  return d.hex();
}

bool same_text(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) {
    return false;
  }
  unsigned char volatile differs = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    differs = static_cast<unsigned char>(differs | (a[i] ^ b[i]));
  }
  return differs == 0;
}

}  // namespace karwan::access
