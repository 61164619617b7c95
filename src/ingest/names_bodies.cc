#include "ingest/names_read.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kMostWords = 8;  // on each side of a head

// A head that names a body also with a small letter, where a country follows: the parliament of X.
constexpr std::string_view kSmallHeads = "government|parliament|embassy|senate";

bool is_part(named_text const& n, std::size_t at) {
  return at < n.t.size() && n.t[at].kind == token_kind::word && n.t[at].capital &&
         (is_name_word(n, at) || n.in_hit[at]);
}

// Capitalised words before the head, with "of", "and" and "&" between them.
std::size_t start_of_body(named_text const& n, std::size_t head) {
  auto begin = head;
  for (std::size_t step = 0; step < kMostWords && begin > 0 && !n.t[begin].line_start; ++step) {
    auto const before = begin - 1;
    if (is_part(n, before) && !n.t.find(before, sense_kind::title)) {
      begin = before;
    } else if (begin >= 2 && n.t.is_any(before, "&|-") && is_part(n, begin - 2)) {
      begin -= 2;
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

// "of Commerce and Industry", "for Strategic Studies, Islamabad (ISSI)".
std::size_t end_of_body(named_text const& n, std::size_t at) {
  auto end = at;
  for (std::size_t step = 0; step < kMostWords && end < n.t.size() && !n.t[end].line_start;
       ++step) {
    if (is_part(n, end)) {
      ++end;
    } else if (n.t.is_any(end, "of|for|and|&|on") && is_part(n, end + 1)) {
      end += 2;
    } else if (n.t.is_any(end, "of|for") && n.t.is(end + 1, "the") && is_part(n, end + 2)) {
      end += 3;
    } else if (n.t.is(end, "and") && end > at && n.t.is_any(end + 1, "industry|commerce|trade")) {
      end += 2;
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

}  // namespace

void find_bodies(named_text const& n, std::vector<mention>& out) {
  for (std::size_t i = 0; i < n.t.size(); ++i) {
    auto const head = n.t.find(i, sense_kind::body);
    if (!head) {
      continue;
    }
    auto const small = !n.t[i].capital;
    if (small && !(n.t.is_any(i, kSmallHeads) && n.t.is(head.end, "of") &&
                   (is_part(n, head.end + 1) || n.t.is(head.end + 1, "the")))) {
      continue;
    }
    auto const begin = small ? i : start_of_body(n, i);
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
