#include "ingest/amount_read.h"

namespace karwan::ingest {
namespace {

// May these letters stand for a currency in front of an amount? "Rs" and "usd" always, other codes
// in capitals only.
bool is_symbol(lexed_text const& t, std::size_t at, sense_hit const& symbol) {
  if (t[at].kind == token_kind::mark) {
    return true;
  }
  if (t[symbol.end - 1].kind == token_kind::mark) {  // A$, not "a $5 contract"
    return t.glued(at + 1) || t[at].end - t[at].begin > 1 || t.is_any(at, "c|u|r");
  }
  return t[at].all_capitals || t.is_any(at, "rs|usd|pkr|kzt|sen|us|u|rub|eur|cny|pak");
}

void multiply(amount& value, sense const& currency) {
  value.low *= currency.value;
  value.best *= currency.value;
  value.high *= currency.value;
  value.currency = currency.code;
}

// "3 dollars 50 cents", "thirteen dollars forty-five": the smaller coin behind the greater, which
// goes unnamed only where it is in words and counts nothing else.
void take_coins(lexed_text const& t, mention& m) {
  auto const at = m.tokens.end + (t.is(m.tokens.end, "and") ? 1 : 0);
  auto const n = read_number(t, at);
  if (!n || n->value >= 100 || n->scaled || m.value.limit == bound::range) {
    return;
  }
  auto const coin = t.find(n->end, sense_kind::currency);
  auto const named = coin && coin.meaning->code == m.value.currency && coin.meaning->value < 1;
  auto const alone = n->in_words && (n->end >= t.size() || t[n->end].kind == token_kind::mark ||
                                     t.is(n->end, "and"));
  if (named || alone) {
    m.value.low = m.value.best = m.value.high =
        m.value.best + n->value * (named ? coin.meaning->value : 0.01);
    m.tokens.end = static_cast<std::uint32_t>(named ? coin.end : n->end);
  }
}

std::optional<mention> symbol_first(lexed_text const& t, std::size_t at) {
  auto const s = t.find(at, sense_kind::symbol);
  if (!s || !is_symbol(t, at, s) ||
      (at > 0 && t.glued(at) && t[at - 1].kind == token_kind::word &&
       t[at].kind == token_kind::word)) {
    return std::nullopt;
  }
  auto i = s.end;
  i += t.is_any(i, ".|:") && t.glued(i) ? 1 : 0;
  if (i < t.size() && t[i].line_start && i != at) {
    return std::nullopt;
  }
  auto r = read_range(t, i, money_near::yes);
  if (!r) {
    return std::nullopt;
  }
  auto end = r->end;
  auto const again =
      t.is_any(r->end, "-|–|to") ? t.find(r->end + 1, sense_kind::symbol) : sense_hit{};
  auto out = r->value();
  if (again && again.meaning->code == s.meaning->code) {  // $5bn to $6bn
    if (auto const last = read_number(t, again.end, money_near::yes);
        last && last->value > r->first.value) {
      number_range both{r->first, *last, r->begin, last->end, true};
      out = both.value();
      end = last->end;
    }
  }
  multiply(out, *s.meaning);
  if (auto const repeated = t.find(end, sense_kind::currency);
      repeated && repeated.meaning->code == s.meaning->code && repeated.meaning->value == 1) {
    end = repeated.end;  // $5 million dollars
  }
  auto m = made(mention_kind::money, at, end, out);
  if (!r->first.scaled) {
    take_coins(t, m);
  }
  return m;
}

std::optional<mention> amount_first(lexed_text const& t, number_range const& r) {
  auto const at = r.begin;
  if (r.end >= t.size() ||
      (t.glued(at) && t[at - 1].kind == token_kind::word && t[at].kind == token_kind::digits)) {
    return std::nullopt;
  }
  auto i = r.end;
  i += t.is_any(i, "-|of") ? 1 : 0;
  auto c = t.find(i, sense_kind::currency);
  if (!c && i < t.size() && t[i].kind == token_kind::mark) {
    c = t.find(i, sense_kind::symbol);
    if (c && c.end < t.size() && t[c.end].kind == token_kind::digits && t.glued(c.end)) {
      return std::nullopt;  // 5 $10: the symbol is of the next
    }
  }
  if (!c || (i != r.end && t.is(r.end, "of") && r.first.form != number_form::vague)) {
    return std::nullopt;
  }
  auto value = r.value();
  multiply(value, *c.meaning);
  auto out = made(mention_kind::money, at, c.end, value);
  take_coins(t, out);
  return out;
}

}  // namespace

std::optional<mention> read_symbol_money(lexed_text const& t, std::size_t at) {
  auto out = symbol_first(t, at);
  if (out) {
    take_bounds(t, *out);
  }
  return out;
}

std::optional<mention> read_named_money(lexed_text const& t, number_range const& r) {
  auto out = amount_first(t, r);
  if (out) {
    take_bounds(t, *out);
  }
  return out;
}

std::optional<mention> read_money(lexed_text const& t, std::size_t at) {
  if (auto out = read_symbol_money(t, at)) {
    return out;
  }
  auto const r = read_range(t, at, money_near::no);
  return r ? read_named_money(t, *r) : std::nullopt;
}

}  // namespace karwan::ingest
