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
    // Latin
    {0x00E6, "ae"},
    {0x00F0, "d"},
    {0x00F8, "o"},
    {0x00FE, "th"},
    {0x0111, "d"},
    {0x0127, "h"},
    {0x0131, "i"},
    {0x0142, "l"},
    {0x014B, "n"},
    {0x0153, "oe"},
    {0x0259, "a"},
    // Cyrillic of Kazakh, Tajik, Ukrainian and their neighbours, as Russian writes them:
    // є і ґ ғ җ ҙ қ ҡ ң ҫ ү ұ ҳ ҷ һ ә ө
    {0x0454, "е"},
    {0x0456, "и"},
    {0x0491, "г"},
    {0x0493, "г"},
    {0x0497, "ж"},
    {0x0499, "з"},
    {0x049B, "к"},
    {0x04A1, "к"},
    {0x04A3, "н"},
    {0x04AB, "с"},
    {0x04AF, "у"},
    {0x04B1, "у"},
    {0x04B3, "х"},
    {0x04B7, "ч"},
    {0x04BB, "х"},
    {0x04D9, "а"},
    {0x04E9, "о"},
    // Arabic script: hamza ة ك ى ي ٱ ٴ ڪ ں ھ ہ ۃ ۆ ۇ ۈ ۋ ۍ ێ ۏ ې ے ە
    {0x0621, ""},
    {0x0629, "ه"},
    {0x0643, "ک"},
    {0x0649, "ی"},
    {0x064A, "ی"},
    {0x0671, "ا"},
    {0x0674, ""},
    {0x06AA, "ک"},
    {0x06BA, "ن"},
    {0x06BE, "ه"},
    {0x06C1, "ه"},
    {0x06C3, "ه"},
    {0x06C6, "و"},
    {0x06C7, "و"},
    {0x06C8, "و"},
    {0x06CB, "و"},
    {0x06CD, "ی"},
    {0x06CE, "ی"},
    {0x06CF, "و"},
    {0x06D0, "ی"},
    {0x06D2, "ی"},
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

void fold_point(UChar32 c, std::string& out) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
    out += static_cast<char>(c);
    return;
  }
  if (is_dropped(c)) {
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

struct point_pair {
  UChar32 from, to;
};

// What decomposition leaves of letters with marks, and of joined forms. Sorted.
constexpr point_pair kWithoutMarks[] = {
    {0x0439, 0x0438}, {0x0450, 0x0435}, {0x0451, 0x0435}, {0x0453, 0x0433},  // й ѐ ё ѓ
    {0x0457, 0x0456}, {0x045C, 0x043A}, {0x045D, 0x0438}, {0x045E, 0x0443},  // ї ќ ѝ ў
    {0x0622, 0x0627}, {0x0623, 0x0627}, {0x0624, 0x0648}, {0x0625, 0x0627},  // آ أ ؤ إ
    {0x0626, 0x064A}, {0x06C0, 0x06D5}, {0x06C2, 0x06C1}, {0x06D3, 0x06D2},  // ئ ۀ ۂ ۓ
};

bool in(UChar32 c, UChar32 low, UChar32 high) {
  return low <= c && c <= high;
}

// The case-folded base letter of the code points that most names are made of, found without ICU's
// tables, whose loading would cost a short run more than its work; nullopt: ask ICU.
std::optional<UChar32> base_letter(UChar32 c) {
  if (c < 0) {
    return ' ';  // not UTF-8
  }
  if (c < 0x80) {
    return in(c, 'A', 'Z') ? c + 0x20 : c;
  }
  if (in(c, 0x0400, 0x045F)) {
    c += c < 0x0410 ? 0x50 : c < 0x0430 ? 0x20 : 0;
  } else if (in(c, 0x0490, 0x04BF) || in(c, 0x04D8, 0x04D9) || in(c, 0x04E8, 0x04E9)) {
    c |= 1;
  } else if (!in(c, 0x0600, 0x06FF) || in(c, 0x0675, 0x0678)) {
    return std::nullopt;
  }
  auto const it = std::ranges::lower_bound(kWithoutMarks, c, {}, &point_pair::from);
  return it != std::end(kWithoutMarks) && it->from == c ? it->to : c;
}

// False where the text needs ICU; `out` is then of no use.
bool fold_plain(std::string_view text, std::string& out) {
  for (int32_t i = 0; i < static_cast<int32_t>(text.size());) {
    auto const c = base_letter(next_point(text, i));
    if (!c) {
      return false;
    }
    fold_point(*c, out);
  }
  return true;
}

icu::Normalizer2 const* nfc() {
  UErrorCode code = U_ZERO_ERROR;
  return icu::Normalizer2::getNFCInstance(code);
}

// Compatibility decomposition of case-folded text: accents stand apart and can be dropped.
icu::UnicodeString decomposed(icu::UnicodeString const& source) {
  UErrorCode code = U_ZERO_ERROR;
  auto const folded = icu::Normalizer2::getNFKCCasefoldInstance(code)->normalize(source, code);
  return icu::Normalizer2::getNFKDInstance(code)->normalize(folded, code);
}

void fold_with_icu(icu::UnicodeString const& text, std::string& out) {
  auto const points = decomposed(text);
  for (int32_t i = 0; i < points.length(); i = points.moveIndex32(i, 1)) {
    auto const c = points.char32At(i);
    fold_point(c == 0xFFFD ? ' ' : c, out);
  }
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
  if (!fold_plain(text, out)) {
    out.clear();
    fold_with_icu(icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}),
                  out);
  }
  if (out.ends_with(' ')) {
    out.pop_back();
  }
  return out;
}

std::vector<word_place> word_places(std::string_view text) {
  std::vector<word_place> out;
  std::string piece;
  auto open = false;
  std::uint32_t number = 0;
  for (int32_t i = 0; i < static_cast<int32_t>(text.size()); ++number) {
    auto const c = next_point(text, i);
    piece.assign(1, 'x');  // so that a space is kept
    if (auto const base = base_letter(c)) {
      fold_point(*base, piece);
    } else {
      fold_with_icu(icu::UnicodeString{c}, piece);
    }
    for (auto const letter : std::string_view{piece}.substr(1)) {
      if (letter == ' ') {
        open = false;
        continue;
      }
      if (!open) {
        out.push_back({{}, number, number});
        open = true;
      }
      out.back().folded += letter;
      out.back().end = number + 1;
    }
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

bool all_digits(std::string_view text) noexcept {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
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
