#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <numeric>
#include <tuple>

#include "ingest/names_read.h"
#include "karwan/base/text.h"

namespace karwan::ingest {
namespace {

// Common words that begin sentences and titles; they begin no name.
constexpr auto kCommon = std::to_array<std::string_view>(
    {"a",       "about",   "after",       "again",    "all",          "also",    "an",     "and",
     "another", "any",     "are",         "as",       "at",           "because", "before", "both",
     "but",     "by",      "can",         "do",       "during",       "each",    "every",  "few",
     "for",     "from",    "furthermore", "he",       "her",          "here",    "his",    "how",
     "however", "i",       "if",          "in",       "indeed",       "it",      "its",    "last",
     "let",     "many",    "more",        "moreover", "most",         "my",      "new",    "next",
     "no",      "not",     "now",         "of",       "on",           "one",     "or",     "our",
     "please",  "she",     "since",       "so",       "some",         "such",    "thank",  "thanks",
     "that",    "the",     "their",       "then",     "there",        "these",   "they",   "this",
     "those",   "through", "to",          "today",    "under",        "until",   "we",     "what",
     "when",    "where",   "which",       "while",    "who",          "why",     "will",   "with",
     "you",     "your",    "yes",         "also",     "additionally", "read",    "q",      "leave",
     "enter",   "в",       "и",           "на",       "по",           "с",       "он",     "она",
     "это",     "как",     "что",         "при",      "для",          "из",      "бул",    "осы",
     "мен",     "жане"});

bool is_common(std::string_view word) {
  return std::ranges::find(kCommon, word) != kCommon.end();
}

// Names of the record, the longest first from left to right; a place within one is part of it.
void take_known(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size();) {
    auto const& h = n.hits[i];
    if (!h) {
      ++i;
      continue;
    }
    if (h.kind == mention_kind::product && i > 0 &&
        n.t.is_any(i - 1, "to|that|which|will|can|could|would|may|must|should|not")) {
      i = h.end;  // a verb: the factors that lead to it
      continue;
    }
    auto m = made_name(n, h.kind, i, h.end);
    m.name = h.name;
    m.entity = h.entity != nullptr ? h.entity->id : std::string{};
    out.push_back(std::move(m));
    i = h.end;
  }
}

// Which of two that overlap stays: bodies and accords before what stands within them.
int weight(mention const& m) {
  switch (m.kind) {
    case mention_kind::organisation:
      return 5;
    case mention_kind::person:
      return 4;
    case mention_kind::event:
      return 2;
    case mention_kind::route:
      return 2;
    case mention_kind::agreement:
      return 2;
    case mention_kind::place:
      return 3;
    default:
      return 1;
  }
}

bool within(mention const& a, mention const& b) {
  return b.tokens.begin <= a.tokens.begin && a.tokens.end <= b.tokens.end;
}

// May both stand? A place is told within a route, an agreement or an event, nothing else is within
// anything.
bool agree(mention const& a, mention const& b) {
  if (a.tokens.end <= b.tokens.begin || b.tokens.end <= a.tokens.begin) {
    return true;
  }
  auto const loose = [](mention const& m) {
    return m.kind == mention_kind::route || m.kind == mention_kind::agreement ||
           m.kind == mention_kind::event;
  };
  return a.kind != b.kind && ((within(a, b) && loose(b) && a.kind == mention_kind::place) ||
                              (within(b, a) && loose(a) && b.kind == mention_kind::place));
}

// What stands on each token: at most a place, and what it is told within.
class standing_names {
 public:
  explicit standing_names(std::size_t tokens) : at_(tokens, {kNone, kNone}) {}

  // Takes one of them where it agrees with those that were taken before.
  bool take(std::vector<mention> const& all, std::size_t which) {
    auto const& m = all[which];
    for (auto i = m.tokens.begin; i < m.tokens.end; ++i) {
      for (auto const o : at_[i]) {
        if (o != kNone && !agree(m, all[o])) {
          return false;
        }
      }
    }
    for (auto i = m.tokens.begin; i < m.tokens.end; ++i) {
      at_[i][at_[i][0] == kNone ? 0 : 1] = static_cast<std::uint32_t>(which);
    }
    return true;
  }

 private:
  static constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  std::vector<std::array<std::uint32_t, 2>> at_;  // places in the list
};

void resolve(named_text const& n, mention& m) {
  if (!m.entity.empty()) {
    return;
  }
  auto const* e = n.known.named(m.name);
  if (e == nullptr || e->kind != m.kind) {
    e = n.known.likeliest(m.name, m.kind);
  }
  if (e != nullptr && e->kind == m.kind) {
    m.entity = e->id;
    m.name = e->name;
  }
}

}  // namespace

named_text::named_text(text_model const& text, gazetteer const& g)
    : t{text}, known{g}, hits{text.size()}, in_hit(text.size()) {
  auto const ids = g.ids(text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (auto const h = g.find(text, ids, i)) {
      hits.put(i, h);
      std::fill(in_hit.begin() + static_cast<std::ptrdiff_t>(i),
                in_hit.begin() + static_cast<std::ptrdiff_t>(h.end), true);
    }
  }
}

bool is_name_word(named_text const& n, std::size_t at) {
  if (at >= n.t.size() || n.t[at].kind != token_kind::word || !n.t[at].capital) {
    return false;
  }
  return !is_common(n.t[at].folded);
}

std::size_t end_of_name(named_text const& n, std::size_t at, std::size_t most) {
  auto i = at;
  for (std::size_t count = 0; count < most && is_name_word(n, i); ++count) {
    ++i;
    if (n.t.is_any(i, "-|‐|.") && n.t.glued(i) && is_name_word(n, i + 1) &&
        (n.t.glued(i + 1) || n.t[i - 1].end - n.t[i - 1].begin == 1)) {
      ++i;
    } else if (n.t.is_any(i, "ul|ur|bin|al|de|of") && is_name_word(n, i + 1) && !n.t.is(i, "of")) {
      ++i;
    } else if (i < n.t.size() && n.t[i].line_start) {
      return i;
    }
  }
  return i;
}

mention made_name(named_text const& n, mention_kind kind, std::size_t begin, std::size_t end) {
  mention m{.kind = kind,
            .tokens = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}};
  m.name = n.t.text().written(m.tokens);
  return m;
}

std::vector<mention> find_names(text_model const& text, gazetteer const& known) {
  named_text const n{text, known};
  std::vector<mention> all;
  take_known(n, all);
  find_people(n, all);
  find_bodies(n, all);
  find_accords(n, all);
  find_regions(n, all);
  find_ways(n, all);
  find_gatherings(n, all);
  // Places in the list are sorted, since names are large.
  std::vector<std::uint32_t> order(all.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) {
    auto const& at = all[i].tokens;
    return std::tuple{-weight(all[i]), -static_cast<std::int64_t>(at.end - at.begin), at.begin};
  });
  standing_names stand{text.size()};
  std::erase_if(order, [&](std::uint32_t i) { return !stand.take(all, i); });
  std::ranges::stable_sort(order, {}, [&](std::uint32_t i) { return all[i].tokens.begin; });
  std::vector<mention> out;
  out.reserve(order.size());
  for (auto const i : order) {
    auto& m = all[i];
    resolve(n, m);
    m.begin = text[m.tokens.begin].begin;
    m.end = text[m.tokens.end - 1].end;
    out.push_back(std::move(m));
  }
  return out;
}

std::vector<mention> find_mentions(text_model const& text, gazetteer const& known,
                                   date_frame const& frame) {
  auto out = find_names(text, known);
  auto const names = out.size();
  std::size_t name = 0;
  std::uint32_t covered = 0;  // up to here stands a name that values are part of
  for (auto& m : find_values(text, frame)) {
    for (; name != names && out[name].begin <= m.begin; ++name) {
      covered =
          out[name].kind == mention_kind::agreement ? covered : std::max(covered, out[name].end);
    }
    if (m.end > covered) {
      out.push_back(std::move(m));
    }
  }
  std::ranges::stable_sort(out, {}, &mention::begin);
  return out;
}

}  // namespace karwan::ingest
