#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "karwan/record/dictionary.h"
#include "tests/shipped_record.h"

namespace karwan::require {
namespace {

// A reader of another language sees the entity's name in place of a step's title. Where rows of one
// entity say different things ("do not go on", "go on under TIR") one name would hide which.
TEST(shipped_names, of_requirements_stand_for_one_title_only) {
  auto const view = record::view_spec{.as_of = *parse_day("2026-03-01")};
  std::map<std::string, std::set<std::string>> titles;
  for (auto const& row : shipped_record().rows(*record::find_table("procedures"), view)) {
    titles[row.entity].emplace(row.text("requirement"));
  }
  ASSERT_GT(titles.size(), 100U);
  std::size_t named = 0;
  for (auto const& row : shipped_record().rows(*record::find_table("names"), view)) {
    auto const of = titles.find(row.entity);
    if (of != titles.end() && row.text("language") != "en") {
      ++named;
      EXPECT_EQ(of->second.size(), 1U) << row.row_id;
    }
  }
  EXPECT_GT(named, 200U);
}

}  // namespace
}  // namespace karwan::require
