#include "serve/request_ids.h"

#include <algorithm>
#include <random>
#include <string_view>

namespace karwan::serve {
namespace {

constexpr std::size_t kMostIdBytes = 64;
// An odd step from a random beginning meets every number once; it is the golden ratio's, so that
// ids in a row do not look alike.
constexpr std::uint64_t kStep = 0x9e3779b97f4a7c15;

std::uint64_t random_beginning() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

bool is_well_formed(std::string_view id) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._";
  return !id.empty() && id.size() <= kMostIdBytes &&
         id.find_first_not_of(kAllowed) == std::string_view::npos;
}

}  // namespace

request_ids::request_ids() : next_{random_beginning()} {}

std::string request_ids::of(std::string given) {
  return is_well_formed(given) ? std::move(given) : make();
}

std::string request_ids::make() {
  constexpr std::string_view kDigits = "0123456789abcdef";
  next_ += kStep;
  std::string out(16, '0');
  for (auto left = next_; auto& digit : out) {
    digit = kDigits[left & 0xf];
    left >>= 4;
  }
  return out;
}

}  // namespace karwan::serve
