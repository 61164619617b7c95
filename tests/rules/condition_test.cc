#include "karwan/rules/condition.h"

#include <gtest/gtest.h>

#include "rules/codes.h"

namespace karwan::rules {
namespace {

using enum truth;

clause read(field f, std::string_view text) {
  return value_or_throw(parse_clause(f, text));
}

// Two countries by road between them, the third by sea.
circumstances by_road_and_sea() {
  circumstances in;
  in.way = {{"aa", {"road"}, {"road"}, {"post-a"}},
            {"bb", {"road", "sea"}, {"road"}, {"post-b", "port-b"}},
            {"cc", {"sea"}, {"sea"}, {"port-c"}}};
  return in;
}

TEST(condition, covers_codes_and_ranges) {
  struct {
    std::string_view rule, goods;
    truth is;
  } const rows[] = {
      {"08", "080450", yes},           {"080450", "080450", yes},
      {"0804", "080450", yes},         {"0805", "080450", no},
      {"08045010", "080450", unknown}, {"08045010", "0805", no},
      {"06-14", "080450", yes},        {"06-14", "15", no},
      {"06-14", "0601", yes},          {"5208-5212", "52", unknown},
      {"5208-5212", "521011", yes},    {"5208-5212", "5207", no},
      {"5401-5603", "55", yes},        {"5401-5603", "56", unknown},
  };
  for (auto const& r : rows) {
    EXPECT_EQ(covers(r.rule, r.goods), r.is) << r.rule << " of " << r.goods;
  }
}

TEST(condition, refuses_what_is_no_condition) {
  EXPECT_FALSE(parse_clause(field::product, "14-06"));
  EXPECT_FALSE(parse_clause(field::product, "06-1404"));
  EXPECT_FALSE(parse_clause(field::product, "6"));
  EXPECT_FALSE(parse_clause(field::product, "06;;07"));
  EXPECT_FALSE(parse_clause(field::at, ""));
  EXPECT_FALSE(parse_clause(field::value_min, "-1"));
  EXPECT_FALSE(parse_clause(field::value_max, "nan"));
  EXPECT_FALSE(parse_clause(field::value_max, "inf"));
}

TEST(condition, looks_at_one_country_or_at_the_journey) {
  auto const in = by_road_and_sea();
  EXPECT_EQ(holds(read(field::at, "bb;dd"), in, 1), yes);
  EXPECT_EQ(holds(read(field::at, "bb"), in, 0), no);
  EXPECT_EQ(holds(read(field::origin, "aa"), in, 2), yes);
  EXPECT_EQ(holds(read(field::destination, "aa"), in, 0), no);
  EXPECT_EQ(holds(read(field::passes, "bb"), in, 0), yes);
  EXPECT_EQ(holds(read(field::mode, "road"), in, 2), no);
  EXPECT_EQ(holds(read(field::mode, "sea"), in, 1), yes);
  EXPECT_EQ(holds(read(field::mode, "sea"), in, 1, true), no);  // not at its border
  EXPECT_EQ(holds(read(field::post, "port-b"), in, 1), yes);
  EXPECT_EQ(holds(read(field::other_post, "port-b"), in, 1), no);
  EXPECT_EQ(holds(read(field::other_post, "port-b"), in, 0), yes);
}

TEST(condition, of_a_journey_holds_at_one_and_the_same_country) {
  auto const in = by_road_and_sea();
  std::vector<clause> const by_sea{read(field::at, "cc"), read(field::mode, "sea")};
  std::vector<clause> const by_road{read(field::at, "cc"), read(field::mode, "road")};
  EXPECT_EQ(hold(by_sea, in, {}), yes);
  EXPECT_EQ(hold(by_road, in, {}), no);  // by road elsewhere
}

TEST(condition, what_is_not_known_is_unknown_and_never_no) {
  auto in = by_road_and_sea();
  for (auto const& c :
       {read(field::carrier, "aa"), read(field::nationality, "aa"), read(field::purpose, "study"),
        read(field::product, "08"), read(field::instrument, "tir"), read(field::value_min, "5")}) {
    EXPECT_EQ(holds(c, in, 0), unknown) << to_words(c);
  }
  in.way[0].modes_known = in.way[0].posts_known = false;
  EXPECT_EQ(holds(read(field::mode, "road"), in, 0), unknown);
  EXPECT_EQ(holds(read(field::other_post, "x"), in, 0), unknown);
  EXPECT_EQ(holds(read(field::other_instrument, "tir"), in, 0), unknown);
  in.instruments = std::vector<std::string>{"cmr"};
  EXPECT_EQ(holds(read(field::other_instrument, "tir;qtta"), in, 0), yes);
  EXPECT_EQ(holds(read(field::other_instrument, "tir;cmr"), in, 0), no);
  // One clause that is no makes the whole no, whatever else is unknown.
  EXPECT_EQ(hold({read(field::carrier, "aa"), read(field::at, "bb")}, in, 0), no);
}

TEST(condition, amounts_include_their_bounds) {
  auto in = by_road_and_sea();
  in.value_usd = 1000;
  EXPECT_EQ(holds(read(field::value_min, "1000"), in, 0), yes);
  EXPECT_EQ(holds(read(field::value_max, "1000"), in, 0), yes);
  EXPECT_EQ(holds(read(field::value_min, "1000.01"), in, 0), no);
}

}  // namespace
}  // namespace karwan::rules
