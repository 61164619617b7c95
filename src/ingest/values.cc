#include <algorithm>
#include <array>

#include "ingest/amount_read.h"
#include "ingest/date_read.h"

namespace karwan::ingest {
namespace {

// Words that turn a half-stated date to the time ahead: in May we are planning.
constexpr std::string_view kAhead =
    "will|plan|plans|planned|planning|hope|hopes|hoped|hoping|expect|expected|expects|upcoming|"
    "scheduled|going|"
    "shall|intend|intends|would|due|considering|considers|будет|будут|планируется|планируют|"
    "планирует|состоится|пройдет|"
    "ожидается|назначен|назначена|намечен|намечена|построят|завершат|жоспарлануда|жоспарлап|کریں|"
    "گے|گا|گی";

// "The rates apply from 1 April": the present, and no past before it.
bool applies_from(lexed_text const& t, std::size_t at, std::size_t from) {
  if (at < from + 2 || !t.is(at - 1, "from")) {
    return false;
  }
  for (auto i = from; i + 1 < at; ++i) {
    if (t.is_any(i, "was|were|had|has|have|been|ran|did") || t[i].folded.ends_with("ed")) {
      return false;
    }
  }
  return t.is_any(at - 2,
                  "apply|applies|begin|begins|start|starts|run|runs|open|opens|effect|force");
}

// "To submit by May": what an infinitive is to be done by.
bool is_bound_to_come(lexed_text const& t, std::size_t at, std::size_t from) {
  if (at <= from || !t.is_any(at - 1, "by|before")) {
    return false;
  }
  for (auto i = from; i + 2 < at; ++i) {
    if (t.is(i, "to") && t[i + 1].kind == token_kind::word && !t[i + 1].capital &&
        !t.is_any(i + 1, "the|a|an|its|their|his|her")) {
      return true;
    }
  }
  return false;
}

// What a word says of the time of its clause; nullopt: nothing.
std::optional<leaning> cue_at(lexed_text const& t, std::size_t i) {
  constexpr std::string_view kPast =
      "was|were|had|been|did|ago|began|met|held|took|came|went|told|said|left|sent|brought|built|"
      "bought|sold|ran|fell|rose|grew|won|lost|made|gave|saw|wrote|set";
  if (t.is_any(i, kAhead) || (t.is(i, "to") && i > 0 && t.is_any(i - 1, "is|are"))) {
    return leaning::future;
  }
  constexpr std::size_t kShortest = 5;  // letters: asked, not red
  auto const past =
      t.is_any(i, kPast) || (t[i].folded.size() >= kShortest && t[i].folded.ends_with("ed") &&
                             !(i > 0 && t.is_any(i - 1, "the|a|an|its|their|his|her")));
  if (past && i > 0 && t.is(i - 1, "be")) {
    return std::nullopt;  // will be held
  }
  return past ? std::optional{leaning::past} : std::nullopt;
}

// By the nearest word that tells, the one before the date first: it was opened in May and is to
// close in June.
leaning lean_of(lexed_text const& t, std::size_t at) {
  auto const s = t.text().sentence_of(at);
  constexpr std::size_t kNear = 14;  // tokens to each side: long sentences speak of both times
  // What stands behind one of these speaks of something else.
  constexpr std::string_view kParting = "but|which|who|while|although|whereas|because|;";
  auto from = at;
  while (from > s.begin && at - from < kNear && !t.is_any(from - 1, kParting)) {
    --from;
  }
  auto to = at;
  while (to < s.end && to - at < kNear && !t.is_any(to, kParting) &&
         !(t.is(to, "and") && t.is_any(to + 1, "has|have|had|is|are|was|were|will|would"))) {
    ++to;
  }
  if (applies_from(t, at, from) || is_bound_to_come(t, at, from)) {
    return leaning::future;
  }
  for (std::size_t gap = 1; gap <= kNear; ++gap) {
    if (at >= from + gap) {
      if (auto const cue = cue_at(t, at - gap)) {
        return *cue;
      }
    }
    if (at + gap < to) {
      if (auto const cue = cue_at(t, at + gap)) {
        return *cue;
      }
    }
  }
  return leaning::past;
}

date_relation relation_at(lexed_text const& t, std::size_t begin) {
  if (begin == 0) {
    return date_relation::on;
  }
  auto const i = begin - (t.is_any(begin - 1, "the|early") && begin > 1 ? 2 : 1);
  return t.is_any(i, "since|с|бери")          ? date_relation::since
         : t.is_any(i, "until|till|до|дейин") ? date_relation::until
         : t.is_any(i, "by|к")                ? date_relation::by
         : t.is(i, "before")                  ? date_relation::before
         : t.is(i, "after")                   ? date_relation::after
                                              : date_relation::on;
}

// A lone year is one where a word or mark says so, and not "2022 tonnes".
bool is_year_in_context(lexed_text const& t, std::size_t at, date_hit const& hit) {
  auto const y = hit.fields.year;
  if (hit.fields.month != 0 || !hit.is_weak) {
    return true;
  }
  if (y < 1850 || y > 2100 || (t.glued(at) && t.is_any(at - 1, "$|€|£|₸|₨|#|№|/|-|.|,"))) {
    return false;
  }
  if (hit.end > at + 1) {
    return true;  // with a word for year
  }
  return !t.find(hit.end, sense_kind::currency) && !t.find(hit.end, sense_kind::unit) &&
         !t.find(hit.end, sense_kind::scale) && !t.find(hit.end, sense_kind::percent);
}

// The date that was named last, where it stands near: "... in 2024, and a year earlier ...".
std::optional<date_span> spoken_of(std::vector<mention> const& before, std::size_t at) {
  constexpr std::size_t kNear = 40;  // tokens
  for (auto m = before.rbegin(); m != before.rend() && m->tokens.end + kNear > at; ++m) {
    if (m->kind == mention_kind::date && m->when) {
      return m->when;
    }
  }
  return std::nullopt;
}

std::optional<mention> read_date(lexed_text const& t, std::size_t at, date_frame frame) {
  auto const asks = !frame.lean.has_value();
  frame.lean = frame.lean.value_or(leaning::past);
  auto hit = read_date_or_range(t, at, frame);
  if (hit && asks && lean_of(t, at) == leaning::future) {  // dear, so only where a date is
    frame.lean = leaning::future;
    hit = read_date_or_range(t, at, frame);
  }
  if (!hit || !is_year_in_context(t, at, hit)) {
    return std::nullopt;
  }
  auto out = made(mention_kind::date, at, hit.end);
  if (hit.known) {
    out.when = hit.span;
  }
  if (hit.is_counted) {  // told as a duration that has days
    for (auto i = at; i < hit.end; ++i) {
      auto const r = read_range(t, i, money_near::no);
      if (auto const d = r ? read_duration(t, *r) : std::nullopt; d && d->tokens.end == hit.end) {
        out.kind = mention_kind::duration;
        out.value = d->value;
        break;
      }
    }
  }
  out.date_is_stated = hit.is_stated;
  out.relation = relation_at(t, at);
  return out;
}

// Could anything begin here? Most words end the search at once.
bool may_begin(lexed_text const& t, std::size_t i) {
  using enum sense_kind;
  return t[i].kind == token_kind::digits || t.is_any(i, "-|−|.") ||
         t.may_mean(i, {number, scale, ordinal, part, sign, month, weekday, season, relative,
                        day_word, part_of, fiscal, symbol, opener});
}

// Could a number begin here?
bool may_count(lexed_text const& t, std::size_t i) {
  using enum sense_kind;
  return t[i].kind == token_kind::digits || t.is_any(i, "-|−|.|a|an|top") ||
         t.may_mean(i, {number, scale, ordinal, part, sign, symbol});
}

void keep_longer(std::optional<mention>& best, std::optional<mention> found) {
  if (found && (!best || found->tokens.end > best->tokens.end)) {
    best = std::move(found);
  }
}

// The amount that stands before, near enough to be spoken of still.
mention const* last_amount(std::vector<mention> const& before, std::size_t at) {
  constexpr std::size_t kNear = 25;  // tokens
  for (auto m = before.rbegin(); m != before.rend() && m->tokens.end + kNear > at; ++m) {
    if (m->kind != mention_kind::date && m->kind != mention_kind::duration) {
      return &*m;
    }
  }
  return nullptr;
}

std::optional<mention> best_at(lexed_text const& t, std::size_t i, date_frame const& frame,
                               std::vector<mention> const& before) {
  auto best = read_date(t, i, frame);
  if (!may_count(t, i)) {
    return best;
  }
  keep_longer(best, read_symbol_money(t, i));
  keep_longer(best, read_rank(t, i));
  auto const r = read_range(t, i, money_near::no);
  if (!r) {
    return best;
  }
  keep_longer(best, read_named_money(t, *r));
  keep_longer(best, read_measured(t, *r));
  keep_longer(best, read_duration(t, *r));
  keep_longer(best, read_count(t, *r));
  if (!best) {
    keep_longer(best, read_bare_count(t, *r, last_amount(before, i)));
  }
  keep_longer(best, read_plain_number(t, i));
  return best;
}

}  // namespace

std::vector<mention> find_values(text_model const& text, date_frame const& frame) {
  lexed_text const t{text};
  std::vector<mention> out;
  auto with_last = frame;
  for (std::size_t i = 0; i < t.size();) {
    auto const may = may_begin(t, i);
    if (may) {
      with_last.spoken_of = spoken_of(out, i);
    }
    auto found = may ? best_at(t, i, with_last, out) : std::nullopt;
    if (!found) {
      ++i;
      continue;
    }
    found->begin = t[found->tokens.begin].begin;
    found->end = t[found->tokens.end - 1].end;
    i = found->tokens.end;
    out.push_back(std::move(*found));
  }
  return out;
}

}  // namespace karwan::ingest
