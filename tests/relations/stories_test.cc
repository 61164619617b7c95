// A list and a page that look up whom a promise names tell what reading every story would.
#include <algorithm>

#include <gtest/gtest.h>

#include "karwan/relations/commitment_page.h"
#include "karwan/relations/commitments.h"
#include "tests/shipped_record.h"

namespace karwan::relations {
namespace {

std::vector<record::view_spec> some_views() {
  std::vector<record::view_spec> out;
  for (auto const* as_of : {"2024-03-01", "2026-11-23"}) {
    out.push_back({.as_of = parse_day(as_of).value()});
  }
  out.push_back(out.back());
  out.back().published_by = parse_day("2025-06-30").value();
  return out;
}

std::vector<std::string> ids_of(std::vector<told> const& all) {
  std::vector<std::string> out;
  for (auto const& t : all) {
    out.push_back(t.what.id);
  }
  return out;
}

TEST(stories, that_a_body_owes_are_found_as_in_all_of_them) {
  std::size_t found_some = 0;
  for (auto const& view : some_views()) {
    affiliations const of{shipped_record(), view};
    auto const all = list_commitments(shipped_record(), view, {});
    std::set<std::string> bodies;
    for (auto const* table : {"organisations", "people", "countries"}) {
      for (auto const& r : shipped_record().rows(*record::find_table(table), view)) {
        bodies.insert(r.entity);
      }
    }
    ASSERT_GT(bodies.size(), 100U);
    std::size_t n = 0;
    for (auto const& who : bodies) {
      if (++n % 7 != 0 && of.countries_of(who).contains(who) == false) {
        continue;  // every country, and every seventh body or person
      }
      auto expected = all;
      std::erase_if(expected, [&](told const& t) {
        return std::ranges::none_of(debtors_of(t.what),
                                    [&](auto const& d) { return of.all_of(d).contains(who); });
      });
      auto const found = ids_of(list_commitments(shipped_record(), view, {who, {}, {}, {}, {}}));
      ASSERT_EQ(found, ids_of(expected)) << who;
      found_some += found.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(found_some, 10U);
}

TEST(stories, are_alone_what_they_are_among_all) {
  for (auto const& view : some_views()) {
    record::name_index const names{shipped_record(), view};
    auto const all = list_commitments(shipped_record(), view, {});
    ASSERT_GT(all.size(), 20U);
    std::map<std::string, std::vector<std::string>> needed_by, parts;
    for (auto const& t : all) {
      for (auto const& s : t.what.sayings) {
        for (auto const& d : s.depends_on) {
          needed_by[d].push_back(t.what.id);
        }
        for (auto const& b : s.belongs_to) {
          parts[b].push_back(t.what.id);
        }
      }
    }
    auto const told_once = [](std::vector<std::string> ids) {
      std::ranges::sort(ids);
      auto const [end, last] = std::ranges::unique(ids);
      ids.erase(end, last);
      return ids;
    };
    auto const linked_ids = [](std::vector<linked> const& some) {
      std::vector<std::string> out;
      for (auto const& l : some) {
        out.push_back(l.entity);
      }
      return out;
    };
    for (auto const& t : all) {
      auto const page = read_commitment(shipped_record(), names, view, t.what.id);
      ASSERT_TRUE(page) << t.what.id;
      EXPECT_EQ(page->it.how.status, t.how.status) << t.what.id;
      EXPECT_EQ(page->it.how.why, t.how.why);
      EXPECT_EQ(page->it.what.sayings.size(), t.what.sayings.size());
      EXPECT_EQ(page->it.what.stages.size(), t.what.stages.size());
      EXPECT_EQ(page->it.what.sightings.size(), t.what.sightings.size());
      EXPECT_EQ(linked_ids(page->needed_by), told_once(needed_by[t.what.id]));
      EXPECT_EQ(linked_ids(page->parts), told_once(parts[t.what.id]));
    }
  }
}

}  // namespace
}  // namespace karwan::relations
