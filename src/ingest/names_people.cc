#include <algorithm>
#include <map>

#include "ingest/names_read.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kMostNames = 4;
constexpr std::string_view kSaying =
    "said|says|told|added|noted|stressed|stated|responded|answered|emphasized|emphasised|concluded|"
    "reiterated|thanked|welcomed|praised|met|visited|announced|remarked|complained|warned|conceded|"
    "admitted|explained|argued|insisted|recalled|promised|declared|confirmed|replied|observed|"
    "wrote|"
    "asked|hopes|believes|expects|сказал|сообщил|отметил|заявил|подчеркнул|"
    "айтты|"
    "деді";

// A name cannot hold a word that heads a body or is a title, nor one of a place.
bool is_person_word(named_text const& n, std::size_t at) {
  return is_name_word(n, at) && !n.t.find(at, sense_kind::body) &&
         !n.t.find(at, sense_kind::accord) && !n.t.find(at, sense_kind::gathering) &&
         !n.t.find(at, sense_kind::way) &&
         !(n.hits[at] && n.hits[at].kind == mention_kind::place) &&
         !n.t.find(at, sense_kind::month) && !n.t.find(at, sense_kind::weekday) &&
         !n.t.find(at, sense_kind::title);
}

std::size_t end_of_person(named_text const& n, std::size_t at) {
  auto i = at;
  for (std::size_t count = 0; count < kMostNames && is_person_word(n, i); ++count) {
    ++i;
    auto const joins = n.t.is_any(i, "-|‐|.") && n.t.glued(i) && is_person_word(n, i + 1) &&
                       (n.t.glued(i + 1) || n.t[i - 1].end - n.t[i - 1].begin == 1);
    i += joins ? 1 : 0;
    if (n.t.is_any(i, "ul|ur|bin|al") && is_person_word(n, i + 1)) {
      ++i;
    }
    if (!joins && i < n.t.size() && n.t[i].line_start) {
      break;
    }
  }
  return i;
}

// Behind a title: "of Kazakhstan to Pakistan", "of Information, Mr.", "Казахстана"; where the name
// may begin.
std::size_t past_office(named_text const& n, std::size_t at) {
  auto i = at;
  for (int step = 0; step < 8 && i < n.t.size() && !n.t[i].line_start; ++step) {
    if (n.hits[i] && n.hits[i].kind != mention_kind::person) {
      i = n.hits[i].end;
    } else if (auto const title = n.t.find(i, sense_kind::title)) {
      i = title.end;
    } else if (n.t.is_any(i, "of|to|for|in|and|the|,|.|в|республики|исламскои|islamic|republic")) {
      ++i;
    } else if (step > 0 && n.t.is_any(i - 1, "of|for|and") && n.t[i].kind == token_kind::word) {
      ++i;
    } else {
      break;
    }
  }
  return i;
}

void add_person(named_text const& n, std::size_t begin, std::size_t end,
                std::vector<mention>& out) {
  if (end > begin) {
    out.push_back(made_name(n, mention_kind::person, begin, end));
  }
}

// Titles in front of a name.
void by_title(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    auto const title = n.t.find(i, sense_kind::title);
    if (!title) {
      continue;
    }
    auto begin = title.end;
    begin += n.t.is(begin, ".") && n.t.glued(begin) ? 1 : 0;
    auto end = end_of_person(n, begin);
    if (end == begin && title.meaning->code == "office") {
      begin = past_office(n, title.end);
      end = end_of_person(n, begin);
      if (end < begin + 2) {
        continue;  // one word far behind a title is too little
      }
    }
    auto const spoken_to = begin == title.end && n.t.is(i, "excellency");
    if (!spoken_to) {
      add_person(n, begin, end, out);
    }
  }
}

// An office in apposition behind a name: ", the federal commerce secretary", ", Ruritania's
// ambassador to", "Secretary for Communications". Only a comma lets words stand before the title.
bool has_office_behind(named_text const& n, std::size_t end) {
  constexpr std::size_t kMostBefore = 3;  // words
  if (!n.t.is(end, ",")) {
    auto const office = n.t.find(end + (n.t.is(end, "the") ? 1 : 0), sense_kind::title);
    return office && office.meaning->code == "office" && n.t[office.end - 1].capital;
  }
  auto at = end + 1 + (n.t.is_any(end + 1, "the|a|an|its|their|his|her") ? 1 : 0);
  if (at < n.t.size() && n.hits[at] && n.hits[at].kind == mention_kind::place &&
      n.t.is_any(n.hits[at].end, "’|'") && n.t.is(n.hits[at].end + 1, "s")) {
    at = n.hits[at].end + 2;
  }
  for (std::size_t words = 0; words <= kMostBefore && at < n.t.size(); ++words, ++at) {
    if (auto const office = n.t.find(at, sense_kind::title)) {
      return office.meaning->code == "office";
    }
    if (n.t[at].kind != token_kind::word || n.t[at].line_start || n.t[at].folded.ends_with("ed") ||
        n.t.is_any(at,
                   "who|which|whose|and|or|but|with|met|said|told|by|of|to|for|from|the|is|"
                   "was|as|in|on|at|a|an|that|has|had|will|saw")) {
      return false;
    }
  }
  return false;
}

// ", who heads the board": somebody.
bool does_behind(named_text const& n, std::size_t end) {
  return n.t.is(end, ",") && n.t.is(end + 1, "who");
}

// A byline: "By A B", "Analysis by A B, Institute".
bool is_signed(named_text const& n, std::size_t begin, std::size_t end) {
  if (begin == 0 || !n.t.is(begin - 1, "by")) {
    return false;
  }
  auto const ends = end == n.t.size() || n.t[end].line_start;
  auto const opens = n.t[begin - 1].line_start || (begin >= 2 && n.t[begin - 2].line_start);
  return ends || (opens && n.t.is(end, ","));
}

bool is_saying(named_text const& n, std::size_t at) {
  return n.t.is_any(at, kSaying);
}

// Two names or more with a verb of saying behind, an office in apposition, or "by" before them.
void by_context(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    if (!is_person_word(n, i) || (i > 0 && n.t.is_any(i - 1, "of|for")) ||
        (i > 0 && is_person_word(n, i - 1) && !n.t[i].line_start)) {
      continue;
    }
    auto const end = end_of_person(n, i);
    if (end < i + 2 || end > i + 6) {
      continue;
    }
    if (i > 0 && n.t.is_any(i - 1, "the|a|an|both|either")) {
      continue;  // the Kazakh side
    }
    auto const initial = i >= 2 && n.t.is(i - 1, ".") && n.t.glued(i);  // of a title: H.E. Aslan
    auto const apposed = i > 0 && n.t.is(i - 1, ",") && n.t.is(end, ",") && is_saying(n, end + 1);
    auto const said = i > 0 && n.t.is_any(i - 1, "said|added|told|says");
    if (!initial && (is_saying(n, end) || said || apposed || has_office_behind(n, end) ||
                     does_behind(n, end) || is_signed(n, i, end))) {
      add_person(n, i, end, out);
    }
  }
}

// Once named, a person is known by the whole name or its last word.
void again(named_text const& n, std::vector<mention>& out) {
  std::map<std::string, mention> by_last;
  auto const first_ones = out;
  for (auto const& m : first_ones) {
    if (m.kind != mention_kind::person) {
      continue;
    }
    auto const last = n.t[m.tokens.end - 1].folded;
    if (last.size() >= 4) {
      by_last.try_emplace(std::string{last}, m);
    }
  }
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    if (!n.t[i].capital) {
      continue;
    }
    auto const known = by_last.find(std::string{n.t[i].folded});
    if (known == by_last.end() || n.in_hit[i]) {
      continue;
    }
    auto begin = i;
    auto const& whole = known->second.tokens;
    for (auto back = whole.end - 1; back > whole.begin && begin > 0; --back) {
      if (n.t[begin - 1].folded != n.t[back - 1].folded) {
        break;
      }
      --begin;
    }
    auto m = made_name(n, mention_kind::person, begin, i + 1);
    m.name = known->second.name;
    m.entity = known->second.entity;
    out.push_back(std::move(m));
  }
}

}  // namespace

void find_people(named_text const& n, std::vector<mention>& out) {
  by_title(n, out);
  by_context(n, out);
  again(n, out);
}

}  // namespace karwan::ingest
