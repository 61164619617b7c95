// The runner's own tests: that an assertion which does not hold says so.
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <stdexcept>

#include "case_file.h"
#include "json_check.h"
#include "text_check.h"

namespace karwan::cases {
namespace {

using words = std::vector<std::string>;

boost::json::value const kAnswer = boost::json::parse(R"({
  "journeys": [
    {"borders": 2, "time_h": {"low": 90, "best": 100.5, "high": 120}, "to": ["almaty", "korday"]},
    {"borders": 3, "time_h": {"low": 80, "best": 95, "high": 130}, "to": ["almaty", "khorgos"]}],
  "detail": "-5 tonnes", "no_route": null})");

bool holds(words const& w) {
  return check_json(kAnswer, w).empty();
}

TEST(runner_json, compares_every_value_that_a_star_finds) {
  EXPECT_TRUE(holds({"/journeys/*/borders", ">=", "2"}));
  EXPECT_FALSE(holds({"/journeys/*/borders", ">", "2"}));
  EXPECT_TRUE(holds({"/journeys/0/borders", "==", "2"}));
  EXPECT_TRUE(holds({"/journeys/0/time_h/best", "!=", "100"}));
  EXPECT_TRUE(holds({"/journeys/*/to/0", "==", "almaty"}));
}

TEST(runner_json, compares_pair_by_pair_with_a_pointer) {
  EXPECT_TRUE(holds({"/journeys/*/time_h/low", "<=", "/journeys/*/time_h/best"}));
  EXPECT_FALSE(holds({"/journeys/*/time_h/low", ">=", "/journeys/*/time_h/best"}));
  EXPECT_FALSE(holds({"/journeys/*/time_h/low", "<=", "/journeys/*/nothing"}));
}

TEST(runner_json, finding_nothing_fails_a_comparison) {
  EXPECT_FALSE(holds({"/journies/*/borders", ">=", "0"}));
  EXPECT_FALSE(holds({"/journeys/7/borders", "!=", "1"}));
  EXPECT_FALSE(holds({"/journeys/*/to", "<", "5"}));
}

TEST(runner_json, kinds_and_counts) {
  EXPECT_TRUE(holds({"/no_route", "is", "null"}));
  EXPECT_FALSE(holds({"/journeys", "is", "null"}));
  EXPECT_TRUE(holds({"/missing", "is", "absent"}));
  EXPECT_FALSE(holds({"/journeys", "is", "absent"}));
  EXPECT_TRUE(holds({"/journeys/*", "count", "==", "2"}));
  EXPECT_FALSE(holds({"/journeys/*", "count", ">", "2"}));
}

TEST(runner_json, contains_and_lacks) {
  EXPECT_TRUE(holds({"/journeys/*/to", "contains", "korday"}));
  EXPECT_FALSE(holds({"/journeys/*/to", "contains", "torkham"}));
  EXPECT_TRUE(holds({"/journeys/*/to", "lacks", "torkham"}));
  EXPECT_FALSE(holds({"/journeys/*/to", "lacks", "korday"}));
  EXPECT_TRUE(holds({"/detail", "contains", "-5"}));
  EXPECT_FALSE(holds({"/detail", "contains", "-6"}));
  EXPECT_TRUE(holds({"/journeys/*/to/*", "matches", "^(almaty|k)"}));
  EXPECT_FALSE(holds({"/journeys/*/to/*", "matches", "^almaty"}));
}

TEST(runner_json, an_assertion_that_cannot_be_read_throws) {
  EXPECT_THROW(holds({"/journeys", "equals", "1"}), std::runtime_error);
  EXPECT_THROW(holds({"journeys", "==", "1"}), std::runtime_error);
  EXPECT_THROW(holds({"/journeys", "is", "nul"}), std::runtime_error);
}

TEST(runner_text, what_was_printed) {
  std::string const text = "Multan  ملتان\n\x1b[1mbold\x1b[0m\n";
  EXPECT_EQ(check_text(text, {"contains", "Multan"}, ""), "");
  EXPECT_NE(check_text(text, {"lacks", "Multan"}, ""), "");
  EXPECT_NE(check_text(text, {"matches", "^Almaty"}, ""), "");
  EXPECT_EQ(check_text(text, {"width", "<=", "13"}, ""), "");
  EXPECT_NE(check_text(text, {"width", "<=", "12"}, ""), "");
  EXPECT_EQ(check_text(text, {"lines", "<=", "2"}, ""), "");
  EXPECT_NE(check_text(text, {"lines", "<=", "1"}, ""), "");
  EXPECT_NE(check_text(text, {"is", "empty"}, ""), "");
  EXPECT_EQ(check_text(text, {"is"}, text), "");
  EXPECT_NE(check_text(text, {"is"}, text + "more\n"), "");
  EXPECT_THROW(check_text(text, {"has", "x"}, ""), std::runtime_error);
}

TEST(text_check, a_page_shows_what_is_printed_but_for_what_it_leaves_out) {
  std::string const page =
      "So:\n\n    ./run plan a\n\n```\none\n\n[...]\n\nthree\nfour\n```\nEnd.\n";
  EXPECT_EQ(check_shown("one\ntwo\nthree\nfour\n", page, "plan a"), "");
  EXPECT_NE(check_shown("uno\ntwo\nthree\nfour\n", page, "plan a"), "");
  EXPECT_NE(check_shown("one\ntwo\nthree\n5\n", page, "plan a"), "");
  EXPECT_NE(check_shown("one\nthree\n", page, "plan a"), "");
  EXPECT_THROW(check_shown("one\n", page, "plan b"), std::runtime_error);
  std::string const whole = "karwan x\n```\none\n```\n";
  EXPECT_EQ(check_shown("one\n", whole, "x"), "");
  EXPECT_NE(check_shown("one\ntwo\n", whole, "x"), "");
}

TEST(runner_case, reads_words_blocks_and_lines) {
  auto const steps = parse_case("# about\n\n$ plan a \"b c\" --x\nstdout is\n# kept\n----\n", "t");
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].words, (words{"plan", "a", "b c", "--x"}));
  EXPECT_EQ(steps[1].line, 4);
  EXPECT_EQ(steps[1].block, "# kept\n");
  EXPECT_EQ(split_words(R"("\xEF\xBB\xBFrow_id" "a\n\"\\")"),
            (words{"\xEF\xBB\xBFrow_id", "a\n\"\\"}));
}

TEST(runner_case, refuses_what_it_does_not_know) {
  EXPECT_THROW(parse_case("expect 1\n", "t"), std::runtime_error);
  EXPECT_THROW(parse_case("$ plan \"open\n", "t"), std::runtime_error);
  EXPECT_THROW(parse_case("stdout is\ntext\n", "t"), std::runtime_error);
}

}  // namespace
}  // namespace karwan::cases
