#include <cmath>

#include "ingest/number.h"

namespace karwan::ingest {
namespace {

struct denominator {
  double value{0};
  std::size_t end{0};
  bool plural{false};
};

// An ordinal, half or quarter behind a number: two | thirds, five - | eighths.
denominator denominator_at(lexed_text const& t, std::size_t i) {
  i += t.is(i, "-") ? 1 : 0;
  if (auto const part = t.find(i, sense_kind::part); part && part.meaning->value < 1) {
    return {1 / part.meaning->value, part.end, t[i].folded.ends_with('s')};
  }
  auto const o = t.find(i, sense_kind::ordinal);
  if (!o || o.meaning->value <= 2) {
    return {};
  }
  return {o.meaning->value, o.end, o.meaning->code == "s"};
}

// A whole number in front of the unit of an ordinal: thirty | fifths may be 35ths.
struct split_tail {
  double ten{0};
  bool alone{false};  // nothing in front of the ten
  bool after_and{false};
};

split_tail tail_of(lexed_text const& t, number const& n) {
  split_tail out;
  auto const ten = t.find(n.end - 1, sense_kind::number);
  if (!ten || ten.meaning->value < 20 || std::fmod(ten.meaning->value, 10) != 0) {
    return out;
  }
  out.ten = ten.meaning->value;
  out.alone = n.end - 1 == n.begin;
  out.after_and = n.end >= 2 && t.is(n.end - 2, "and");
  return out;
}

// "a fifth", "one eighth", "three twenty-firsts", "twenty twenty fifths"; unchanged where the words
// make no fraction.
number fraction_of_words(lexed_text const& t, number n) {
  auto const numerator = n.end > n.begin ? n.value : 1;
  auto at = n.end;
  if (n.end == n.begin) {
    if (!t.is_any(at, "a|an")) {
      auto const part = t.find(at, sense_kind::part);
      if (part && part.meaning->value < 1 && t[at].kind == token_kind::word &&
          part.meaning->value == 0.5) {
        return {n.begin, part.end, part.meaning->value, number_form::fraction, false, true};
      }
      return n;
    }
    ++at;
    auto const ten = t.find(at, sense_kind::number);
    auto const unit = t.find(at + 1 + (t.is(at + 1, "-") ? 1 : 0), sense_kind::ordinal);
    if (ten && ten.meaning->value >= 20 && unit && unit.meaning->value < 10) {
      return {
          n.begin, unit.end, 1 / (ten.meaning->value + unit.meaning->value), number_form::fraction,
          false,   true};
    }
  }
  auto const tail = n.end > n.begin ? tail_of(t, n) : split_tail{};
  auto const next = n.end + (t.is(n.end, "-") ? 1 : 0);
  auto const unit = t.find(next, sense_kind::ordinal);
  if (tail.ten > 0 && !tail.alone && !tail.after_and && unit && unit.meaning->value < 10) {
    return {n.begin,
            unit.end,
            (n.value - tail.ten) / (tail.ten + unit.meaning->value),
            number_form::fraction,
            false,
            true};
  }
  auto const d = denominator_at(t, at);
  if (d.end == 0 || (numerator != 1 && !d.plural)) {
    return n;
  }
  auto const is_part = d.value == 2 || d.value == 4;
  if (is_part && n.end > n.begin + 1 && t.is(n.end - 2, "and")) {  // one hundred and three quarters
    auto const last = t.find(n.end - 1, sense_kind::number);
    n.value += last.meaning->value * (1 / d.value - 1);
  } else {
    n.value = numerator / d.value;
  }
  n.form = number_form::fraction;
  n.end = d.end;
  return n;
}

// One twenty-fifth: a lone one before a ten and a unit's ordinal.
number one_of_many(lexed_text const& t, number n) {
  auto const ten = t.find(n.end, sense_kind::number);
  if (!ten || ten.meaning->value < 20 || std::fmod(ten.meaning->value, 10) != 0 || !n.in_words) {
    return n;
  }
  auto const at = ten.end + (t.is(ten.end, "-") ? 1 : 0);
  auto const unit = t.find(at, sense_kind::ordinal);
  if (unit && unit.meaning->value < 10) {
    n.value /= ten.meaning->value + unit.meaning->value;
    n.form = number_form::fraction;
    n.end = unit.end;
  }
  return n;
}

// 4/5 behind nothing or behind a whole number.
number fraction_of_digits(lexed_text const& t, number n) {
  auto const slash_at = [&](std::size_t i) {
    return i + 2 < t.size() && t[i].kind == token_kind::digits && t.is(i + 1, "/") &&
           t.glued(i + 1) && t.glued(i + 2) && t[i + 2].kind == token_kind::digits;
  };
  auto const quotient = [&](std::size_t i) {
    auto const top = read_digits(t, i);
    auto const bottom = read_digits(t, i + 2);
    return top && bottom && bottom->value > 0 ? top->value / bottom->value : 0.0;
  };
  if (n.end == n.begin + 1 && slash_at(n.begin) && quotient(n.begin) > 0) {
    return {n.begin, n.begin + 3, quotient(n.begin), number_form::fraction};
  }
  if (n.form == number_form::integer && slash_at(n.end) && t[n.end].spaced && quotient(n.end) < 1) {
    n.value += quotient(n.end);
    n.end += 3;
    n.form = number_form::fraction;
  }
  return n;
}

// "one over three", "one out of three", but not "2000 over 3 years".
number over_another(lexed_text const& t, number n) {
  auto const over = t.is(n.end, "over");
  auto const at = over ? n.end + 1 : t.is(n.end, "out") && t.is(n.end + 1, "of") ? n.end + 2 : 0;
  if (at == 0) {
    return n;
  }
  auto below = read_digits(t, at);
  if (!below) {
    below = read_number_words(t, at, money_near::no);
  }
  if (!below || below->value == 0 || below->unit_glued ||
      t.find(below->end, sense_kind::time_unit) || t.find(below->end, sense_kind::unit)) {
    return n;
  }
  return {n.begin, below->end, n.value / below->value, number_form::fraction, false, n.in_words};
}

}  // namespace

number with_fraction(lexed_text const& t, number n) {
  if (n.end > n.begin && !n.in_words) {
    n = fraction_of_digits(t, n);
  }
  if (n.form != number_form::fraction && n.in_words) {
    n = fraction_of_words(t, n);
    if (n.form != number_form::fraction && n.end > n.begin) {
      n = one_of_many(t, n);
    }
  }
  if (n.form != number_form::fraction && n.end > n.begin && t.is(n.end, "and")) {
    auto const at = n.end + 1;
    auto tail =
        read_number_words(t, at, money_near::no).value_or(number{at, at, 0, {}, false, true});
    tail = fraction_of_words(t, tail);
    if (tail.form == number_form::fraction && tail.value < 1) {
      n.value += tail.value;
      n.end = tail.end;
      n.form = number_form::fraction;
    }
  }
  return n.form != number_form::fraction && n.end > n.begin ? over_another(t, n) : n;
}

}  // namespace karwan::ingest
