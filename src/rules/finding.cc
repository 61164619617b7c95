#include "karwan/rules/finding.h"

#include <algorithm>
#include <array>

#include "rules/season.h"

namespace karwan::rules {
namespace {

std::vector<std::size_t> visits_of(arising at, std::size_t n) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < n; ++i) {
    auto const first = i == 0, last = i + 1 == n;
    auto const wanted = at == arising::each || (at == arising::origin && first) ||
                        (at == arising::destination && last) ||
                        (at == arising::entered && !first) ||
                        (at == arising::transit && !first && !last);
    if (wanted) {
      out.push_back(i);
    }
  }
  return out;
}

bool is_at_home(question const& q, circumstances const& in, std::size_t visit) {
  auto const& home = q.subject == "vehicle" ? in.carrier : in.nationality;
  return q.foreign && home == in.way[visit].country && in.way[visit].own_truck;
}

// What the rules of one question that hold, or may, add up to. A rule that requires goes before
// one that waives: who follows it is safe.
void conclude(rule_book const& book, finding& f) {
  auto const of = [&](auto const& wanted) {
    return std::ranges::any_of(f.rules, [&](applied const& a) { return wanted(a); });
  };
  auto const says = [&](effect e) {
    return of([&](applied const& a) {
      return a.holds == truth::yes && !a.ended && book.rules[a.rule].does == e;
    });
  };
  auto const conclusion = [&]() -> std::pair<outcome, reason> {
    if (says(effect::barred)) {
      return {outcome::required, reason::barred};
    }
    if (says(effect::required)) {
      return {outcome::required, reason::stated};
    }
    auto const unsure = [](applied const& a) { return a.holds == truth::unknown && !a.ended; };
    auto const may_require = of([&](applied const& a) {
      auto const e = book.rules[a.rule].does;
      return unsure(a) && e != effect::not_required;
    });
    if (says(effect::not_required) && !may_require) {
      return {outcome::not_required, reason::stated};
    }
    if (of([&](applied const& a) { return !book.rules[a.rule].unreadable.empty() && !a.ended; })) {
      return {outcome::unknown, reason::unreadable};
    }
    if (of(unsure)) {
      return {outcome::unknown, reason::depends};
    }
    if (says(effect::unsettled)) {
      return {outcome::unknown, reason::unsettled};
    }
    return {outcome::unknown, f.rules.empty() ? reason::no_rule : reason::ended};
  };
  std::tie(f.is, f.why) = conclusion();
}

// Of a decision only the rules that made it; of an unknown all that might.
void keep_deciding(rule_book const& book, finding& f) {
  if (f.is == outcome::unknown) {
    return;
  }
  std::erase_if(f.rules, [&](applied const& a) {
    auto const e = book.rules[a.rule].does;
    auto const decides = f.is == outcome::not_required
                             ? e == effect::not_required
                             : e == effect::required || e == effect::barred;
    return a.ended || a.holds != truth::yes || !decides;
  });
}

finding answer(rule_book const& book, std::size_t q, circumstances const& in,
               std::optional<std::size_t> visit) {
  finding f{q, visit, {}, {}, {}};
  auto const& id = book.questions[q].entity;
  for (std::size_t i = 0; i < book.rules.size(); ++i) {
    auto const& r = book.rules[i];
    if (r.does == effect::none || std::ranges::find(r.questions, id) == r.questions.end()) {
      continue;
    }
    if (auto a = apply(book, i, in, visit); a.holds != truth::no) {
      f.rules.push_back(std::move(a));
    }
  }
  conclude(book, f);
  keep_deciding(book, f);
  return f;
}

}  // namespace

std::string_view name_of(outcome o) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"required", "not_required", "unknown"};
  return kNames[static_cast<std::size_t>(o)];
}

std::string_view name_of(reason r) noexcept {
  constexpr std::array<std::string_view, 7> kNames{"stated", "barred",     "depends", "unsettled",
                                                   "ended",  "unreadable", "no_rule"};
  return kNames[static_cast<std::size_t>(r)];
}

applied apply(rule_book const& book, std::size_t ix, circumstances const& in,
              std::optional<std::size_t> visit) {
  auto const& r = book.rules[ix];
  auto const border = r.does == effect::barred;
  applied out{ix, hold(r.when, in, visit, border), r.valid.end <= in.on, {}};
  if (in.on < r.valid.first || (r.season && !in_season(*r.season, in.on))) {
    out.holds = truth::no;
  }
  if (out.holds == truth::yes && !r.unreadable.empty()) {
    out.holds = truth::unknown;
  }
  if (out.holds == truth::unknown) {
    for (auto const& c : r.when) {
      if (holds(c, in, visit, border) == truth::unknown) {
        out.open.push_back(c.of);
      }
    }
  }
  return out;
}

std::vector<finding> find(rule_book const& book, circumstances const& in,
                          std::span<std::string_view const> subjects) {
  std::vector<finding> out;
  for (std::size_t q = 0; q < book.questions.size(); ++q) {
    auto const& asked = book.questions[q];
    if (std::ranges::find(subjects, asked.subject) == subjects.end()) {
      continue;
    }
    if (asked.at == arising::journey) {
      if (hold(asked.when, in, {}) != truth::no) {
        out.push_back(answer(book, q, in, {}));
      }
      continue;
    }
    for (auto const i : visits_of(asked.at, in.way.size())) {
      if (!is_at_home(asked, in, i) && hold(asked.when, in, i) != truth::no) {
        out.push_back(answer(book, q, in, i));
      }
    }
  }
  return out;
}

}  // namespace karwan::rules
