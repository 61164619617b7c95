#include <array>
#include <charconv>
#include <cmath>

#include "ingest/number.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kMostPieces = 16;  // digits and separators of one number

// Digits with what stands between them: 1 , 234 . 5
struct digit_pieces {
  std::array<std::string_view, kMostPieces> digits{};
  std::array<char, kMostPieces> before{};  // ',', '.', ' ' or 0 of the first
  std::size_t count{0};
  std::size_t begin{0};
  std::size_t token_of(std::size_t piece) const {  // behind its digits
    auto at = begin + 1;
    for (std::size_t i = 1; i <= piece; ++i) {
      at += before[i] == ' ' ? 1 : 2;
    }
    return at;
  }
};

digit_pieces pieces_at(lexed_text const& t, std::size_t at) {
  digit_pieces out;
  out.begin = at;
  out.digits[out.count++] = t[at].folded;
  for (auto i = at + 1; i < t.size() && out.count < kMostPieces;) {
    if (t[i].kind == token_kind::digits && t[i].spaced && !t[i].line_start &&
        t[i].begin == t[i - 1].end + 1) {
      out.before[out.count] = ' ';
      out.digits[out.count++] = t[i].folded;
      i += 1;
    } else if (t.glued(i) && t.is_any(i, ",|.|٬|٫") && t.glued(i + 1) &&
               t[i + 1].kind == token_kind::digits) {
      out.before[out.count] = t.is_any(i, ",|٬") ? ',' : '.';
      out.digits[out.count++] = t[i + 1].folded;
      i += 2;
    } else {
      break;
    }
  }
  return out;
}

// How many pieces from the first on are groups of one number, separated by `mark`.
std::size_t groups_of(digit_pieces const& p, char mark) {
  auto const first = p.digits[0].size();
  std::size_t end = 1;
  auto threes = first <= 3;
  auto twos = first <= 2;  // 1,50,00,000
  std::size_t last_two = 0;
  while (end < p.count && p.before[end] == mark) {
    auto const size = p.digits[end].size();
    if (size == 2 && twos) {
      threes = false;
      last_two = end;
    } else if (size == 3 && (threes || last_two + 1 == end)) {
      twos = false;
    } else {
      break;
    }
    ++end;
  }
  auto const ended_in_two = last_two != 0 && last_two + 1 == end;
  auto const goes_on = end < p.count && p.before[end] == mark && mark != ' ';
  return ended_in_two || goes_on ? 1 : end;
}

std::string joined(digit_pieces const& p, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) {
    out += p.digits[i];
  }
  return out;
}

struct plain_digits {
  std::string text;
  std::size_t pieces{1};
  bool decimal{false};
  bool grouped{false};
};

// Where one mark parts two pieces: 5.2, 5,00 and 1,3 are decimals, 1,234 is grouped.
plain_digits plain_text_of(digit_pieces const& p) {
  auto whole = std::size_t{1};
  for (auto const mark : {',', ' ', '.'}) {
    auto const n = groups_of(p, mark);
    if (n > whole && (mark != '.' || n > 2)) {
      whole = n;
      break;
    }
  }
  plain_digits out{joined(p, whole), whole, false, whole > 1};
  if (whole >= p.count || p.before[whole] == ' ') {
    return out;
  }
  auto const mark = p.before[whole];
  auto const more = whole + 1 < p.count && p.before[whole + 1] == mark;
  auto const is_decimal = mark == '.' || p.digits[whole].size() != 3;
  if (!more && is_decimal && (whole == 1 || p.before[1] != mark)) {
    out.text += '.';
    out.text += p.digits[whole];
    out.pieces = whole + 1;
    out.decimal = true;
  }
  return out;
}

double to_double(std::string_view text) {
  double out = 0;
  std::from_chars(text.data(), text.data() + text.size(), out);
  return out;
}

// Of 1e10, 12e-1, 1.1^+23: the exponent behind a number, and where it ends.
struct exponent {
  double value{0};
  std::size_t end{0};
};

exponent exponent_at(lexed_text const& t, std::size_t i) {
  auto sign = 1.0;
  while (t.glued(i) && t.is_any(i, "+|-")) {
    sign = t.is(i, "-") ? -sign : sign;
    ++i;
  }
  if (!t.glued(i) || t[i].kind != token_kind::digits || t[i].folded.size() > 3) {
    return {};
  }
  return {sign * to_double(t[i].folded), i + 1};
}

void apply_power(lexed_text const& t, number& n) {
  auto const e = n.end;
  if (!t.glued(e)) {
    return;
  }
  if (t.is(e, "^")) {
    if (auto const x = exponent_at(t, e + 1); x.end != 0) {
      n.value = std::pow(n.value, x.value);
      n.end = x.end;
      n.form = number_form::power;
    }
  } else if (t.is(e, "e")) {
    if (auto const x = exponent_at(t, e + 1); x.end != 0) {
      n.value = n.value * std::pow(10.0, x.value);
      n.end = x.end;
      n.form = number_form::power;
    }
  }
}

}  // namespace

std::optional<number> read_digits(lexed_text const& t, std::size_t at) {
  if (at >= t.size()) {
    return std::nullopt;
  }
  number n{.begin = at, .end = at + 1};
  if (t.is(at, ".") && t.glued(at + 1) && t[at + 1].kind == token_kind::digits &&
      (at == 0 || t[at].spaced)) {
    n.value = to_double("0." + std::string{t[at + 1].folded});
    n.form = number_form::decimal;
    n.end = at + 2;
  } else if (t[at].kind == token_kind::digits) {
    auto const p = pieces_at(t, at);
    auto const plain = plain_text_of(p);
    n.value = to_double(plain.text);
    n.form = plain.decimal ? number_form::decimal : number_form::integer;
    n.grouped = plain.grouped;
    n.end = p.token_of(plain.pieces - 1);
  } else {
    return std::nullopt;
  }
  apply_power(t, n);
  n.unit_glued = n.end < t.size() && t.glued(n.end) && t[n.end].kind == token_kind::word;
  return n;
}

}  // namespace karwan::ingest
