#include <gtest/gtest.h>

#include "small_pack.h"

namespace karwan::record {
namespace {

std::size_t countries_in(store const& s) {
  return s.rows(*find_table("countries"), view_spec{}).size();
}

TEST(reading, holds_one_state_of_the_record_while_another_writes) {
  small_pack const pack{
      {{"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
       {"countries.csv", "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"}}};
  pack.loaded();
  auto const reader = pack.open(store::mode::read);
  {
    reading const held{reader};
    ASSERT_EQ(countries_in(reader), 1U);
    pack.write("countries.csv",
               "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"
               "c-bb,bb,BB,official,src-a\n");
    pack.loaded();
    reading const within{reader};
    EXPECT_EQ(countries_in(reader), 1U);
  }
  EXPECT_EQ(countries_in(reader), 2U);
}

}  // namespace
}  // namespace karwan::record
