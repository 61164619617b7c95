#include <gtest/gtest.h>

#include "hand_made.h"

// Rows that no network can be built on are told by name.
namespace karwan::network::testing {
namespace {

std::string told(std::string_view row) {
  try {
    hand_made{row}.read();
    return "nothing";
  } catch (failure const& e) {
    EXPECT_EQ(e.what_failed.kind, error_kind::bad_data);
    EXPECT_FALSE(e.what_failed.remedy.empty());
    return e.what_failed.place + ": " + e.what_failed.text;
  }
}

TEST(rows, that_cannot_be_used_are_named_with_what_is_wrong) {
  EXPECT_EQ(told("openings o-1 o target=x weekdays=mon;Tuesday"),
            "openings row o-1, weekdays: \"Tuesday\" is no weekday");
  EXPECT_EQ(told("assumptions a-1 as key=speed_kmh mode=road unit=km/h low=0 best=5 high=9"),
            "assumptions row a-1, low: not above zero");
  EXPECT_EQ(told("assumptions a-1 as key=wait_h mode=rail unit=h low=5 best=4 high=9"),
            "assumptions row a-1, low: low, best and high are not in order");
  EXPECT_EQ(told("rates r-1 r mode=road country=xx measure=border_time unit=h value=-1"),
            "rates row r-1, low: below zero");
  EXPECT_EQ(told("rates r-1 r mode=road country=xx measure=discount unit=percent value=-40"),
            "nothing")
      << "not a rate that the network reads";
}

}  // namespace
}  // namespace karwan::network::testing
