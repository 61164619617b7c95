#include "karwan/base/spelling.h"

#include <algorithm>
#include <array>
#include <utility>

namespace karwan {
namespace {

using rule = std::pair<std::string_view, std::string_view>;

// Groups of Latin letters and what they sound like; the first that fits is taken.
constexpr auto kLatin = std::to_array<rule>({
    {"shch", "x"},  {"dzh", "j"},   {"sch", "x"},   {"tch", "c"}, {"sh", "x"},  {"ch", "c"},
    {"zh", "j"},    {"dj", "j"},    {"kh", "h"},    {"gh", "g"},  {"ph", "f"},  {"th", "t"},
    {"dh", "d"},    {"ck", "k"},    {"ce", "se"},   {"ci", "si"}, {"cy", "si"}, {"ts", "s"},
    {"qua", "kva"}, {"que", "kve"}, {"qui", "kvi"}, {"oo", "u"},  {"ou", "u"},  {"ee", "i"},
    {"ye", "e"},    {"c", "k"},     {"q", "k"},     {"w", "v"},   {"x", "ks"},  {"y", "i"},
});

// Folded, so without й, ё and the letters that Kazakh adds.
constexpr auto kCyrillic = std::to_array<rule>({
    {"дж", "j"}, {"а", "a"}, {"б", "b"},  {"в", "v"},  {"г", "g"}, {"д", "d"}, {"е", "e"},
    {"ж", "j"},  {"з", "z"}, {"и", "i"},  {"к", "k"},  {"л", "l"}, {"м", "m"}, {"н", "n"},
    {"о", "o"},  {"п", "p"}, {"р", "r"},  {"с", "s"},  {"т", "t"}, {"у", "u"}, {"ф", "f"},
    {"х", "h"},  {"ц", "s"}, {"ч", "c"},  {"ш", "x"},  {"щ", "x"}, {"ъ", ""},  {"ы", "i"},
    {"ь", ""},   {"э", "e"}, {"ю", "iu"}, {"я", "ia"},
});

// Folded, so with one form of each letter.
constexpr auto kArabic = std::to_array<rule>({
    {"ا", "a"}, {"ب", "b"}, {"پ", "p"}, {"ت", "t"}, {"ٹ", "t"}, {"ث", "s"}, {"ج", "j"},
    {"چ", "c"}, {"ح", "h"}, {"خ", "h"}, {"د", "d"}, {"ڈ", "d"}, {"ذ", "z"}, {"ر", "r"},
    {"ڑ", "r"}, {"ز", "z"}, {"ژ", "j"}, {"س", "s"}, {"ش", "x"}, {"ص", "s"}, {"ض", "z"},
    {"ط", "t"}, {"ظ", "z"}, {"ع", ""},  {"غ", "g"}, {"ف", "f"}, {"ق", "k"}, {"ک", "k"},
    {"گ", "g"}, {"ل", "l"}, {"م", "m"}, {"ن", "n"}, {"و", "v"}, {"ه", "h"}, {"ی", "i"},
});

bool is_vowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

// Takes the group that the word begins with off it; false where there is none.
template <std::size_t N>
bool take(std::array<rule, N> const& rules, std::string_view& word, std::string& out) {
  auto const it =
      std::ranges::find_if(rules, [&](rule const& r) { return word.starts_with(r.first); });
  if (it == rules.end()) {
    return false;
  }
  word.remove_prefix(it->first.size());
  out += it->second;
  return true;
}

bool take_letter(std::string_view& word, std::string& out) {
  if (word.front() < 'a' || word.front() > 'z') {
    return false;
  }
  out += word.front();
  word.remove_prefix(1);
  return true;
}

}  // namespace

script script_of(std::string_view word) {
  auto const byte = word.empty() ? '\0' : static_cast<unsigned char>(word.front());
  if (byte >= 'a' && byte <= 'z') {
    return script::latin;
  }
  if (byte >= 0xD0 && byte <= 0xD3) {  // U+0400..U+04FF
    return script::cyrillic;
  }
  if (byte >= 0xD8 && byte <= 0xDB) {  // U+0600..U+06FF
    return script::arabic;
  }
  return script::other;
}

std::string sound_of(std::string_view word) {
  std::string heard;
  while (!word.empty()) {
    if (!take(kLatin, word, heard) && !take(kCyrillic, word, heard) &&
        !take(kArabic, word, heard) && !take_letter(word, heard)) {
      return {};
    }
  }
  heard.erase(std::unique(heard.begin(), heard.end()), heard.end());
  return heard;
}

std::string bones_of(std::string_view sound) {
  std::string out;
  std::ranges::copy_if(sound, std::back_inserter(out),
                       [](char c) { return !is_vowel(c) && c != 'v'; });
  if (sound.ends_with('h') && !out.empty()) {
    out.pop_back();
  }
  return out;
}

}  // namespace karwan
