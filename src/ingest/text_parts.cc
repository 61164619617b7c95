#include <algorithm>
#include <array>
#include <map>

#include "karwan/ingest/text.h"

namespace karwan::ingest {
namespace {

// Words that a full stop follows inside a sentence, folded.
constexpr auto kAbbreviations = std::to_array<std::string_view>(
    {"approx", "art",  "bln", "co",  "corp", "dr",   "e",   "eng", "etc", "fig", "gen", "gov",
     "h",      "hon",  "inc", "jr",  "lt",   "ltd",  "mln", "mr",  "mrs", "ms",  "mt",  "no",
     "nos",    "prof", "rs",  "sq",  "st",   "trln", "u",   "vs",  "г",   "гг",  "др",  "им",
     "млн",    "млрд", "обл", "руб", "см",   "ст",   "стр", "т",   "тг",  "тыс", "ул"});
// Lines between these lengths (code points) may be wrapped ones; others end what they say.
constexpr std::uint32_t kShortLine = 60;
constexpr std::uint32_t kLongLine = 120;
constexpr std::size_t kLongestSpeaker = 5;  // tokens before the colon

bool is_stop(std::string_view mark) {
  return mark == "." || mark == "!" || mark == "?" || mark == "…" || mark == "۔" || mark == "؟";
}

bool is_closing(std::string_view mark) {
  return mark == "\"" || mark == "”" || mark == "»" || mark == ")" || mark == "’";
}

// Does the mark at i end a sentence?
bool stops_at(std::vector<token> const& t, std::size_t i) {
  if (t[i].kind != token_kind::mark || !is_stop(t[i].folded)) {
    return false;
  }
  if (i + 1 >= t.size()) {
    return true;
  }
  if (!t[i + 1].spaced && !is_closing(t[i + 1].folded) && !is_stop(t[i + 1].folded)) {
    return false;  // 5.2, U.S., a web address
  }
  if (t[i].folded != "." || i == 0) {
    return true;
  }
  auto const& before = t[i - 1];
  if (before.kind == token_kind::word &&
      (std::ranges::binary_search(kAbbreviations, before.folded) ||
       (before.capital && before.end - before.begin == 1))) {
    return false;
  }
  auto const& next = t[i + 1];
  return next.kind != token_kind::word || next.capital || next.folded.front() < 0;
}

// Is the line break before i one within a sentence?
bool is_wrapped(std::vector<token> const& t, std::size_t i, std::uint32_t line_begin) {
  auto const length = t[i - 1].end - line_begin;
  return length >= kShortLine && length <= kLongLine && t[i].begin <= t[i - 1].end + 2 &&
         t[i - 1].folded != ":";
}

struct speaker_label {
  std::size_t colon{};
  std::string name;
};

constexpr auto kQuestionLabels =
    std::to_array<std::string_view>({"q", "question", "вопрос", "сурак", "سوال"});
constexpr auto kAnswerLabels =
    std::to_array<std::string_view>({"a", "answer", "ответ", "жауап", "جواب"});

speaker_role role_of_label(std::string_view folded) {
  return std::ranges::find(kQuestionLabels, folded) != kQuestionLabels.end()
             ? speaker_role::interviewer
         : std::ranges::find(kAnswerLabels, folded) != kAnswerLabels.end()
             ? speaker_role::interviewee
             : speaker_role::none;
}

// The colon behind a name at the start of a line; 0 where there is none.
std::size_t colon_of_label(std::vector<token> const& t, std::size_t i) {
  for (auto at = i; at < t.size() && at <= i + kLongestSpeaker; ++at) {
    if (at > i && t[at].line_start) {
      return 0;
    }
    if (t[at].folded == ":") {
      return at > i ? at : 0;
    }
    if (t[at].kind == token_kind::digits || (t[at].kind == token_kind::word && !t[at].capital &&
                                             role_of_label(t[at].folded) == speaker_role::none)) {
      return 0;
    }
  }
  return 0;
}

}  // namespace

void text_model::find_sentences() {
  auto const& t = tokens_;
  std::uint32_t begin = 0;
  std::uint32_t line_begin = 0;
  auto const close = [&](std::size_t end) {
    if (end > begin) {
      sentences_.push_back({begin, static_cast<std::uint32_t>(end)});
      begin = static_cast<std::uint32_t>(end);
    }
  };
  for (std::size_t i = 0; i < t.size(); ++i) {
    if (t[i].line_start && i > 0) {
      if (!is_wrapped(t, i, line_begin)) {
        close(i);
      }
      line_begin = t[i].begin;
    }
    if (stops_at(t, i)) {
      while (i + 1 < t.size() && !t[i + 1].spaced &&
             (is_closing(t[i + 1].folded) || is_stop(t[i + 1].folded))) {
        ++i;
      }
      close(i + 1);
    }
  }
  close(t.size());
}

// A name counts as a speaker where it opens two lines; "Q:" and "A:" always do.
void text_model::find_turns() {
  std::map<std::string, int> opens;
  std::vector<std::pair<std::size_t, speaker_label>> found;
  for (std::size_t i = 0; i < tokens_.size(); ++i) {
    if (!tokens_[i].line_start) {
      continue;
    }
    if (auto const colon = colon_of_label(tokens_, i); colon != 0) {
      auto name =
          std::string{written({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(colon)})};
      ++opens[name];
      found.push_back({i, {colon, std::move(name)}});
    }
  }
  for (auto& [at, label] : found) {
    auto const one = label.colon == at + 1;
    auto const role = one ? role_of_label(tokens_[at].folded) : speaker_role::none;
    if (role == speaker_role::none && opens[label.name] < 2) {
      continue;
    }
    if (!turns_.empty()) {
      turns_.back().tokens.end = static_cast<std::uint32_t>(at);
    }
    turns_.push_back(
        {{static_cast<std::uint32_t>(label.colon + 1), static_cast<std::uint32_t>(tokens_.size())},
         role,
         role == speaker_role::none ? label.name : std::string{}});
  }
}

}  // namespace karwan::ingest
