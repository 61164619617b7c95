#include "karwan/plan/question.h"

#include <gtest/gtest.h>

namespace karwan::plan {
namespace {

using network::load_unit;
using network::mode;

day const kToday = std::chrono::sys_days{std::chrono::year{2026} / 11 / 23};

asked mangoes() {
  asked a;
  a.from = "multan";
  a.to = "almaty";
  return a;
}

// The option at fault, or "" where the question is read.
std::string fault(asked const& a) {
  auto const q = read_question(a, kToday);
  if (q) {
    return "";
  }
  EXPECT_EQ(q.error().kind, error_kind::bad_input);
  EXPECT_FALSE(q.error().text.empty());
  return q.error().place;
}

TEST(read_question, fills_in_what_was_not_asked) {
  auto const q = read_question(mangoes(), kToday);
  ASSERT_TRUE(q);
  EXPECT_EQ(q->depart, kToday);
  EXPECT_EQ(q->view.as_of, kToday);
  EXPECT_EQ(q->tonnes, 20);
  EXPECT_EQ(q->modes, kAllModes);
  EXPECT_FALSE(q->unit);
  EXPECT_FALSE(q->view.known_at);
  EXPECT_EQ(q->lang, "en");
}

TEST(read_question, takes_the_record_as_of_the_departure_unless_told) {
  auto a = mangoes();
  a.depart = "2025-06-16";
  EXPECT_EQ(to_string(read_question(a, kToday)->view.as_of), "2025-06-16");
  a.as_of = "2024-01-02";
  EXPECT_EQ(to_string(read_question(a, kToday)->view.as_of), "2024-01-02");
  EXPECT_EQ(to_string(read_question(a, kToday)->depart), "2025-06-16");
}

TEST(read_question, reads_an_hour_of_the_departure) {
  auto a = mangoes();
  a.depart = "2025-06-16T14:05";
  auto const q = read_question(a, kToday);
  ASSERT_TRUE(q);
  EXPECT_EQ(to_string(q->depart), "2025-06-16");
  EXPECT_EQ(q->depart_at, std::chrono::minutes{14 * 60 + 5});
  for (auto const* bad : {"2025-06-16T24:00", "2025-06-16T14", "2025-06-16T14:05:00",
                          "2025-06-16T14:05Z", "2025-02-30T14:05", "T14:05", "Tomorrow"}) {
    a.depart = bad;
    EXPECT_EQ(fault(a), "depart") << bad;
  }
}

TEST(read_question, reads_lists_with_commas_and_repeated) {
  auto a = mangoes();
  a.modes = {"road, rail", "air"};
  a.without = {"a,b", "c"};
  a.scenario = {"railway@2030,agreement", "other@2031-02-03"};
  auto const q = read_question(a, kToday);
  ASSERT_TRUE(q);
  EXPECT_EQ(modes_in(q->modes), (std::vector{mode::road, mode::rail, mode::air}));
  EXPECT_EQ(q->view.without, (std::vector<std::string>{"a", "b", "c"}));
  ASSERT_EQ(q->view.worlds.size(), 3U);
  EXPECT_EQ(q->view.worlds[0].id, "railway");
  EXPECT_EQ(to_string(*q->view.worlds[0].from), "2030-01-01");
  EXPECT_FALSE(q->view.worlds[1].from);
}

TEST(read_question, names_the_option_at_fault) {
  auto const with = [](auto change) {
    auto a = mangoes();
    change(a);
    return fault(a);
  };
  EXPECT_EQ(with([](asked& a) { a.from = ""; }), "from");
  EXPECT_EQ(with([](asked& a) { a.to = ""; }), "to");
  for (auto const bad : {"-1", "0", "nan", "inf", "1e9", "20t", "", " 20", "2,5", "1000001"}) {
    EXPECT_EQ(with([&](asked& a) { a.tonnes = bad; }), *bad == '\0' ? "" : "tonnes") << bad;
  }
  EXPECT_EQ(with([](asked& a) { a.unit = "lorry"; }), "unit");
  EXPECT_EQ(with([](asked& a) { a.modes = {"road,canal"}; }), "modes");
  EXPECT_EQ(with([](asked& a) { a.depart = "2025-02-30"; }), "depart");
  EXPECT_EQ(with([](asked& a) { a.depart = "2025-06"; }), "depart");
  EXPECT_EQ(with([](asked& a) { a.as_of = "yesterday"; }), "as-of");
  EXPECT_EQ(with([](asked& a) { a.known_at = "2025-13-01"; }), "known-at");
  EXPECT_EQ(with([](asked& a) { a.published_by = "x"; }), "published-by");
  EXPECT_EQ(with([](asked& a) { a.scenario = {"railway@soon"}; }), "scenario");
  EXPECT_EQ(with([](asked& a) { a.scenario = {"@2030"}; }), "scenario");
  EXPECT_EQ(with([](asked& a) { a.scenario = {"railway@"}; }), "scenario");
  EXPECT_EQ(with([](asked& a) { a.lang = "de"; }), "lang");
}

TEST(read_question, refuses_a_unit_that_no_mode_asked_for_carries) {
  auto a = mangoes();
  a.unit = "air";
  a.modes = {"road", "sea"};
  EXPECT_EQ(fault(a), "unit");
  a.modes = {"road", "air"};
  EXPECT_EQ(fault(a), "");
  a.unit = "wagon";
  EXPECT_EQ(fault(a), "unit");
}

}  // namespace
}  // namespace karwan::plan
