#include <algorithm>
#include <array>
#include <set>

#include "ingest/amount_read.h"
#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kShortestNoun = 8;    // bytes: four letters of Cyrillic or Arabic script
constexpr std::size_t kMostAdjectives = 3;  // between a number and what it counts

constexpr auto kNoCounted = std::to_array<std::string_view>(
    {"a",     "about", "after", "also",  "an",    "and",   "are",  "as",   "at",    "be",
     "been",  "but",   "by",    "did",   "does",  "for",   "from", "had",  "has",   "have",
     "he",    "his",   "how",   "if",    "in",    "into",  "is",   "it",   "its",   "of",
     "on",    "or",    "our",   "over",  "per",   "said",  "says", "she",  "since", "so",
     "than",  "that",  "the",   "their", "then",  "these", "they", "this", "those", "times",
     "to",    "under", "until", "was",   "we",    "were",  "what", "when", "where", "which",
     "while", "who",   "will",  "with",  "would", "years", "в",    "и",    "на",    "по",
     "с",     "от",    "до",    "для",   "из",    "что",   "при",  "и",    "کے",    "کی",
     "کا",    "میں",   "طرفہ",  "دونوں", "سے",    "اور",   "کو",   "پر",   "نے",    "ہے"});
// Two of these are the two sides that everything here is about, which nobody counts.
constexpr auto kSides = std::to_array<std::string_view>(
    {"countries",   "nations",    "sides",         "states",       "parties", "peoples",
     "governments", "ministries", "страны",        "стран",        "сторон",  "елдин",
     "елдер",       "тараптар",   "стороны",       "государства",  "leaders", "presidents",
     "neighbours",  "neighbors",  "organizations", "organisations"});

bool is_in(auto const& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

// Words that end a count, folded as the text is.
bool ends_count(std::string_view folded_word) {
  static auto const kFolded = [] {
    std::set<std::string, std::less<>> out;
    for (auto const word : kNoCounted) {
      out.insert(fold(word));
    }
    return out;
  }();
  return kFolded.contains(folded_word);
}

bool is_plural(token const& w) {
  auto const f = w.folded;
  static constexpr auto kOthers = std::to_array<std::string_view>(
      {"people", "persons", "men", "women", "children", "memoranda", "staff", "personnel"});
  return is_in(kOthers, f) || (f.size() > 4 && f.ends_with("men")) ||
         (f.size() > 3 && f.ends_with('s') && !f.ends_with("ss") && !f.ends_with("us") &&
          !f.ends_with("is"));
}

// Where the thing that is counted ends; 0 where nothing is.
std::size_t counted_end(lexed_text const& t, std::size_t at) {
  if (at < t.size() &&
      t[at].folded.front() < 0) {  // Russian, Kazakh, Urdu: the noun is the next word
    auto const noun =
        t[at].kind == token_kind::word && !t[at].line_start &&
        t[at].folded.size() >= kShortestNoun && !ends_count(t[at].folded) &&
        !t.may_mean(at, {sense_kind::unit, sense_kind::time_unit, sense_kind::currency,
                         sense_kind::percent, sense_kind::ago, sense_kind::bound, sense_kind::month,
                         sense_kind::number, sense_kind::scale});
    return noun ? at + 1 : 0;
  }
  if (t.is(at, "-") && t.glued(at)) {
    return 0;  // a 20-foot container
  }
  for (auto i = at; i < t.size() && i <= at + kMostAdjectives; ++i) {
    if (t.is(i, "-") && t.glued(i) && i > at) {
      continue;
    }
    if (t[i].kind != token_kind::word || t[i].line_start || ends_count(t[i].folded)) {
      return 0;
    }
    if (is_plural(t[i])) {
      auto const compound = i + 1 < t.size() && t[i + 1].kind == token_kind::word &&
                            t[i].folded.front() > 0 && is_plural(t[i + 1]) &&
                            !ends_count(t[i + 1].folded) && t.is(i, "sports");
      return i + (compound ? 2 : 1);
    }
  }
  return 0;
}

// "eleven times in 2025" happened so often; "four times that" is a multiple.
bool counts_times(lexed_text const& t, std::size_t at) {
  return t.is(at, "times") &&
         (at + 1 == t.size() ||
          t.is_any(at + 1, "in|since|during|over|and|but|already|before|.|,|;"));
}

bool is_definite(lexed_text const& t, std::size_t at) {
  return at > 0 && t.is_any(at - 1, "the|these|those|our|both|their|its|your|his|her|эти|этих");
}

}  // namespace

std::optional<mention> read_rank(lexed_text const& t, std::size_t at) {
  if (t.is(at, "top")) {
    auto const n = read_number(t, at + (t.is(at + 1, "-") ? 2 : 1));
    return n && n->value >= 2 && n->value <= 1000
               ? std::optional{made(mention_kind::rank, at, n->end,
                                    {n->value, n->value, n->value, bound::exact, {}, {}})}
               : std::nullopt;
  }
  auto const o = t.find(at, sense_kind::ordinal);
  auto end = o.end;
  auto value = o ? o.meaning->value : 0.0;
  if (!o && t[at].kind == token_kind::digits && t.glued(at + 1) &&
      t.is_any(at + 1, "st|nd|rd|th")) {
    value = read_number(t, at)->value;
    end = at + 2;
  }
  auto const i = end + (t.is(end, "-") ? 1 : 0);
  if (value < 1 || i >= t.size() || t[i].folded.size() < 6 || !t[i].folded.ends_with("est")) {
    return std::nullopt;
  }
  return made(mention_kind::rank, at, i + 1, {value, value, value, bound::exact, {}, {}});
}

std::optional<mention> read_measured(lexed_text const& t, number_range const& r) {
  if (r.end >= t.size()) {
    return std::nullopt;
  }
  auto const i = r.end + (t.is(r.end, "-") && t.glued(r.end) ? 1 : 0);
  auto value = r.value();
  auto kind = mention_kind::percent;
  auto hit = t.find(i, sense_kind::percent);
  if (!hit) {
    hit = t.find(i, sense_kind::unit);
    kind = mention_kind::quantity;
  }
  if (!hit || t[i].line_start) {
    return std::nullopt;
  }
  auto const glued_on = t.glued(hit.end) && t[hit.end].kind == token_kind::digits;
  if (glued_on) {
    return std::nullopt;
  }
  value.low *= hit.meaning->value;
  value.best *= hit.meaning->value;
  value.high *= hit.meaning->value;
  value.unit = kind == mention_kind::percent ? "percent" : std::string{hit.meaning->code};
  auto out = made(kind, r.begin, hit.end, value);
  take_bounds(t, out);
  return out;
}

std::optional<mention> read_duration(lexed_text const& t, number_range const& r) {
  if (r.first.scaled || r.first.value > 1000) {
    return std::nullopt;
  }
  auto const i = r.end + (t.is(r.end, "-") ? 1 : 0);
  auto const unit = t.find(i, sense_kind::time_unit);
  if (!unit || t[i].line_start || unit.meaning->code == "half" || unit.meaning->code == "weekend") {
    return std::nullopt;
  }
  auto value = r.value();
  value.unit = unit.meaning->code;
  auto out = made(mention_kind::duration, r.begin, unit.end, value);
  take_bounds(t, out);
  return out;
}

std::optional<mention> read_count(lexed_text const& t, number_range const& r) {
  if (r.first.value < 2 || r.first.unit_glued || r.first.form == number_form::fraction) {
    return std::nullopt;
  }
  auto const end = counts_times(t, r.end) ? r.end + 1 : counted_end(t, r.end);
  auto const year = r.first.value >= 1900 && r.first.value <= 2100 && !r.first.grouped &&
                    r.begin > 0 && t.is_any(r.begin - 1, "of|in|by|since|from|until|before|after");
  if (end == 0 || year || (r.first.value < 3 && is_definite(t, r.begin)) ||
      (is_in(kSides, t[end - 1].folded) && (r.first.value == 2 || is_definite(t, r.begin)))) {
    return std::nullopt;
  }
  auto value = r.value();
  value.unit = t[end - 1].folded;
  auto out = made(mention_kind::count, r.begin, end, value);
  take_bounds(t, out);
  return out;
}

std::optional<mention> read_bare_count(lexed_text const& t, number_range const& r,
                                       mention const* last) {
  auto const behind_year = r.first.value >= 1900 && r.first.value <= 2100 && !r.first.grouped;
  if (r.is_range || r.first.value < 2 || r.first.unit_glued || behind_year || r.end >= t.size() ||
      r.first.form != number_form::integer || t.is_any(r.end, "-|–|/|:|%") ||
      (t.glued(r.begin) && t.is_any(r.begin - 1, "-|/|.|,|:|#|№"))) {
    return std::nullopt;
  }
  auto const counted = last != nullptr && last->kind == mention_kind::count;
  auto const compared =
      r.begin >= 2 &&
      (t.is(r.begin - 1, "against") ||
       (t.is(r.begin - 1, "from") && t.is_any(r.begin - 2, "up|down|rose|fell|grew")));
  auto const acted = t.is_any(r.end, "had|have|were|are|was|will") && !r.first.grouped &&
                     r.begin > 0 && t.is_any(r.begin - 1, ",|;|and|.");
  if (!r.first.grouped && !(counted && (compared || acted))) {
    return std::nullopt;
  }
  auto value = r.value();
  value.unit = counted ? last->value.unit : std::string{};
  auto out = made(mention_kind::count, r.begin, r.end, value);
  take_bounds(t, out);
  return out;
}

}  // namespace karwan::ingest
