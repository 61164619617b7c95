#include "karwan/serve/http.h"

#include <gtest/gtest.h>

namespace karwan::serve {
namespace {

request parsed(std::string_view target) {
  request q;
  auto const ok = read_target(target, q);
  EXPECT_TRUE(ok) << target << ": " << ok.error().sentence();
  return q;
}

using segments = std::vector<std::string>;
using params = std::vector<std::pair<std::string, std::string>>;

TEST(target, is_decoded_by_segment) {
  EXPECT_EQ(parsed("/").path, segments{});
  EXPECT_EQ(parsed("/a/b").path, (segments{"a", "b"}));
  EXPECT_EQ(parsed("/a%2Fb/%D0%90").path, (segments{"a/b", "А"}));
  EXPECT_EQ(parsed("/a/").path, (segments{"a", ""}));
  EXPECT_EQ(parsed("/a/../b").path, (segments{"a", "..", "b"}));
}

TEST(target, keeps_parameters_in_order) {
  EXPECT_EQ(parsed("/x?b=1&a=2&b=3").params, (params{{"b", "1"}, {"a", "2"}, {"b", "3"}}));
  EXPECT_EQ(parsed("/x?q=a+b%20c&e").params, (params{{"q", "a b c"}, {"e", ""}}));
  EXPECT_EQ(parsed("/x").params, params{});
}

TEST(target, refuses_what_is_not_one) {
  for (auto const* bad : {"", "*", "a", "http://x/y", "/a b", "/%zz", "/%", "/%ff", "/x?q=%c3%28",
                          "/x?q=%00", "/x#y"}) {
    request q;
    auto const ok = read_target(bad, q);
    ASSERT_FALSE(ok) << bad;
    EXPECT_EQ(ok.error().kind, error_kind::bad_input) << bad;
  }
}

TEST(problem, has_the_status_of_its_kind) {
  auto const r = problem_reply({error_kind::not_found, "there is no x", "x", "Ask for y"});
  EXPECT_EQ(r.status, 404);
  EXPECT_EQ(r.type, "application/problem+json");
  EXPECT_NE(r.body.find("\"field\":\"x\""), std::string::npos) << r.body;
}

}  // namespace
}  // namespace karwan::serve
