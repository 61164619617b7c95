#include <algorithm>
#include <cmath>

#include "ingest/amount_read.h"

namespace karwan::ingest {
namespace {

bool is_dash_or_to(lexed_text const& t, std::size_t at) {
  return t.is_any(at, "-|–|—|to|до|или|or|سے|تا");
}

// "1.5-2 million", "5 to 6bn": the scale of the second is that of the first too.
void share_scale(number& first, number const& last) {
  if (first.scaled || !last.scaled || first.value >= last.value) {
    return;
  }
  auto const scale = std::pow(10, std::floor(std::log10(last.value)));
  for (auto const s : {1e12, 1e9, 1e7, 1e6, 1e5, 1e3}) {
    if (s <= scale && first.value * s <= last.value && std::fmod(last.value, s / 1000) == 0) {
      first.value *= s;
      return;
    }
  }
}

// Russian verbs of change, by their stems.
bool is_change(std::string_view word) {
  static constexpr std::string_view kStems[] = {"вырос", "увелич", "сниж", "снизи", "упал", "упад",
                                                "повы",  "сокра",  "дове", "подня", "тонн"};
  return std::ranges::any_of(kStems, [&](auto stem) { return word.starts_with(stem); });
}

bound bound_of(std::string_view code) {
  return code == "at_least"  ? bound::at_least
         : code == "at_most" ? bound::at_most
         : code == "almost"  ? bound::almost
                             : bound::about;
}

}  // namespace

amount number_range::value() const {
  amount out{.low = first.value, .best = first.value, .high = last.value};
  if (is_range) {
    out.limit = bound::range;
    out.best = (first.value + last.value) / 2;
  } else if (first.form == number_form::vague) {
    out.limit = bound::vague;
  }
  return out;
}

std::optional<number_range> read_range(lexed_text const& t, std::size_t at, money_near money) {
  auto const first = read_number(t, at, money);
  if (!first) {
    return std::nullopt;
  }
  number_range out{*first, *first, first->begin, first->end, false};
  if (!is_dash_or_to(t, first->end) || first->unit_glued || first->form == number_form::vague) {
    return out;
  }
  auto last = read_number(t, first->end + 1, money);
  if (!last || first->in_words != last->in_words || last->form == number_form::vague) {
    return out;
  }
  auto low = *first;
  share_scale(low, *last);
  if (low.value < last->value) {
    out = {low, *last, first->begin, last->end, true};
  }
  return out;
}

mention made(mention_kind kind, std::size_t begin, std::size_t end, amount value) {
  return {.kind = kind,
          .tokens = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)},
          .value = std::move(value)};
}

void take_bounds(lexed_text const& t, mention& m) {
  if (m.value.limit != bound::exact) {
    return;
  }
  for (std::size_t back = 1; back <= 4 && back <= m.tokens.begin; ++back) {
    auto const at = m.tokens.begin - back;
    auto const b = t.find(at, sense_kind::bound);
    if (b && t.is(at, "до") && at > 0 && is_change(t[at - 1].folded)) {
      return;  // it rose to so much
    }
    if (b && b.end == m.tokens.begin) {
      m.value.limit = bound_of(b.meaning->code);
    } else if (b && b.end + 1 == m.tokens.begin && t.is_any(b.end, "a|an|the|reached")) {
      m.value.limit = bound_of(b.meaning->code);
    }
  }
  if (m.value.limit == bound::exact && m.tokens.end < t.size() &&
      t[m.tokens.end].folded.front() < 0 &&
      !t.is_any(m.tokens.end,
                "до|около|почти|более|свыше|менее")) {  // in Urdu and Kazakh the word follows
    if (auto const b = t.find(m.tokens.end, sense_kind::bound)) {
      m.value.limit = bound_of(b.meaning->code);
    }
  }
}

std::optional<mention> read_plain_number(lexed_text const& t, std::size_t at) {
  if (t.glued(at) && at > 0 && t[at - 1].kind == token_kind::word &&
      t[at].kind != token_kind::word && !t.is_any(at, "-")) {
    return std::nullopt;
  }
  auto const n = read_number(t, at);
  if (!n || n->unit_glued || n->form == number_form::vague) {
    return std::nullopt;
  }
  return made(mention_kind::number, n->begin, n->end,
              {.low = n->value, .best = n->value, .high = n->value});
}

}  // namespace karwan::ingest
