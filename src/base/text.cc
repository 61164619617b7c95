#include "karwan/base/text.h"

#include <algorithm>
#include <memory>
#include <mutex>
#include <optional>

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace karwan {
namespace {

// ICU's macro narrows int to a byte by design.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
// The code point at i, and i moved behind it; negative where the bytes are not UTF-8.
UChar32 next_point(std::string_view text, int32_t& i) noexcept {
  UChar32 c = 0;
  U8_NEXT(text.data(), i, static_cast<int32_t>(text.size()), c);
  return c;
}
#pragma GCC diagnostic pop

std::vector<UChar32> code_points(std::string_view text) {
  std::vector<UChar32> out;
  out.reserve(text.size());
  auto const size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    out.push_back(next_point(text, i));
  }
  return out;
}

void append(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, c);
  out.append(bytes, static_cast<std::size_t>(length));
}

struct replacement {
  UChar32 from;
  char const* to;
};

// Letters that NFKC, case folding and dropping accents leave apart. Sorted by code point.
constexpr replacement kReplacements[] = {
    {0x00E6, "ae"}, {0x00F0, "d"}, {0x00F8, "o"}, {0x0111, "d"},
    {0x0131, "i"},  {0x0142, "l"}, {0x0259, "a"},                 // Latin
    {0x0456, "и"},  {0x0493, "г"}, {0x049B, "к"}, {0x04A3, "н"},  // і ғ қ ң
    {0x04AF, "у"},  {0x04B1, "у"}, {0x04BB, "х"}, {0x04D9, "а"},  // ү ұ һ ә
    {0x04E9, "о"},                                                // ө
    {0x0629, "ه"},  {0x0643, "ک"}, {0x0649, "ی"}, {0x064A, "ی"},  // ة ك ى ي
    {0x06BE, "ه"},  {0x06C1, "ه"}, {0x06C3, "ه"}, {0x06D2, "ی"},  // ھ ہ ۃ ے
    {0x06D5, "ه"},
};

char const* replacement_of(UChar32 c) {
  auto const it = std::lower_bound(std::begin(kReplacements), std::end(kReplacements), c,
                                   [](replacement const& r, UChar32 v) { return r.from < v; });
  return it != std::end(kReplacements) && it->from == c ? it->to : nullptr;
}

bool is_dropped(UChar32 c) {
  switch (c) {
    case '\'':
    case '`':
    case 0x00B4:  // acute
    case 0x0640:  // tatweel
    case 0x2018:
    case 0x2019:
    case 0x02BB:
    case 0x02BC:
      return true;
    default:
      return u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_FORMAT_CHAR;
  }
}

// Lower-case ASCII letters, digits, spaces and hyphens: what most names are made of.
bool fold_ascii(std::string_view text, std::string& out) {
  for (char const c : text) {
    auto const u = static_cast<unsigned char>(c);
    if (u >= 0x80) {
      return false;
    }
    if (u >= 'A' && u <= 'Z') {
      out += static_cast<char>(u + 32);
    } else if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')) {
      out += c;
    } else if (c != '\'' && c != '`' && !out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  return true;
}

void fold_point(UChar32 c, std::string& out) {
  if (c < 0 || is_dropped(c)) {
    return;
  }
  if (auto const digit = u_charDigitValue(c); digit >= 0) {
    out += static_cast<char>('0' + digit);
  } else if (auto const* other = replacement_of(c)) {
    out += other;
  } else if (u_isalnum(c)) {
    append(out, c);
  } else if (!out.empty() && out.back() != ' ') {
    out += ' ';
  }
}

icu::Normalizer2 const* nfc() {
  UErrorCode code = U_ZERO_ERROR;
  return icu::Normalizer2::getNFCInstance(code);
}

// Compatibility decomposition of case-folded text: accents stand apart and can be dropped.
icu::UnicodeString decomposed(std::string_view text) {
  UErrorCode code = U_ZERO_ERROR;
  auto const source =
      icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  auto const folded = icu::Normalizer2::getNFKCCasefoldInstance(code)->normalize(source, code);
  return icu::Normalizer2::getNFKDInstance(code)->normalize(folded, code);
}

}  // namespace

bool is_utf8(std::string_view bytes) noexcept {
  auto const size = static_cast<int32_t>(bytes.size());
  for (int32_t i = 0; i < size;) {
    if (static_cast<unsigned char>(bytes[static_cast<std::size_t>(i)]) < 0x80) {
      ++i;
      continue;
    }
    if (next_point(bytes, i) < 0) {
      return false;
    }
  }
  return true;
}

std::string to_nfc(std::string_view text) {
  if (is_nfc(text) || !is_utf8(text)) {
    return std::string{text};
  }
  UErrorCode code = U_ZERO_ERROR;
  std::string out;
  nfc()
      ->normalize(icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}),
                  code)
      .toUTF8String(out);
  return out;
}

bool is_nfc(std::string_view text) {
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return true;
  }
  UErrorCode code = U_ZERO_ERROR;
  return nfc()->isNormalizedUTF8({text.data(), static_cast<int32_t>(text.size())}, code) != 0;
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  if (!fold_ascii(text, out)) {
    out.clear();
    auto const points = decomposed(text);
    for (int32_t i = 0; i < points.length(); i = points.moveIndex32(i, 1)) {
      auto const c = points.char32At(i);
      fold_point(c == 0xFFFD ? ' ' : c, out);
    }
  }
  if (out.ends_with(' ')) {
    out.pop_back();
  }
  return out;
}

std::string to_latin(std::string_view text) {
  static std::once_flag once;
  static std::unique_ptr<icu::Transliterator> rules;
  std::call_once(once, [] {
    UErrorCode code = U_ZERO_ERROR;
    rules.reset(
        icu::Transliterator::createInstance("Any-Latin; Latin-ASCII", UTRANS_FORWARD, code));
  });
  auto const folded = fold(text);
  if (!rules ||
      std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return folded;
  }
  auto wide = icu::UnicodeString::fromUTF8(folded);
  rules->transliterate(wide);
  std::string out;
  wide.toUTF8String(out);
  return fold(out);
}

std::vector<std::string_view> words(std::string_view folded) {
  std::vector<std::string_view> out;
  while (!folded.empty()) {
    auto const end = std::min(folded.find(' '), folded.size());
    if (end > 0) {
      out.push_back(folded.substr(0, end));
    }
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  auto const s = code_points(a);
  auto const t = code_points(b);
  if (s.size() > t.size() + limit || t.size() > s.size() + limit) {
    return limit + 1;
  }
  std::vector<std::size_t> before(t.size() + 1), last(t.size() + 1), row(t.size() + 1);
  for (std::size_t j = 0; j <= t.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= s.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= t.size(); ++j) {
      auto const replace = last[j - 1] + (s[i - 1] == t[j - 1] ? 0 : 1);
      row[j] = std::min({replace, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && s[i - 1] == t[j - 2] && s[i - 2] == t[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    if (*std::ranges::min_element(row) > limit + 1) {
      return limit + 1;
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[t.size()], limit + 1);
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string out = "\"";
  auto const size = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < size;) {
    if (out.size() > kMost) {
      out += "...";
      break;
    }
    auto const c = next_point(text, i);
    if (c < 0x20 || c == 0x7F) {
      out += '?';
    } else {
      append(out, c);
    }
  }
  return out + '"';
}

}  // namespace karwan
