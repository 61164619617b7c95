#include "relations/brief_session.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/sentences.h"

namespace karwan::relations {
namespace {

struct session {
  int number{0};
  group event;
  date_span on;  // open: not known
};

std::vector<session> read_sessions(record::store const& from, record::view_spec const& view) {
  std::vector<session> out;
  for (auto& g : read_groups(from, "events", view)) {
    auto const* number = g.cell("number");
    if (g.text("kind") == "commission_session" && number != nullptr) {
      g = most_exact_first(std::move(g));
      auto const* on = g.cell("starts_on");
      out.push_back(
          {static_cast<int>(number->number), std::move(g), on == nullptr ? date_span{} : on->span});
    }
  }
  std::ranges::stable_sort(out, {}, &session::number);
  return out;
}

std::vector<saying const*> sayings_of(told const& t, std::string const& event) {
  std::vector<saying const*> out;
  for (auto const& s : t.what.sayings) {
    if (std::ranges::find(s.belongs_to, event) != s.belongs_to.end()) {
      out.push_back(&s);
    }
  }
  return out;
}

// The session, what it agreed, and each of its promises with what became of it.
section told_of(session const& s, record::store const& from, std::vector<told> const& stories,
                brief_scope const& scope, teller const& tell, std::set<std::string>& before) {
  section out{fmt::format("session-{}", s.number),
              told_as("heading_session", said_count(s.number).as("n")),
              {},
              {}};
  out.sentences.push_back(tell.event(s.event));
  auto const stages = read_stages(from, scope.view);
  for (auto const& g : read_groups(from, "agreements", scope.view)) {
    auto const belongs = std::ranges::any_of(g.rows, [&](record::row const& r) {
      auto const to = r.items("belongs_to");
      return std::ranges::find(to, s.event.entity) != to.end();
    });
    if (belongs && concerns(g, scope)) {
      auto const its = stages.find(g.entity);
      out.sentences.push_back(
          tell.agreement(g, its == stages.end() ? std::vector<record::row>{} : its->second));
    }
  }
  std::size_t promises = 0;
  for (auto const& t : stories) {
    if (!sayings_of(t, s.event.entity).empty() && concerns(t, scope)) {
      ++promises;
      out.sentences.push_back(before.insert(t.what.id).second
                                  ? tell.commitment(t)
                                  : tell.promise(t, sayings_of(t, s.event.entity)));
    }
  }
  if (promises == 0) {
    out.remark = told_as("session_without_promise");
  }
  return out;
}

bool is_unfinished(standing s) {
  using enum standing;
  return s != kept && s != kept_late && s != dropped;
}

// All that is owed up to the next session, whoever promised it: late first, then by date.
section until_next(session const* next, std::vector<told> const& stories, brief_scope const& scope,
                   teller const& tell, int number, std::set<std::string>& before) {
  section out{"until-next", told_as("heading_until_session", said_count(number).as("n")), {}, {}};
  auto const dated =
      next != nullptr && next->on.end != day::max() && next->on.first >= scope.view.as_of;
  auto const until = dated ? next->on.end : day::max();
  for (auto const& t : stories) {
    auto const& due = t.how.latest_due;
    if (is_unfinished(t.how.status) && is_firm(t.how.how) && due && concerns(t, scope) &&
        due->end <= until) {
      before.insert(t.what.id);
      out.sentences.push_back(tell.commitment(t));
    }
  }
  if (!dated) {
    out.remark = told_as("session_without_date", said_count(number).as("n"));
  }
  return out;
}

said told_missing(std::vector<said> sessions) {
  auto const code =
      sessions.size() == 1 ? sentence_code{"missing_session"} : sentence_code{"missing_sessions"};
  return told_as(code, said_list(std::move(sessions), ", ").as("sessions"));
}

tl::unexpected<error> no_such(int number, std::vector<session> const& all) {
  std::string known;
  for (auto const& s : all) {
    known += fmt::format("{}{}", known.empty() ? "" : ", ", s.number);
  }
  return fail(
      error_kind::bad_input, fmt::format("no session up to number {} is on record", number),
      "--session",
      known.empty() ? "The record holds no session of a commission" : "On record: " + known);
}

}  // namespace

result<document> write_session_brief(record::store const& from, record::name_index const& names,
                                     int number, brief_scope const& scope) {
  auto const all = read_sessions(from, scope.view);
  auto const newest = all.empty() ? 0 : all.back().number;
  // The next one is not on record yet; one far ahead is a slip of typing.
  if (all.empty() || number < all.front().number || number > newest + 1) {
    return no_such(number, all);
  }
  auto const stories = list_commitments(from, scope.view, {});
  teller const tell{from, names, scope.view};
  document d{"brief",
             told_as("brief_of_session", said_count(number).as("n")),
             standpoint_of(scope.view),
             {},
             {},
             scope.view.layers};
  session const* asked = nullptr;
  std::set<int> on_record;
  for (auto const& s : all) {
    on_record.insert(s.number);
    asked = s.number == number ? &s : asked;
  }
  auto const ahead = asked == nullptr || asked->on.first >= scope.view.as_of;
  auto const next = std::ranges::find(all, number + 1, &session::number);
  auto const next_is_over = next != all.end() && next->on.first < scope.view.as_of;
  std::set<std::string> told;
  if (ahead || !next_is_over) {
    d.sections.push_back(until_next(ahead               ? asked
                                    : next == all.end() ? nullptr
                                                        : &*next,
                                    stories, scope, tell, ahead ? number : number + 1, told));
  }
  for (auto it = all.rbegin(); it != all.rend(); ++it) {
    if (it->number <= number) {
      d.sections.push_back(told_of(*it, from, stories, scope, tell, told));
    }
  }
  if (d.sections.front().sentences.empty() && d.sections.front().remark.english.empty()) {
    d.sections.erase(d.sections.begin());
  }
  std::vector<said> missing;
  for (int n = 1; n < std::min(number, newest); ++n) {
    if (!on_record.contains(n)) {
      missing.push_back(said_count(n));
    }
  }
  if (asked == nullptr) {
    d.remark = told_as("session_not_on_record", said_count(number).as("n"));
  }
  if (!missing.empty()) {
    auto others = told_missing(std::move(missing));
    d.remark = asked == nullptr ? told_as("one_after_another", std::move(d.remark).as("first"),
                                          std::move(others).as("second"))
                                : std::move(others);
  }
  return d;
}

}  // namespace karwan::relations
