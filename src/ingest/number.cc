#include "ingest/number.h"

#include <cmath>

namespace karwan::ingest {
namespace {

// "billions of", "hundreds of thousands": more than one of the scale, nobody says how many.
std::optional<number> read_vague(lexed_text const& t, std::size_t at) {
  auto const s = t.find(at, sense_kind::scale);
  if (!s || t[at].kind != token_kind::word || !t[at].folded.ends_with('s') ||
      t[at].folded.size() < 6) {
    return std::nullopt;
  }
  number n{.begin = at,
           .end = s.end,
           .value = s.meaning->value,
           .form = number_form::vague,
           .scaled = true,
           .in_words = true};
  if (t.is(n.end, "of")) {
    if (auto const more = t.find(n.end + 1, sense_kind::scale)) {
      n.value *= more.meaning->value;
      n.end = more.end;
    }
  }
  return n;
}

// What may stand before a minus sign: the beginning, or a mark that is no closing one.
bool opens_negative(lexed_text const& t, std::size_t at) {
  return at == 0 || t[at].line_start || (t[at].spaced && t[at - 1].kind == token_kind::mark);
}

std::optional<number> read_unsigned(lexed_text const& t, std::size_t at, money_near money) {
  if (auto n = read_digits(t, at)) {
    apply_scales(t, *n, money);
    return with_fraction(t, *n);
  }
  if (auto const words = read_number_words(t, at, money)) {
    auto n = with_fraction(t, *words);
    if (n.form == number_form::fraction && n.value > 1) {  // one and a half million
      apply_scales(t, n, money);
    }
    return n;
  }
  if (auto n = read_vague(t, at)) {
    return n;
  }
  auto const none = with_fraction(t, {.begin = at, .end = at, .in_words = true});
  return none.end > at ? std::optional{none} : std::nullopt;
}

}  // namespace

std::optional<number> read_number(lexed_text const& t, std::size_t at, money_near money) {
  if (at >= t.size()) {
    return std::nullopt;
  }
  auto from = at;
  auto sign = 1.0;
  if (auto const s = t.find(at, sense_kind::sign)) {
    from = s.end;
    sign = -1;
  } else if (t.is_any(at, "-|−") && (opens_negative(t, at) || (t[at].spaced && t.glued(at + 1)))) {
    from = at + 1;
    sign = -1;
  }
  auto n = read_unsigned(t, from, money);
  if (n) {
    n->begin = at;
    n->value *= sign;
  }
  return n;
}

}  // namespace karwan::ingest
