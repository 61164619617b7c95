#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <map>
#include <random>
#include <set>

#include <fmt/format.h>

#include "karwan/plan/json.h"
#include "karwan/plan/planner.h"
#include "real_cases.h"
#include "shipped_pack.h"

// What an answer lists is what it rests on: retracting a listed statement changes the journeys or
// their numbers, or another statement of the same value takes its place; retracting one that is
// not listed, of anything on the journeys, changes nothing.
namespace karwan::plan {
namespace {

// Statements tried per case and property. KARWAN_EVERY_STATEMENT=1 tries all: minutes.
std::size_t per_case() {
  if (std::getenv("KARWAN_EVERY_STATEMENT") != nullptr) {
    return std::numeric_limits<std::size_t>::max();
  }
#if defined(__SANITIZE_ADDRESS__)
  return 3;
#else
  return 24;
#endif
}

// Journeys and their numbers, without what only explains them.
std::string numbers(answer const& a) {
  std::string out;
  auto const add = [&](amount const& v) {
    out += fmt::format(" {}/{}/{}", v.value.low, v.value.best, v.value.high);
  };
  for (auto const& j : a.journeys) {
    out += j.id;
    for (auto const& l : j.legs) {
      add(l.time);
      add(l.cost);
      add(l.emissions);
      out += fmt::format(" {} {}", l.metres, name_of(l.worst));
    }
    out += '\n';
  }
  return out;
}

struct listing {
  std::map<std::string, std::string> kinds;  // statement -> kind of leg and column, for sampling
  std::set<std::string> entities;            // on the journeys
  std::set<std::pair<std::string, std::string>> by_leg;  // leg, statement
};

std::string column_of(std::string const& id) {
  auto const dot = id.rfind('.');
  return id.substr(dot, id.find('~', dot) - dot);
}

listing listed(answer const& a) {
  listing out;
  for (auto const& j : a.journeys) {
    for (auto const& l : j.legs) {
      for (auto const& id : l.statements) {
        out.kinds.try_emplace(id, std::string{name_of(l.kind)} + column_of(id));
        out.by_leg.emplace(l.id, id);
      }
      out.entities.insert({l.entity, l.from.id, l.to.id});
    }
  }
  out.entities.erase("");
  return out;
}

// At most `n` of the statements, all kinds of leg and column before any twice.
std::vector<std::string> drawn_from(std::map<std::string, std::string> const& kinds, std::size_t n,
                                    std::mt19937& random) {
  std::map<std::string, std::vector<std::string>> by_kind;
  for (auto const& [id, kind] : kinds) {
    by_kind[kind].push_back(id);
  }
  for (auto& [_, ids] : by_kind) {
    std::shuffle(ids.begin(), ids.end(), random);
  }
  std::vector<std::string> out;
  for (std::size_t round = 0; out.size() < std::min(n, kinds.size()); ++round) {
    for (auto const& [_, ids] : by_kind) {
      if (round < ids.size() && out.size() < n) {
        out.push_back(ids[round]);
      }
    }
  }
  return out;
}

struct evidence_property : testing::TestWithParam<std::size_t> {
  record::store const& store = shipped_pack::record();
  planner plan_it{store};
  real_case const one = real_cases()[GetParam()];
  question const q = value_or_throw(
      read_question(one.question, std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}));
  answer const base = plan_it(q);
  std::mt19937 random{20261123U + static_cast<unsigned>(GetParam())};

  answer without(std::string const& id) {
    auto less = q;
    less.view.hidden = {value_or_throw(store.find_statement(id))};
    return plan_it(less);
  }
};

TEST_P(evidence_property, retracting_a_listed_statement_changes_what_rests_on_it) {
  ASSERT_FALSE(base.journeys.empty()) << one.name;
  auto const before = listed(base);
  for (auto const& id : drawn_from(before.kinds, per_case(), random)) {
    answer after;
    try {
      after = without(id);
    } catch (failure const&) {
      continue;  // without it nothing can be planned
    }
    if (numbers(after) != numbers(base)) {
      continue;
    }
    auto const now = listed(after);
    auto const is_new = [&](auto const& entry) { return !before.by_leg.contains(entry); };
    EXPECT_TRUE(std::any_of(now.by_leg.begin(), now.by_leg.end(), is_new))
        << one.name << ": " << id << " (" << before.kinds.at(id) << ") is listed for nothing";
  }
}

TEST_P(evidence_property, retracting_an_unlisted_statement_changes_nothing) {
  auto const before = listed(base);
  std::map<std::string, std::string> unlisted;
  for (auto const& entity : before.entities) {
    for (auto const& row : store.rows_of(entity, q.view)) {
      auto const table = std::string{record::tables()[*row.table].name};
      for (auto const& cell : row.cells) {
        auto const id = store.id_of(cell.statement);
        if (table != "names" && !before.kinds.contains(id)) {
          unlisted[id] = table + column_of(id);
        }
      }
    }
  }
  for (auto const& id : drawn_from(unlisted, per_case(), random)) {
    EXPECT_EQ(numbers(without(id)), numbers(base))
        << one.name << ": " << id << " (" << unlisted.at(id) << ") decides and is not listed";
  }
}

INSTANTIATE_TEST_SUITE_P(real_cases, evidence_property,
                         testing::Range(std::size_t{0}, real_cases().size()));

}  // namespace
}  // namespace karwan::plan
