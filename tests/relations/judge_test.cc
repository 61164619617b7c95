#include <gtest/gtest.h>

#include "made_story.h"

namespace karwan::relations {
namespace {

standing status(made_story const& m, char const* day) {
  return judge(m.s, on(day)).value().status;
}

TEST(judge, knows_nothing_before_anything_was_said) {
  auto const m = made_story{}.said("2023-09-13", force::announced, "2023");
  EXPECT_FALSE(judge(m.s, on("2023-09-12")));
  EXPECT_TRUE(judge(m.s, on("2023-09-13")));
}

TEST(judge, counts_a_day_stated_as_a_month_from_its_end) {
  auto const m = made_story{}.said("2023-09", force::announced);
  EXPECT_FALSE(judge(m.s, on("2023-09-29")));
  EXPECT_TRUE(judge(m.s, on("2023-09-30")));
}

TEST(judge, is_open_then_due_soon_then_overdue) {
  auto const m = made_story{}.said("2022-01-10", force::agreed, "2022-05");
  EXPECT_EQ(status(m, "2022-03-01"), standing::open);      // 91 days before 31 May
  EXPECT_EQ(status(m, "2022-03-02"), standing::due_soon);  // 90
  EXPECT_EQ(status(m, "2022-05-31"), standing::due_soon);  // a month is due by its end
  EXPECT_EQ(status(m, "2022-06-01"), standing::overdue);
  EXPECT_NEAR(*judge(m.s, on("2023-05-31"))->months_late, 12, 0.05);
}

TEST(judge, is_late_while_a_later_date_stands) {
  auto const m = made_story{}
                     .said("2022-01-10", force::announced, "2022-11")
                     .said("2022-11-29", force::announced, "2023-02/2023-03");
  EXPECT_EQ(status(m, "2022-11-30"), standing::open);
  EXPECT_EQ(status(m, "2022-12-01"), standing::late);
  EXPECT_EQ(status(m, "2023-03-31"), standing::late);  // late goes before due soon
  EXPECT_EQ(status(m, "2023-04-01"), standing::overdue);
}

TEST(judge, asks_for_evidence_dated_by_then) {
  auto const m = made_story{}
                     .said("2022-01-10", force::announced, "2022-11")
                     .reached(stage::delivered, "2022-11-20", "2023-01-15");
  EXPECT_EQ(status(m, "2022-12-01"), standing::overdue);  // nobody had said so yet
  EXPECT_EQ(status(m, "2023-01-15"), standing::kept);     // it was in time
}

TEST(judge, says_how_late_it_was_kept) {
  auto const m = made_story{}
                     .said("2023-09-13", force::hoped, "2023-09-13/2023-12-31")
                     .reached(stage::delivered, "2026-02-04");
  auto const v = *judge(m.s, on("2026-02-04"));
  EXPECT_EQ(v.status, standing::kept_late);
  EXPECT_NEAR(*v.months_late, 25.2, 0.05);
  EXPECT_EQ(judge(m.s, on("2030-01-01"))->months_late, v.months_late);
}

TEST(judge, takes_a_delivery_as_late_only_where_it_surely_was) {
  auto const due = made_story{}.said("2022-01-10", force::agreed, "2022-06-15");
  auto m = due;
  EXPECT_EQ(status(m.reached(stage::delivered, "2022-06"), "2022-07-01"), standing::kept);
  EXPECT_EQ(judge(m.s, on("2022-07-01"))->why,
            "delivered on 2022-06, not known to be after its first due date 2022-06-15");
  m = due;
  EXPECT_EQ(judge(m.reached(stage::delivered, "2022-05").s, on("2022-07-01"))->why,
            "delivered on 2022-05, in time for its first due date 2022-06-15");
  m = due;
  EXPECT_EQ(status(m.reached(stage::delivered, "", "2024"), "2025-01-01"), standing::kept);
  m = due;
  EXPECT_EQ(status(m.reached(stage::delivered, "2022-07"), "2022-08-01"), standing::kept_late);
}

TEST(judge, never_counts_a_hope_as_broken) {
  for (auto const f : {force::hoped, force::demanded, force::recommended}) {
    auto const m = made_story{}.said("2022-01-10", f, "2022-11").said("2022-02-10", f, "2023-11");
    EXPECT_EQ(status(m, "2022-12-01"), standing::date_passed_no_evidence);
    EXPECT_EQ(status(m, "2024-12-01"), standing::date_passed_no_evidence);
    EXPECT_FALSE(judge(m.s, on("2024-12-01"))->months_late);
  }
}

TEST(judge, judges_an_agreed_thing_by_its_hoped_date_as_a_hope) {
  auto const m =
      made_story{}.said("2022-09-16", force::agreed).said("2023-09-13", force::hoped, "2023");
  EXPECT_EQ(judge(m.s, on("2024-03-01"))->how, force::agreed);
  EXPECT_EQ(status(m, "2024-03-01"), standing::date_passed_no_evidence);
}

TEST(judge, forgets_a_hoped_date_once_one_is_agreed) {
  auto const m = made_story{}
                     .said("2021-01-10", force::hoped, "2021")
                     .said("2022-02-10", force::agreed, "2024");
  EXPECT_EQ(status(m, "2022-02-09"), standing::date_passed_no_evidence);
  EXPECT_EQ(status(m, "2022-02-10"), standing::open);
  EXPECT_EQ(status(m, "2025-01-01"), standing::overdue);
}

TEST(judge, lets_a_hoped_date_move_a_firm_one) {
  auto const m = made_story{}
                     .said("2022-02-10", force::agreed, "2022")
                     .said("2022-12-10", force::hoped, "2024");
  EXPECT_EQ(status(m, "2023-06-01"), standing::late);
  EXPECT_EQ(status(m, "2025-01-01"), standing::overdue);
}

TEST(judge, is_unknown_after_twelve_silent_months) {
  auto m = made_story{}.said("2022-02-28", force::announced);
  EXPECT_EQ(status(m, "2023-02-28"), standing::open);
  EXPECT_EQ(status(m, "2023-03-01"), standing::unknown);
  m.seen("2023-01-10");
  EXPECT_EQ(status(m, "2023-03-01"), standing::open);
  EXPECT_EQ(status(m, "2024-01-11"), standing::unknown);
  m.said("2024-06-01", force::announced, "2024-05/..");  // a date without an end never passes
  EXPECT_EQ(status(m, "2025-06-01"), standing::open);
  EXPECT_EQ(status(m, "2025-06-02"), standing::unknown);
}

TEST(judge, drops_what_was_given_up_until_it_is_said_again) {
  auto const m = made_story{}
                     .said("2023-06-15", force::announced, "2023")
                     .reached(stage::dropped, "2023-10", "2024-02-01")
                     .said("2025-04-29", force::agreed);
  EXPECT_EQ(status(m, "2024-01-31"), standing::overdue);
  EXPECT_EQ(status(m, "2024-02-01"), standing::dropped);
  EXPECT_EQ(status(m, "2025-04-29"), standing::overdue);
}

TEST(judge, shows_that_a_delivery_is_contested) {
  auto const m = made_story{}
                     .said("2023-06-15", force::agreed)
                     .reached(stage::delivered, "2026-02-04", "2026-02-04", "contested");
  auto const v = *judge(m.s, on("2026-03-01"));
  EXPECT_EQ(v.status, standing::kept);
  EXPECT_TRUE(v.contested);
  auto const later = made_story{}
                         .said("2023-06-15", force::agreed)
                         .reached(stage::negotiating, "2025-01-01", "", "contested")
                         .reached(stage::delivered, "2026-02-04")
                         .reached(stage::negotiating, "", "2026-03", "contested");
  EXPECT_FALSE(judge(later.s, on("2026-03-01"))->contested);
  EXPECT_TRUE(judge(later.s, on("2026-03-31"))->contested);
}

TEST(judge, takes_the_strongest_force_said_by_then) {
  auto const m = made_story{}
                     .said("2020-01-01", force::hoped)
                     .said("2021-01-01", force::binding)
                     .said("2022-01-01", force::announced);
  EXPECT_EQ(judge(m.s, on("2020-06-01"))->how, force::hoped);
  EXPECT_EQ(judge(m.s, on("2022-06-01"))->how, force::binding);
}

}  // namespace
}  // namespace karwan::relations
