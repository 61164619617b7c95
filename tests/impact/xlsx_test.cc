#include "impact/xlsx.h"

#include <gtest/gtest.h>

namespace karwan::impact {
namespace {

TEST(Xlsx, NamesCells) {
  EXPECT_EQ(cell_name(0, 0), "A1");
  EXPECT_EQ(cell_name(25, 9), "Z10");
  EXPECT_EQ(cell_name(26, 0), "AA1");
  EXPECT_EQ(cell_name(701, 0), "ZZ1");
  EXPECT_EQ(cell_name(702, 0), "AAA1");
}

TEST(Xlsx, HoldsFormulasWithWhatTheyGive) {
  sheet_page const page{"One", {10}, {{std::string{"a & b"}}, {2.5, formula{"A2*2", 5}}}};
  auto const bytes = to_xlsx({page});
  EXPECT_TRUE(bytes.starts_with("PK\x03\x04"));
  EXPECT_NE(bytes.find("<f>A2*2</f><v>5</v>"), std::string::npos);
  EXPECT_NE(bytes.find("a &amp; b"), std::string::npos);
  EXPECT_EQ(bytes, to_xlsx({page}));
}

}  // namespace
}  // namespace karwan::impact
