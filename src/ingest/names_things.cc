#include "ingest/names_read.h"

// Agreements, routes and events: a head word and what qualifies it.
namespace karwan::ingest {
namespace {

constexpr std::size_t kMostBefore = 6;

bool is_capital_word(named_text const& n, std::size_t at) {
  return at < n.t.size() && n.t[at].kind == token_kind::word && n.t[at].capital;
}

// The capitalised words before a head, with hyphens and "and" between them.
std::size_t capitals_before(named_text const& n, std::size_t head) {
  auto begin = head;
  for (std::size_t step = 0; step < kMostBefore && begin > 0 && !n.t[begin].line_start; ++step) {
    if (is_capital_word(n, begin - 1) && (is_name_word(n, begin - 1) || n.in_hit[begin - 1])) {
      --begin;
    } else if (begin >= 2 && begin < head && n.t.is_any(begin - 1, "-|–|and|&") &&
               is_capital_word(n, begin - 2)) {
      begin -= 2;
    } else if (begin >= 2 && begin == head && n.t.is_any(begin - 1, "-|–") &&
               is_capital_word(n, begin - 2)) {
      begin -= 2;
    } else if (begin >= 2 && n.t[begin - 1].kind == token_kind::digits && n.t.glued(begin) &&
               n.t.glued(begin - 1) && is_capital_word(n, begin - 2)) {
      begin -= 2;  // B2B
    } else {
      break;
    }
  }
  return begin;
}

// Names of the record with "and", commas or articles between them: between Pakistan and Kazakhstan.
std::size_t end_of_parties(named_text const& n, std::size_t at) {
  auto end = at;
  for (auto i = at; i < n.t.size() && !n.t[i].line_start;) {
    if (n.hits[i]) {
      i = end = n.hits[i].end;
    } else if (n.t.is_any(i, "and|,|the|republic|islamic|of|-")) {
      ++i;
    } else {
      break;
    }
  }
  return end;
}

std::size_t end_of_topic(named_text const& n, std::size_t at) {
  auto end = at;
  for (int step = 0; step < 8 && end < n.t.size(); ++step) {
    if (is_capital_word(n, end) && !n.t[end].line_start) {
      ++end;
    } else if (n.t.is_any(end, "of|on|and|for|in|the") && is_capital_word(n, end + 1)) {
      ++end;
    } else {
      break;
    }
  }
  return end;
}

bool is_memorandum(named_text const& n, std::size_t at, sense_hit const& head) {
  return n.t.is_any(at, "mou|mous|мов") ||
         (head.end >= at + 3 && n.t.is(head.end - 1, "understanding"));
}

bool is_accord_with_name(named_text const& n, std::size_t begin, std::size_t head, std::size_t end,
                         std::size_t head_end) {
  return begin < head || end > head_end || (n.t[head].capital && head_end > head + 1);
}

// An exhibition called "Made in X 2022": the words between the quotes; 0 where there are none.
std::size_t end_of_quoted(named_text const& n, std::size_t at) {
  if (!n.t.is_any(at, "“|\"|«|‘")) {
    return 0;
  }
  for (auto i = at + 1; i < n.t.size() && i < at + 10; ++i) {
    if (n.t.is_any(i, "”|\"|»|’")) {
      return i > at + 1 ? i : 0;
    }
  }
  return 0;
}

}  // namespace

void find_accords(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    auto const head = n.t.find(i, sense_kind::accord);
    if (!head) {
      continue;
    }
    auto const memo = is_memorandum(n, i, head);
    if (!memo && !n.t[i].capital) {
      continue;
    }
    auto const begin = capitals_before(n, i);
    auto const named_until =
        n.t.is_any(head.end, "on|of|for") ? end_of_topic(n, head.end) : head.end;
    auto end = named_until;
    if (n.t.is(end, "between")) {
      auto const parties = end_of_parties(n, end + 1);
      end = parties > end + 1 ? parties : end;
    }
    if (memo || is_accord_with_name(n, begin, i, end, head.end)) {
      auto m = made_name(n, mention_kind::agreement, begin, end);
      if (n.known.likeliest(m.name, mention_kind::agreement) ==
          nullptr) {  // its parties are no name
        m.name = made_name(n, mention_kind::agreement, begin, named_until).name;
      }
      out.push_back(std::move(m));
      i = end - 1;
    }
  }
}

void find_regions(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    if (auto const r = n.t.find(i, sense_kind::region); r && n.t[i].folded.front() > 0) {
      if (n.t[i].capital) {
        out.push_back(made_name(n, mention_kind::place, i, r.end));
      }
      i = r.end - 1;
    } else if (r) {
      out.push_back(made_name(n, mention_kind::place, i, r.end));
      i = r.end - 1;
    } else if (i > 0 && n.t[i].capital && n.t.is_any(i, "sea|ocean|gulf|strait|peninsula") &&
               is_name_word(n, i - 1)) {
      out.push_back(made_name(n, mention_kind::place, i - 1, i + 1));
    }
  }
}

namespace {

// "The Caspian and North-South Corridors" are two.
void add_way(named_text const& n, std::size_t begin, std::size_t head, std::size_t end,
             std::vector<mention>& out) {
  for (auto i = begin + 1; i + 1 < head && n.t[head].folded.ends_with('s'); ++i) {
    if (n.t.is(i, "and")) {
      out.push_back(made_name(n, mention_kind::route, begin, i));
      begin = i + 1;
    }
  }
  out.push_back(made_name(n, mention_kind::route, begin, end));
}

}  // namespace

void find_ways(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    auto const head = n.t.find(i, sense_kind::way);
    if (!head) {
      continue;
    }
    auto const begin = capitals_before(n, i);
    auto const joined = n.t.is_any(head.end, "connecting|linking|between|from|through|via|across");
    auto const parties = joined ? end_of_route(n, head.end + 1) : 0;
    if (begin < i && (n.t[i].capital || n.in_hit[i - 1])) {
      add_way(n, begin, i, head.end, out);
    } else if (parties > head.end + 1) {
      out.push_back(made_name(n, mention_kind::route, i, parties));
    }
  }
}

std::size_t end_of_route(named_text const& n, std::size_t at) {
  auto end = at;
  std::size_t common = 0;  // words in a row that are no name
  for (auto i = at; i < n.t.size() && i < at + 14 && !n.t[i].line_start && common < 5;) {
    if (n.hits[i]) {
      i = end = n.hits[i].end;
      common = 0;
    } else if (n.t.is(i, ".") || n.t.is(i, ";")) {
      break;
    } else {
      ++i;
      ++common;
    }
  }
  return end;
}

void find_gatherings(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    auto const head = n.t.find(i, sense_kind::gathering);
    if (!head) {
      continue;
    }
    auto const quote = head.end + (n.t.is_any(head.end, "called|named|titled|entitled") ? 1 : 0);
    if (auto const quoted = end_of_quoted(n, quote); quoted != 0) {
      out.push_back(made_name(n, mention_kind::event, quote + 1, quoted));
      continue;
    }
    auto begin = capitals_before(n, i);
    if (n.t.is_any(begin == 0 ? 0 : begin - 1, "business|investment|state|sports") && begin > 0) {
      --begin;
      begin = begin > 0 && is_capital_word(n, begin - 1) ? capitals_before(n, begin) : begin;
    }
    auto const ordinal = n.t.is(i, "anniversary") && begin > 1 && n.t.glued(begin - 1) &&
                         n.t[begin - 2].kind == token_kind::digits;
    begin -= ordinal ? 2 : 0;
    auto const visit = n.t.is(i, "visit") && begin < i && n.t.is(head.end, "to") &&
                       n.hits.size() > head.end + 1 && n.hits[head.end + 1];
    auto const end = visit ? n.hits[head.end + 1].end : head.end;
    if (ordinal || visit || (begin < i && n.t[begin].capital && !n.t[begin].line_start)) {
      out.push_back(made_name(n, mention_kind::event, begin, end));
    }
  }
}

}  // namespace karwan::ingest
