#pragma once

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KARWAN_SANITIZED
#endif
#endif

namespace karwan {

// How often a test tries its luck: `all` times, under AddressSanitizer, which takes five to thirty
// times as long, a tenth of them.
constexpr int rounds(int all) {
#ifdef KARWAN_SANITIZED
  return all / 10;
#else
  return all;
#endif
}

}  // namespace karwan
