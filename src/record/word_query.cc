#include "record/word_query.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "karwan/base/spelling.h"
#include "karwan/base/text.h"

namespace karwan::record {
namespace {

// What a word in another script than that of the question is worth, against one in the same.
constexpr double kOtherScript = 0.5;

std::string quoted(std::vector<std::string> const& words) {
  return fmt::format("\"{}\"", fmt::join(words, " "));
}

std::string any_of(wanted_clause const& c) {
  std::string out;
  for (auto const& t : c.any) {
    out += (out.empty() ? "" : " OR ") + quoted(t.words);
  }
  return out;
}

// A letter alone, as in Mazar-i-Sharif, is written or left out at will.
bool is_particle(query_clause const& c) {
  if (c.excluded || c.any.size() > 1 || c.any.front().quoted) {
    return false;
  }
  auto const& word = c.any.front().words.front();
  return script_of(word) != script::other &&
         (word.size() == 1 || (word.size() == 2 && word[0] < 0));
}

// In how many texts the forms of each likeness stand: they are one word, written variously.
std::array<std::int64_t, 4> uses_of(wanted_term const& t) {
  std::array<std::int64_t, 4> out{};
  for (auto const& f : t.forms) {
    out[static_cast<std::size_t>(f.how)] += f.used;
  }
  return out;
}

}  // namespace

std::vector<wanted_clause> clauses_of(find_query const& q) {
  auto const counts = [](query_clause const& c) { return !c.excluded && !is_particle(c); };
  auto const has_words = std::ranges::any_of(q.clauses, counts);
  std::vector<wanted_clause> out;
  for (auto const& c : q.clauses) {
    if (has_words && is_particle(c)) {
      continue;
    }
    auto& clause = out.emplace_back();
    clause.excluded = c.excluded;
    for (auto const& t : c.any) {
      clause.any.push_back({t.words, t.quoted, {}});
    }
  }
  return out;
}

word_query::word_query(std::vector<wanted_clause> const& clauses, std::int64_t texts) {
  plan.clauses = clauses.size();
  std::string excluded;
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (clauses[i].excluded) {
      excluded += (excluded.empty() ? "" : " OR ") + any_of(clauses[i]);
      continue;
    }
    std::string any;
    auto const put = [&](std::vector<std::string> const& words, likeness how, double weight) {
      any += (any.empty() ? "" : " OR ") + quoted(words);
      plan.phrases.push_back({i, how, weight, words.size()});
    };
    for (auto const& t : clauses[i].any) {
      auto const uses = uses_of(t);
      if (t.forms.empty()) {
        put(t.words, likeness::exact, inverse_frequency(0, texts));
      }
      for (auto const& f : t.forms) {
        auto const same = script_of(f.term) == script_of(t.words.front());
        put({f.term}, f.how,
            inverse_frequency(uses[static_cast<std::size_t>(f.how)], texts) *
                (same ? 1 : kOtherScript));
      }
    }
    text += fmt::format("{}({})", text.empty() ? "" : " AND ", any);
  }
  if (!excluded.empty()) {
    text = fmt::format("({}) NOT ({})", text, excluded);
  }
}

std::string beginnings_query(std::vector<wanted_clause> const& clauses) {
  std::string out;
  for (auto const& c : clauses) {
    std::string any;
    for (auto const& t : c.any) {
      any += fmt::format("{}\"{}\"{}", any.empty() ? "" : " OR ", fmt::join(t.words, " "),
                         t.quoted || t.words.size() > 1 ? "" : "*");
    }
    if (!c.excluded) {
      out += fmt::format("{}({})", out.empty() ? "" : " AND ", any);
    }
  }
  return out;
}

std::vector<wanted_clause> with_words_of(std::vector<wanted_clause> clauses,
                                         std::string_view text) {
  auto const folded = fold(text);
  auto const have = words(folded);
  for (auto& c : clauses) {
    for (auto& t : c.any) {
      if (c.excluded || t.quoted || t.words.size() > 1) {
        continue;
      }
      for (auto const w : have) {
        if (w.starts_with(t.words.front()) &&
            std::ranges::find(t.forms, w, &form::term) == t.forms.end()) {
          t.forms.push_back(
              {std::string{w}, w == t.words.front() ? likeness::exact : likeness::beginning, 0});
        }
      }
    }
  }
  return clauses;
}

}  // namespace karwan::record
