#include "karwan/plan/batch.h"

#include <gtest/gtest.h>

#include <random>
#include <stop_token>

#include "tests/shipped_record.h"

namespace karwan::plan {
namespace {

constexpr auto kTable = R"(id,from,to,product,tonnes,depart,deadline
a,multan,almaty,mango,20,2025-06-16,2025-06-30
b,multan,nowhere,mango,20,2025-06-16,
c,kostanay,karachi,wheat,1000,2025-06-16,
d,multan,tashkent,mango,20,2025-06-16,
e,sialkot,astana,,5,2025-12-01,
)";

class batch : public ::testing::Test {
 protected:
  static shipped_file const& record() {
    static shipped_file const loaded;
    return loaded;
  }

  static batch_run run_of(std::string_view table, batch_options const& o) {
    std::vector<sheet_fault> faults;
    auto const sheet = read_sheet(table, faults);
    auto all = read_shipments(sheet, {}, faults);
    EXPECT_TRUE(faults.empty());
    return {[] { return record().opened(); }, o, std::move(all)};
  }
  static std::string output_of(batch_run& run, std::size_t first) {
    std::string out;
    run.run(first, [&](std::span<batch_answer const> block) {
      for (auto const& a : block) {
        out += a.text;
      }
    });
    return out;
  }
};

TEST_F(batch, says_the_same_on_any_number_of_threads) {
  for (auto const form : {batch_form::csv, batch_form::json}) {
    auto one = run_of(kTable, {.form = form, .jobs = 1});
    auto three = run_of(kTable, {.form = form, .jobs = 3});
    EXPECT_EQ(output_of(one, 0), output_of(three, 0));
  }
}

TEST_F(batch, ends_early_where_nobody_waits) {
  auto run = run_of(kTable, {});
  std::stop_source gone;
  std::size_t planned = 0, all = 0;
  watch const by{gone.get_token(), [&](std::size_t done, std::size_t of) {
                   planned = done;
                   all = of;
                   gone.request_stop();
                 }};
  auto const tell = [](std::span<batch_answer const>) { FAIL() << "the block is not whole"; };
  EXPECT_THROW(run.run(0, tell, by), failure);
  EXPECT_EQ(planned, 1U);
  EXPECT_EQ(all, 5U);
}

TEST_F(batch, tells_the_journeys_that_a_plan_tells) {
  auto store = record().opened();
  auto run = run_of(kTable, {});
  planner plan{store};
  std::size_t row = 0;
  run.run(0, [&](std::span<batch_answer const> block) {
    for (auto const& each : block) {
      auto const asked = run.shipments()[row++].what;
      auto const* told = std::get_if<answer>(&each.is);
      if (told == nullptr) {
        EXPECT_EQ(asked.to, "nowhere");
        continue;
      }
      auto const alone = plan(value_or_throw(read_question(asked, {})));
      ASSERT_EQ(told->journeys.size(), alone.journeys.size());
      for (std::size_t i = 0; i < alone.journeys.size(); ++i) {
        EXPECT_EQ(told->journeys[i].id, alone.journeys[i].id);
        EXPECT_EQ(told->journeys[i].time, alone.journeys[i].time);
        EXPECT_EQ(told->journeys[i].cost, alone.journeys[i].cost);
        EXPECT_EQ(told->journeys[i].labels, alone.journeys[i].labels);
        EXPECT_EQ(told->journeys[i].odds.p90_s, alone.journeys[i].odds.p90_s);
      }
    }
  });
}

// Wherever a run was stopped, the output goes on to what it would have been.
TEST_F(batch, goes_on_after_a_cut_at_any_byte) {
  std::mt19937 random{5};
  for (auto const form : {batch_form::csv, batch_form::json}) {
    auto run = run_of(kTable, {.form = form});
    auto const whole = (form == batch_form::csv ? batch_header() : "") + output_of(run, 0);
    for (int i = 0; i < 40; ++i) {
      auto const cut = random() % (whole.size() + 1);
      auto const kept = run.resume(whole.substr(0, cut));
      ASSERT_TRUE(kept) << cut;
      EXPECT_LE(kept->bytes, cut);
      auto const start = kept->bytes == 0 && form == batch_form::csv ? batch_header() : "";
      if (i < 4) {
        EXPECT_EQ(whole.substr(0, kept->bytes) + start + output_of(run, kept->shipments), whole);
      }
    }
    EXPECT_EQ(run.resume(whole)->shipments, 5U);
    EXPECT_FALSE(run.resume("line,of,another\n1,2,3\n"));
    EXPECT_FALSE(run.resume(whole + whole));
  }
}

TEST_F(batch, refuses_the_output_of_other_questions) {
  auto run = run_of(kTable, {});
  auto const before = batch_header() + output_of(run, 0);
  auto other = run_of("from,to,depart\nmultan,almaty,2025-06-17\n", {});
  EXPECT_FALSE(other.resume(before));
  auto crewed = run_of(
      "id,from,to,product,tonnes,depart,deadline,crew\n"
      "a,multan,almaty,mango,20,2025-06-16,2025-06-30,double\n",
      {});
  EXPECT_FALSE(crewed.resume(before));
  auto best = run_of(kTable, {.rows = batch_rows::best});
  EXPECT_FALSE(best.resume(before));
}

}  // namespace
}  // namespace karwan::plan
