#include <string>

#include "karwan/base/digest.h"
#include "karwan/record/report.h"
#include "tests/serve/served_record.h"

namespace karwan::serve {
namespace {

class cite_test : public served_record {
 protected:
  static std::string text(boost::json::object const& in, char const* key) {
    return std::string{in.at(key).as_string()};
  }
};

TEST_F(cite_test, names_the_bytes_of_its_link) {
  for (auto const* asked :
       {"plan?from=multan&to=almaty&product=mango&draws=20", "commitments?owed_by=kz",
        "entities/torkham", "needs?from=multan&to=almaty&product=mango"}) {
    auto const c = get(std::string{"/api/v1/cite/"} + asked);
    auto const answer = ask(text(c, "question"));
    ASSERT_EQ(answer.status, 200) << answer.body;
    EXPECT_EQ(sha256(answer.content()), text(c, "sha256")) << asked;
    EXPECT_EQ(text(c, "asked_on"), "2026-03-01");
  }
}

TEST_F(cite_test, stays_when_the_record_grows) {
  auto const c = get("/api/v1/cite/network?date=2026-02-25");
  auto const before = ask(text(c, "question")).body;
  auto const now = ask("/api/v1/network?date=2026-02-25").body;
  {
    auto to = open(record::store::mode::write);
    record::state_report r;
    r.target = "torkham";
    r.open = true;
    r.from = "2026-02-20";
    r.source = "https://example.org/torkham";
    r.today = *parse_day("2026-03-01");
    record::name_index const names{to, {}};
    value_or_throw(record::report_state(to, names, r, {"amina", *parse_instant("2026-08-15")}));
  }
  EXPECT_TRUE(ask("/api/v1/network?date=2026-02-25").body != now);
  EXPECT_TRUE(ask(text(c, "question")).body == before);
}

TEST_F(cite_test, pins_the_day_of_one_question_only) {
  auto const today = [](char const* target) {
    return text(get(target).at("query").as_object(), "today");
  };
  EXPECT_EQ(today("/api/v1/plan?from=multan&to=almaty&draws=5&today=2025-06-16"), "2025-06-16");
  EXPECT_EQ(today("/api/v1/plan?from=multan&to=almaty&draws=5"), "2026-03-01");
}

TEST_F(cite_test, refuses_another_state_and_bad_pins) {
  EXPECT_EQ(refused("/api/v1/effects?record=7-000000"), "409 record");
  EXPECT_EQ(refused("/api/v1/effects?today=soon"), "400 today");
  EXPECT_EQ(refused("/api/v1/effects?today=2026-01-01&today=2026-01-02"), "400 today");
  EXPECT_EQ(refused("/api/v1/cite/review"), "400 known_at");
  EXPECT_EQ(refused("/api/v1/cite/nothing").substr(0, 3), "404");
  EXPECT_EQ(refused("/api/v1/cite").substr(0, 3), "404");
}

}  // namespace
}  // namespace karwan::serve
