#include "record/word_match.h"

#include <algorithm>
#include <optional>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

constexpr std::uint32_t kExcerpt = 240;  // code points
constexpr std::uint32_t kBefore = 60;    // of them before the first mark

using places = std::vector<word_place>;

bool phrase_at(places const& text, std::size_t at, std::vector<std::string> const& phrase) {
  if (at + phrase.size() > text.size()) {
    return false;
  }
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (text[at + i].folded != phrase[i]) {
      return false;
    }
  }
  return true;
}

// How a word of the text answers a term; nullptr: it does not.
form const* form_of(wanted_term const& t, std::string const& word) {
  auto const it = std::ranges::find(t.forms, word, &form::term);
  return it == t.forms.end() ? nullptr : &*it;
}

// Adds what the term finds in the text; returns the best likeness, or nullopt.
std::optional<likeness> match_term(wanted_term const& t, std::size_t clause, places const& text,
                                   text_match& out) {
  std::optional<likeness> best;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (t.quoted || t.words.size() > 1) {
      if (phrase_at(text, i, t.words)) {
        best = likeness::exact;
        for (std::size_t k = i; k < i + t.words.size(); ++k) {
          out.marks.push_back({text[k].begin, text[k].end});
        }
      }
    } else if (auto const* f = form_of(t, text[i].folded)) {
      best = std::min(best.value_or(f->how), f->how);
      out.marks.push_back({text[i].begin, text[i].end});
      if (f->how > likeness::beginning) {
        out.taken_as.push_back({clause, f->term, f->how});
      }
    }
  }
  return best;
}

std::size_t byte_of(std::string_view text, std::uint32_t code_point) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    auto const starts = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
    if (starts && code_point-- == 0) {
      return at;
    }
  }
  return at;
}

std::uint32_t length(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace

std::uint32_t all_clauses(std::vector<wanted_clause> const& clauses) {
  std::uint32_t out = 0;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    out |= clauses[i].excluded ? 0U : 1U << i;
  }
  return out;
}

text_match match_text(std::vector<wanted_clause> const& clauses, std::string_view text) {
  text_match out;
  auto const in = word_places(text);
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    std::optional<likeness> best;
    text_match ignored;
    for (auto const& t : clauses[i].any) {
      if (auto const how = match_term(t, i, in, clauses[i].excluded ? ignored : out)) {
        best = std::min(best.value_or(*how), *how);
      }
    }
    if (best && clauses[i].excluded) {
      out.excluded = true;
    } else if (best) {
      out.clauses |= 1U << i;
      out.how = std::max(out.how, *best);
    }
  }
  std::ranges::sort(out.marks, {}, &text_mark::begin);
  auto const [from, to] = std::ranges::unique(out.marks);
  out.marks.erase(from, to);
  return out;
}

excerpt excerpt_of(std::string_view text, std::vector<text_mark> const& marks) {
  auto const size = length(text);
  if (size <= kExcerpt) {
    return {std::string{text}, marks};
  }
  auto const first = marks.empty() ? 0 : marks.front().begin;
  auto from = std::min(first > kBefore ? first - kBefore : 0, size - kExcerpt);
  auto const is_space = [&](std::uint32_t at) { return text[byte_of(text, at)] == ' '; };
  while (from > 0 && from < first && !is_space(from - 1)) {
    ++from;  // begins with a whole word
  }
  auto to = std::min(size, from + kExcerpt);
  while (to < size && to > from + kBefore + 1 && !is_space(to)) {
    --to;
  }
  excerpt out{from > 0 ? "… " : "", {}};
  auto const begin = byte_of(text, from);
  out.text += text.substr(begin, byte_of(text, to) - begin);
  out.text += to < size ? " …" : "";
  auto const shift = from > 0 ? 2U : 0U;
  for (auto const& m : marks) {
    if (m.begin >= from && m.end <= to) {
      out.marks.push_back({m.begin - from + shift, m.end - from + shift});
    }
  }
  return out;
}

}  // namespace karwan::record
