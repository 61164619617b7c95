#include "karwan/record/find_query.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

constexpr auto kQuoteMarks = std::to_array<std::string_view>({"\"", "“", "”", "„", "«", "»"});

struct token {
  std::string_view text;
  std::string_view field;  // of a filter
  bool excluded{false};
  bool quoted{false};
};

bool is_blank(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

// Length of the quotation mark that the text begins with; 0: none.
std::size_t quote_at(std::string_view text) {
  auto const it =
      std::ranges::find_if(kQuoteMarks, [&](std::string_view q) { return text.starts_with(q); });
  return it == kQuoteMarks.end() ? 0 : it->size();
}

std::string_view field_at(std::string_view text) {
  for (std::string_view const f : {"kind", "sector", "country", "from", "to"}) {
    auto const has_value = text.size() > f.size() + 1 && !is_blank(text[f.size() + 1]);
    if (text.starts_with(f) && has_value && text[f.size()] == ':') {
      return f;
    }
  }
  return {};
}

class scanner {
 public:
  explicit scanner(std::string_view text) : rest_{text} {}

  std::optional<token> next() {
    while (!rest_.empty() && is_blank(rest_.front())) {
      rest_.remove_prefix(1);
    }
    if (rest_.empty()) {
      return std::nullopt;
    }
    token t{};
    if (rest_.size() > 1 && rest_.front() == '-' && !is_blank(rest_[1])) {
      t.excluded = true;
      rest_.remove_prefix(1);
    } else if (t.field = field_at(rest_); !t.field.empty()) {
      rest_.remove_prefix(t.field.size() + 1);
    }
    if (auto const length = quote_at(rest_); length > 0) {
      rest_.remove_prefix(length);
      t.quoted = true;
      t.text = take_quoted();
    } else {
      t.text = take_bare();
    }
    return t;
  }

 private:
  // Up to the closing mark, or the end where there is none.
  std::string_view take_quoted() {
    std::size_t end = 0;
    while (end < rest_.size() && quote_at(rest_.substr(end)) == 0) {
      ++end;
    }
    auto const out = rest_.substr(0, end);
    rest_.remove_prefix(end);
    rest_.remove_prefix(quote_at(rest_));
    return out;
  }

  std::string_view take_bare() {
    std::size_t end = 0;
    while (end < rest_.size() && !is_blank(rest_[end]) && quote_at(rest_.substr(end)) == 0) {
      ++end;
    }
    auto const out = rest_.substr(0, end);
    rest_.remove_prefix(end);
    return out;
  }

  std::string_view rest_;
};

std::vector<std::string> folded_words(std::string_view text) {
  auto const folded = fold(text);
  auto const parts = words(folded);
  return {parts.begin(), parts.end()};
}

bool is_or(token const& t) {
  return !t.quoted && !t.excluded && t.field.empty() && (t.text == "OR" || t.text == "|");
}

class parser {
 public:
  result<find_query> parse(std::string_view text) {
    std::vector<token> tokens;
    for (scanner s{text}; auto t = s.next();) {
      tokens.push_back(*t);
    }
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      // OR joins what it stands between; elsewhere it is a word.
      auto const joins = is_or(tokens[i]) && can_join_ && i + 1 < tokens.size();
      if (joins) {
        join_next_ = true;
        can_join_ = false;
      } else if (auto ok = add(tokens[i], i + 1 < tokens.size() && is_or(tokens[i + 1])); !ok) {
        return tl::unexpected{std::move(ok.error())};
      }
    }
    if (std::ranges::all_of(out_.clauses, &query_clause::excluded)) {
      return fail(error_kind::bad_input, "there is nothing to search for", {},
                  "Write a word or more");
    }
    return std::move(out_);
  }

 private:
  status add(token const& t, bool or_follows) {
    if (!t.field.empty()) {
      join_next_ = can_join_ = false;
      return add_filter(t);
    }
    auto parts = folded_words(t.text);
    if (parts.empty()) {
      return {};
    }
    auto const joined = join_next_ || or_follows;
    if (joined && (t.excluded || (join_next_ && out_.clauses.back().excluded))) {
      return fail(error_kind::bad_input, "OR stands beside a word that is excluded", {},
                  "Write -word for each word to leave out, without OR");
    }
    words_ += parts.size();
    if (words_ > kMostQueryWords) {
      return fail(error_kind::bad_input, fmt::format("it has more than {} words", kMostQueryWords),
                  {}, "Leave some out");
    }
    if (t.quoted || t.excluded || joined) {
      add_term({std::move(parts), t.quoted});
      out_.clauses.back().excluded = t.excluded;
    } else {
      for (auto& part : parts) {
        add_term({{std::move(part)}, false});
      }
    }
    can_join_ = !t.excluded;
    return {};
  }

  void add_term(query_term t) {
    t.quoted = t.quoted || t.words.size() > 1;
    if (join_next_) {
      out_.clauses.back().any.push_back(std::move(t));
    } else {
      out_.clauses.push_back({{std::move(t)}, false});
    }
    join_next_ = false;
  }

  status add_filter(token const& t) {
    std::string value{t.text};
    if (value.empty()) {
      return fail(error_kind::bad_input, fmt::format("{}: has no value", t.field), {},
                  fmt::format("Write, for example, {}", example(t.field)));
    }
    if (t.field == "kind") {
      out_.kinds.push_back(std::move(value));
    } else if (t.field == "sector") {
      out_.sectors.push_back(std::move(value));
    } else if (t.field == "country") {
      out_.countries.push_back(std::move(value));
    } else {
      auto& date = t.field == "from" ? out_.from : out_.to;
      if (!date.empty()) {
        return fail(error_kind::bad_input, fmt::format("{}: is given twice", t.field), {},
                    "Give it once");
      }
      date = std::move(value);
    }
    return {};
  }

  static std::string_view example(std::string_view field) {
    return field == "kind"      ? "kind:person"
           : field == "sector"  ? "sector:trade"
           : field == "country" ? "country:\"the name\""
           : field == "from"    ? "from:2024"
                                : "to:2025-06";
  }

  find_query out_;
  std::size_t words_{0};
  bool can_join_{false};   // the last token was a term that OR can join
  bool join_next_{false};  // an OR waits for its right side
};

std::string quoted(query_term const& t) {
  return t.quoted ? fmt::format("\"{}\"", fmt::join(t.words, " ")) : t.words.front();
}

}  // namespace

result<find_query> parse_find_query(std::string_view text) {
  if (text.size() > kMostQueryBytes) {
    return fail(error_kind::bad_input, fmt::format("it has more than {} bytes", kMostQueryBytes),
                {}, "Shorten it");
  }
  return parser{}.parse(text);
}

std::string plain_text(find_query const& q) {
  std::string out;
  auto const add = [&](std::string_view part) {
    out += out.empty() ? "" : " ";
    out += part;
  };
  for (auto const& clause : q.clauses) {
    std::string text = clause.excluded ? "-" : "";
    for (auto const& t : clause.any) {
      text += (&t == &clause.any.front() ? "" : " OR ") + quoted(t);
    }
    add(text);
  }
  for (auto const& k : q.kinds) {
    add(fmt::format("kind:\"{}\"", k));
  }
  for (auto const& s : q.sectors) {
    add(fmt::format("sector:\"{}\"", s));
  }
  for (auto const& c : q.countries) {
    add(fmt::format("country:\"{}\"", c));
  }
  if (!q.from.empty()) {
    add(fmt::format("from:\"{}\"", q.from));
  }
  if (!q.to.empty()) {
    add(fmt::format("to:\"{}\"", q.to));
  }
  return out;
}

}  // namespace karwan::record
