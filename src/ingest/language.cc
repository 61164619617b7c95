#include <unicode/utf8.h>

#include "karwan/ingest/document.h"

namespace karwan::ingest {
namespace {

constexpr std::int32_t kSample = 20000;  // bytes that are looked at

bool is_kazakh_letter(UChar32 c) {
  constexpr std::u32string_view kLetters = U"әғқңөұүһіӘҒҚҢӨҰҮҺІ";
  return kLetters.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
}

}  // namespace

std::string_view language_of(std::string_view text) {
  std::size_t latin = 0, cyrillic = 0, kazakh = 0, arabic = 0;
  auto const* bytes = reinterpret_cast<std::uint8_t const*>(text.data());
  auto const size = static_cast<std::int32_t>(std::min<std::size_t>(text.size(), kSample));
  for (std::int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);
    latin += (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ? 1 : 0;
    cyrillic += c >= 0x400 && c < 0x530 ? 1 : 0;
    kazakh += is_kazakh_letter(c) ? 1 : 0;
    arabic += c >= 0x600 && c < 0x700 ? 1 : 0;
  }
  constexpr std::size_t kOneIn = 60;  // letters of a Kazakh text are its own more often than that
  return arabic > latin && arabic > cyrillic ? "ur"
         : cyrillic > latin                  ? (kazakh * kOneIn > cyrillic ? "kk" : "ru")
                                             : "en";
}

}  // namespace karwan::ingest
