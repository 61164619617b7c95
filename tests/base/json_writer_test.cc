#include "karwan/base/json_writer.h"

#include <gtest/gtest.h>

#include <limits>

using karwan::json_writer;

TEST(json_writer, nests_with_commas_between_values) {
  json_writer w;
  w.open_object().key("a").open_array().integer(1).integer(-2).close_array();
  w.key("b").open_object().close_object().key("c").null().key("d").boolean(true).close_object();
  EXPECT_EQ(std::move(w).take(), R"({"a":[1,-2],"b":{},"c":null,"d":true})");
}

TEST(json_writer, rounds_numbers_without_exponent_or_trailing_zeros) {
  json_writer w;
  w.open_array().number(276.44, 1).number(12.0, 1).number(-0.04, 1).number(1e15, 2);
  w.number(100, 0).number(std::numeric_limits<double>::quiet_NaN(), 1).close_array();
  EXPECT_EQ(std::move(w).take(), "[276.4,12,0,1000000000000000,100,null]");
}

TEST(json_writer, escapes_what_json_cannot_hold) {
  json_writer w;
  w.text("a\"b\\c\n\t\x01 Алматы کراچی");
  EXPECT_EQ(std::move(w).take(), "\"a\\\"b\\\\c\\n\\t\\u0001 Алматы کراچی\"");
}
