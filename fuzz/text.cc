// Folding and normal form are total, and doing them twice changes nothing more.
#include "karwan/base/text.h"

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  auto const folded = fold(text);
  fuzz::require(is_utf8(folded));
  fuzz::require(fold(folded) == folded);
  auto const normal = to_nfc(text);
  fuzz::require(to_nfc(normal) == normal);
  fuzz::require(!is_utf8(text) || is_nfc(normal));
  fuzz::require(is_utf8(in_quotes(text)));
  for (auto const word : words(folded)) {
    fuzz::require(!word.empty());
  }
  auto const half = text.substr(0, text.size() / 2);
  fuzz::require(edit_distance(half, half, 3) == 0);
  fuzz::require(edit_distance(half, text, 3) == edit_distance(text, half, 3));
  return 0;
}
