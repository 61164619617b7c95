#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// UTF-8 text: validity, normal form, folding for search, likeness.
namespace karwan {

bool is_utf8(std::string_view bytes) noexcept;

// NFC of valid UTF-8; text that is not UTF-8 comes back unchanged.
std::string to_nfc(std::string_view text);
bool is_nfc(std::string_view text);

// What two spellings of one name share: lower case, no accents or vowel marks, Kazakh letters as
// their Russian neighbours, one form of each Arabic letter (ي ى ی ے, ك ک, ه ہ ھ ة, ن ں, أ إ آ ا),
// ASCII digits; hamza, tatweel, apostrophes and joiners dropped, other punctuation as one space, no
// space at the ends. Total: bytes that are not UTF-8 fold to spaces. Idempotent.
std::string fold(std::string_view text);

// Latin letters for any script, folded: rough, for suggestions only ("Алматы" -> "almaty"). Slow
// on its first call (loads ICU's rules).
std::string to_latin(std::string_view text);

// Words of a folded text.
std::vector<std::string_view> words(std::string_view folded);

// A word of a text as it was written.
struct word_place {
  std::string folded;
  std::uint32_t begin, end;  // code points of the text, half-open
};

// The words of fold(text), each with its place in the text. Marks behind a word's last letter that
// fold away are not part of it.
std::vector<word_place> word_places(std::string_view text);

// Edits (insert, delete, replace, swap of neighbours) that turn a into b, over code points; `limit`
// + 1 where there are more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

bool all_digits(std::string_view text) noexcept;  // 0 to 9, and at least one

// Text for an error message: in quotes, control characters and bad bytes as ?, cut at 60 bytes.
std::string in_quotes(std::string_view text);

}  // namespace karwan
