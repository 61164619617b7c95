#include "karwan/relations/directory_list.h"

#include <set>

#include <gtest/gtest.h>

#include "karwan/base/text.h"

namespace karwan::relations {
namespace {

TEST(list_headers, are_folded_and_mean_one_thing_each) {
  std::set<std::string_view> seen;
  auto const all = known_headers();
  ASSERT_EQ(all.size(), kListColumns);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (auto const header : all[i]) {
      EXPECT_EQ(fold(header), header);
      EXPECT_TRUE(seen.insert(header).second) << header;
      EXPECT_EQ(column_named(header), static_cast<list_column>(i)) << header;
    }
  }
}

TEST(list_headers, do_not_mind_case_brackets_or_accents) {
  EXPECT_EQ(column_named("HS Code (6 digits)"), list_column::hs_code);
  EXPECT_EQ(column_named("E-MAIL"), list_column::email);
  EXPECT_EQ(column_named("Объём"), list_column::quantity);
  EXPECT_EQ(column_named("Сайт [www]"), list_column::website);
  EXPECT_EQ(column_named("Colour"), std::nullopt);
  EXPECT_EQ(column_named("("), std::nullopt);
}

TEST(sheets, are_read_whatever_saved_them) {
  for (auto const* text : {"a,b\n1,\"x, y\"\n",
                           "\xEF\xBB\xBF"
                           "a;b\r\n1;x, y\r\n\r\n",
                           "a\tb\n1\tx, y", "\n a , b ,,\n1, \"x, y\"\n,,\n1,\"x,\n y\""}) {
    std::vector<sheet_fault> faults;
    auto const s = read_sheet(text, faults);
    EXPECT_EQ(s.header, (std::vector<std::string>{"a", "b"})) << text;
    ASSERT_FALSE(s.rows.empty()) << text;
    EXPECT_EQ(s.rows.back().cells.front(), "1") << text;
  }
}

TEST(sheets, name_what_cannot_be_read) {
  auto const fault_of = [](std::string_view text) {
    std::vector<sheet_fault> faults;
    read_sheet(text, faults);
    return faults.empty() ? sheet_fault{} : faults.front();
  };
  EXPECT_EQ(fault_of("").line, 0U);
  EXPECT_NE(fault_of("").text, "");
  EXPECT_EQ(fault_of("a\n\xff\n").line, 2U);
  EXPECT_EQ(fault_of("a,b\n1,2\n1,2,3\n").line, 3U);
  EXPECT_NE(fault_of("a,b\n\"1,2\n").text.find("not closed"), std::string::npos);
  EXPECT_EQ(fault_of("a,b\n1\n").text, "");
}

}  // namespace
}  // namespace karwan::relations
