#include "ingest/names_read.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kMostWords = 8;  // on each side of a head

// A head that names a body also with a small letter, where a country follows: the parliament of X.
constexpr std::string_view kSmallHeads =
    "government|parliament|embassy|senate|ministry|consulate|mission";
// With a country or a field before it: Ruritania's health ministry, the foreign ministry.
constexpr std::string_view kOwnedHeads =
    "government|parliament|embassy|senate|ministry|consulate|cabinet";
// The same, only with a country: Ruritania's food safety authority.
constexpr std::string_view kCountrysHeads =
    "authority|agency|commission|police|army|navy|customs|regulator|court|bank";
constexpr std::string_view kFields =
    "foreign|finance|commerce|trade|health|education|energy|transport|railways|interior|defence|"
    "defense|agriculture|culture|justice|labour|labor|industry|industries|economy|environment|"
    "information|science|tourism|communications|water|investment|digital|sports|planning";

bool is_part(named_text const& n, std::size_t at) {
  return at < n.t.size() && n.t[at].kind == token_kind::word && n.t[at].capital &&
         (is_name_word(n, at) || n.in_hit[at]);
}

// "Growers'" or "Women's" before a head, no country's name: where it begins; `at`: there is none.
std::size_t owner_before(named_text const& n, std::size_t at) {
  auto const s = at >= 2 && n.t.is(at - 1, "s") ? at - 1 : at;
  auto const is_own = s >= 2 && n.t.is_any(s - 1, "’|'") && n.t.glued(s - 1) && is_part(n, s - 2) &&
                      !n.in_hit[s - 2] && (s != at || n.t[s - 2].folded.ends_with('s'));
  return is_own ? s - 2 : at;
}

// Capitalised words before the head, with "of", "and" and "&" between them.
std::size_t start_of_body(named_text const& n, std::size_t head) {
  auto begin = head;
  for (std::size_t step = 0; step < kMostWords && begin > 0 && !n.t[begin].line_start; ++step) {
    auto const before = begin - 1;
    if (is_part(n, before) && !n.t.find(before, sense_kind::title)) {
      begin = before;
    } else if (begin >= 2 && n.t.is_any(before, "&|-|–") && is_part(n, begin - 2)) {
      begin -= 2;
    } else if (auto const owner = owner_before(n, begin); owner < begin) {
      begin = owner;
    } else if (n.t.is(before, ")") && begin >= 4 && n.t.is(begin - 3, "(") &&
               is_part(n, begin - 4)) {
      begin -= 4;  // News and Analysis (NHS) Media
    } else if (begin >= 2 && begin < head && n.t.is_any(before, "of|and") &&
               is_part(n, begin - 2) && !n.t.find(begin - 2, sense_kind::body) &&
               !n.in_hit[begin - 2]) {
      begin -= 2;
    } else {
      break;
    }
  }
  return begin;
}

// ", Transport and Science" behind a first thing that a body is for: where the list ends; `at`
// where it is none.
std::size_t end_of_list(named_text const& n, std::size_t at) {
  auto i = at;
  while (n.t.is(i, ",") && is_part(n, i + 1) && !n.in_hit[i + 1]) {
    i += 2;
  }
  return i > at && n.t.is(i, "and") && is_part(n, i + 1) && !n.in_hit[i + 1] ? i + 2 : at;
}

// Behind "and" stands a body of its own: the Bank of X and Y Commercial Bank.
bool begins_another(named_text const& n, std::size_t at) {
  auto end = at;
  while (is_part(n, end) && !n.t[end].line_start) {
    ++end;
  }
  return end > at + 1 && n.t.find(end - 1, sense_kind::body);
}

// "of Commerce and Industry", "for Strategic Studies, Islamabad (ISSI)".
std::size_t end_of_body(named_text const& n, std::size_t at) {
  auto end = at;
  for (std::size_t step = 0; step < kMostWords && end < n.t.size() && !n.t[end].line_start;
       ++step) {
    if (is_part(n, end) && !n.t.find(end, sense_kind::title)) {
      ++end;
    } else if (n.t.is(end, "and") && begins_another(n, end + 1)) {
      break;
    } else if (n.t.is_any(end, "of|for|and|&|on") && is_part(n, end + 1)) {
      end += 2;
    } else if (n.t.is_any(end, "of|for") && n.t.is(end + 1, "the") && is_part(n, end + 2)) {
      end += 3;
    } else if (n.t.is(end, "and") && end > at && n.t.is_any(end + 1, "industry|commerce|trade")) {
      end += 2;
    } else if (auto const list = end > at ? end_of_list(n, end) : end; list > end) {
      end = list;
    } else {
      break;
    }
  }
  if (n.t.is(end, ",") && end > at && n.hits.size() > end + 1 && n.hits[end + 1] &&
      n.t.is(n.hits[end + 1].end, "(")) {
    end = n.hits[end + 1].end;
  }
  if (n.t.is(end, "(") && end + 2 < n.t.size() && n.t.is(end + 2, ")") &&
      n.t[end + 1].all_capitals) {
    end += 3;
    auto const head = n.t.find(end, sense_kind::body);
    end = head && n.t[end].capital ? head.end : end;  // News and Analysis (NHS) Media
  }
  return end;
}

// Bodies written small, by whose they are or what they are for: Ruritania's transport ministry, the
// Ruritanian ministry of science, the finance ministry. The name of a country before the 's stays a
// place of its own.
void add_owned_body(named_text const& n, std::size_t head, std::size_t end,
                    std::vector<mention>& out) {
  auto begin = head;
  auto const any = n.t.is_any(head, kCountrysHeads);
  while (begin > 0 && head - begin < (any ? 3 : 2) && !n.t[begin].line_start &&
         (any ? n.t[begin - 1].kind == token_kind::word && !n.t[begin - 1].capital &&
                    !n.t.is(begin - 1, "s")
              : n.t.is_any(begin - 1, kFields))) {
    --begin;
  }
  if (n.t.is_any(end, "of") && n.t.is_any(end + 1, kFields)) {
    end += 2;
  }
  auto const own = begin;
  auto name = begin;
  if (begin >= 3 && n.t.is(begin - 1, "s") && n.t.is_any(begin - 2, "’|'") && n.in_hit[begin - 3]) {
    for (name = begin - 3; name > 0 && n.in_hit[name - 1] && !n.hits[name]; --name) {
    }
  } else if (begin > 0 && !n.t[begin].line_start && is_part(n, begin - 1) &&
             n.t[begin - 1].folded.size() > 3 && !n.t.find(begin - 1, sense_kind::title)) {
    name = --begin;
  }
  if ((name == own && (own == head || !n.t.is(head, "ministry"))) ||
      (any && (name >= own || name + 1 == own))) {
    return;
  }
  auto m = made_name(n, mention_kind::organisation, begin, end);
  m.name = made_name(n, mention_kind::organisation, name, end).name;
  out.push_back(std::move(m));
}

// A name behind the word for what it is: the firm Altyn Dala, the newspaper Dala Times.
void add_classed_body(named_text const& n, std::size_t at, std::vector<mention>& out) {
  constexpr std::size_t kMostNames = 4;
  auto const end = end_of_name(n, at + 1, kMostNames);
  if (end > at + 1 && !n.in_hit[at + 1] && !n.t[at + 1].line_start &&
      !n.t.find(at + 1, sense_kind::title)) {
    out.push_back(made_name(n, mention_kind::organisation, at + 1, end));
  }
}

}  // namespace

void find_bodies(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    if (n.t.find(i, sense_kind::body_class)) {
      add_classed_body(n, i, out);
    }
    auto const head = n.t.find(i, sense_kind::body);
    if (!head) {
      continue;
    }
    if (auto const title = n.t.find(i, sense_kind::title); title && title.end > head.end) {
      continue;  // the Railways Minister
    }
    auto const small = !n.t[i].capital;
    if (small && !(n.t.is_any(i, kSmallHeads) && n.t.is(head.end, "of") &&
                   (is_part(n, head.end + 1) || n.t.is(head.end + 1, "the")))) {
      if (n.t.is_any(i, kOwnedHeads) || n.t.is_any(i, kCountrysHeads)) {
        add_owned_body(n, i, head.end, out);
      }
      continue;
    }
    auto const field = small && i > 0 && n.t.is_any(i - 1, kFields) && !n.t[i].line_start;
    auto const begin = small ? i - (field ? 1 : 0) : start_of_body(n, i);  // trade mission of
    auto const end = end_of_body(n, head.end);
    auto const several = small && n.t.is(n.t.is(end - 2, "and") ? end - 2 : end, "and") &&
                         n.in_hit[end - 1];  // the embassy of one and another
    auto const bare = begin == i && end == head.end;
    auto const title_before =
        begin > 0 && n.t.find(begin - 1, sense_kind::title) && n.t[begin - 1].line_start;
    if (!bare && !several && !title_before) {
      out.push_back(made_name(n, mention_kind::organisation, begin, end));
      i = end - 1;
    }
  }
}

}  // namespace karwan::ingest
