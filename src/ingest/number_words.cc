#include <cmath>

#include "ingest/number.h"

namespace karwan::ingest {
namespace {

constexpr double kHundred = 100;
constexpr double kDozen = 12;
constexpr std::size_t kLongestNumber =
    40;  // tokens: no number is longer, and a text may be made of them

// The value of number words read so far: groups below a thousand, each times its scale.
class pile {
 public:
  bool takes(double v) const {
    if (!has_group_) {
      return true;
    }
    auto const low = std::fmod(group_, kHundred);
    if (v >= kHundred || v == 0 || group_ == 0) {
      return false;
    }
    return v < 10 ? std::fmod(group_, 10) == 0 : low == 0;
  }
  void take(double v) {
    group_ = has_group_ ? group_ + v : v;
    last_ = v;
    has_group_ = true;
    after_scale_ = false;
  }
  bool takes_scale(double s) const {
    if (!has_group_ && !after_scale_) {
      return false;
    }
    return s != kHundred || (has_group_ && !fraction_taken_ && std::fmod(group_, kHundred) != 0);
  }
  void take_scale(double s) {
    if (s == kHundred && has_group_) {
      auto const low = digits_ ? group_ : std::fmod(group_, kHundred);
      group_ = group_ - low + low * s;
    } else if (s == kDozen && has_group_) {
      auto const low = std::fmod(group_, kHundred);
      group_ = group_ - low + low * s;
    } else if (has_group_) {
      last_part_ = group_ * s;
      total_ += last_part_;
      has_group_ = false;
      group_ = 0;
    } else {  // three lakh crore
      total_ += last_part_ * (s - 1);
      last_part_ *= s;
    }
    after_scale_ = true;
  }
  void take_digits(double v) {
    take(v);
    digits_ = true;
  }
  void seal() { fraction_taken_ = true; }  // 2.5 hundred is not read
  bool empty() const { return !has_group_ && !after_scale_; }
  bool after_scale() const { return after_scale_; }
  double value() const { return total_ + group_; }
  double last() const { return last_; }

 private:
  double total_{0}, group_{0}, last_{0}, last_part_{0};
  bool has_group_{false}, after_scale_{false}, digits_{false}, fraction_taken_{false};
};

// Does this letter multiply the number before it? 10M does, 1m (a metre) does not.
bool is_scale(lexed_text const& t, std::size_t at, sense const& s, money_near money) {
  if (s.code != "m") {
    return true;
  }
  auto const letter = t[at].folded;
  if (money == money_near::yes) {
    return t.glued(at) || t[at].capital;
  }
  if (t.glued(at) && t.find(at + 1, sense_kind::unit)) {
    return true;  // 1.2m tonnes
  }
  return letter == "b" ? t.glued(at)
                       : t[at].capital && !(at + 1 < t.size() && t.glued(at + 1) &&
                                            t[at + 1].kind == token_kind::word);
}

// Kazakh ten is Russian he: it is a number where a number, scale or unit follows.
bool is_number_word(lexed_text const& t, sense_hit const& w, std::size_t at) {
  using enum sense_kind;
  return !t.is(at, "он") || t.may_mean(w.end, {number, scale, unit, time_unit, percent, currency});
}

// Steps over a hyphen between two number words.
std::size_t past_hyphen(lexed_text const& t, std::size_t i) {
  return t.is_any(i, "-|‐|‑") ? i + 1 : i;
}

// ".. point zero three": the digits behind the word, as a number below 1.
std::optional<number> decimals_in_words(lexed_text const& t, number n) {
  if (!t.is(n.end, "point")) {
    return std::nullopt;
  }
  auto factor = 1.0;
  auto i = n.end + 1;
  for (int digits = 0; digits < 12; ++digits) {
    auto const w = t.find(i, sense_kind::number);
    if (!w || w.meaning->value >= kHundred) {
      break;
    }
    auto v = w.meaning->value;
    i = w.end;
    auto const unit = t.find(past_hyphen(t, i), sense_kind::number);
    if (v >= 20 && std::fmod(v, 10) == 0 && unit && unit.meaning->value < 10) {
      v += unit.meaning->value;
      i = unit.end;
    }
    factor /= v < 10 ? 10 : kHundred;
    n.value += v * factor;
    n.form = number_form::decimal;
  }
  if (n.form != number_form::decimal) {
    return std::nullopt;
  }
  n.end = i;
  return n;
}

// "half a million", "полтора миллиона", "a hundred", "a dozen"; nothing where no scale follows.
bool take_leading_part(lexed_text const& t, std::size_t& i, pile& p) {
  auto at = i;
  auto value = 1.0;
  if (auto const part = t.find(at, sense_kind::part)) {
    value = part.meaning->value;
    at = part.end;
    at += t.is(at, "of") ? 1 : 0;
    at += t.is_any(at, "a|an") ? 1 : 0;
  } else if (t.is_any(at, "a|an")) {
    ++at;
  } else if (t.is_any(at, "жуз|мын|тысяча|тысячу|سو") && t.find(at, sense_kind::scale)) {
    p.take(1);  // the scale alone is one of it
    return true;
  } else {
    return false;
  }
  if (!t.find(at, sense_kind::scale) || t[at].folded.size() < 3) {
    return false;
  }
  p.take(value);
  i = at;
  return true;
}

// Reads words and scales into the pile; returns where they end.
std::size_t read_pile(lexed_text const& t, std::size_t i, pile& p, money_near money) {
  auto const stop = i + kLongestNumber;
  while (i < stop) {
    auto const at = p.empty() ? i : past_hyphen(t, i);
    if (auto const w = t.find(at, sense_kind::number); w && is_number_word(t, w, at)) {
      if (at != i && p.after_scale()) {
        return i;
      }
      if (!p.takes(w.meaning->value)) {
        return i;
      }
      p.take(w.meaning->value);
      i = w.end;
    } else if (auto const s = t.find(i, sense_kind::scale);
               s && p.takes_scale(s.meaning->value) && is_scale(t, i, *s.meaning, money)) {
      p.take_scale(s.meaning->value);
      i = s.end;
      i += t.is(i, ".") && t.glued(i) && t[i - 1].end - t[i - 1].begin <= 4 && i + 1 < t.size() &&
                   !t[i + 1].capital
               ? 1
               : 0;
    } else if (auto const w2 = t.find(i + 1, sense_kind::number);
               t.is(i, "and") && p.after_scale() && w2 && w2.meaning->value > 0) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

}  // namespace

void apply_scales(lexed_text const& t, number& n, money_near money) {
  pile p;
  p.take_digits(n.value);
  if (n.form != number_form::integer) {
    p.seal();
  }
  auto const s = t.find(n.end, sense_kind::scale);
  if (!s || !is_scale(t, n.end, *s.meaning, money)) {
    return;
  }
  auto const end = read_pile(t, n.end, p, money);
  if (end > n.end) {
    n.value = p.value();
    n.end = end;
    n.scaled = true;
    n.unit_glued = n.end < t.size() && t.glued(n.end) && t[n.end].kind == token_kind::word;
    if (n.form != number_form::power && n.value == std::floor(n.value)) {
      n.form = number_form::integer;
    }
  }
}

std::optional<number> read_number_words(lexed_text const& t, std::size_t at, money_near money) {
  pile p;
  auto i = at;
  take_leading_part(t, i, p);
  auto const end = read_pile(t, i, p, money);
  if (p.empty() || end == at) {
    return std::nullopt;
  }
  number n{.begin = at, .end = end, .value = p.value(), .in_words = true};
  n.scaled = p.after_scale();
  if (auto const with_decimals = decimals_in_words(t, n)) {
    n = *with_decimals;
  }
  return n;
}

}  // namespace karwan::ingest
