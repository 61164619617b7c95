#include <gtest/gtest.h>

#include "karwan/base/date_text.h"
#include "karwan/record/series.h"
#include "tests/shipped_record.h"

namespace karwan::record {
namespace {

// On the shipped pack: that its figures are structured as the engine reads them.
class series_of_pack : public testing::Test {
 protected:
  static view_spec today() {
    view_spec view;
    view.as_of = parse_day("2026-11-23").value();
    return view;
  }
  std::vector<figure> all_figures() const {
    std::vector<figure> out;
    for (auto const table : figure_tables()) {
      for (auto const& r : in.rows(table, today())) {
        for (auto& f : figures_of(r)) {
          out.push_back(std::move(f));
        }
      }
    }
    return out;
  }

  store const& in = shipped_record();
};

// A period that is called a calendar year is one; a fiscal year is the reporter's.
TEST_F(series_of_pack, periods_are_what_their_basis_says) {
  name_index const names{in, today()};
  std::map<std::string, std::chrono::month_day> starts;
  for (auto const& r : in.rows(*find_table("countries"), today())) {
    if (auto const start = r.number("fiscal_year_start")) {
      auto const mmdd = static_cast<unsigned>(*start);
      starts.emplace(r.entity, std::chrono::month_day{std::chrono::month{mmdd / 100},
                                                      std::chrono::day{mmdd % 100}});
    }
  }
  std::size_t calendar = 0, fiscal = 0, labelled = 0;
  for (auto const& f : all_figures()) {
    auto const id = f.from.row_id;
    if (f.key.basis == "calendar_year") {
      EXPECT_EQ(f.period.precision, date_precision::year) << id << " " << to_string(f.period);
      ++calendar;
    }
    auto const start = starts.find(f.key.reporter);
    if (start == starts.end()) {
      continue;
    }
    if (f.key.basis == "fiscal_year") {
      auto const year = fiscal_year_of(f.period.first, start->second);
      EXPECT_EQ(to_string(year), to_string(f.period)) << id;
      ++fiscal;
    }
    // A label that can be read says the same days.
    if (auto const read = read_date(f.fiscal_label, {.fiscal_year_start = start->second})) {
      EXPECT_EQ(to_string(*read), to_string(f.period)) << id << " " << f.fiscal_label;
      ++labelled;
    }
  }
  EXPECT_GT(calendar, 1000U);
  EXPECT_GT(fiscal, 50U);
  EXPECT_GT(labelled, 50U);
}

TEST_F(series_of_pack, every_figure_that_has_a_number_or_text_is_seen) {
  for (auto const& f : all_figures()) {
    EXPECT_TRUE(limits_of(f) || !f.text.empty() || !f.qualifier.empty()) << f.from.row_id;
    EXPECT_FALSE(f.key.unit.empty()) << f.from.row_id;
    EXPECT_FALSE(f.key.basis.empty()) << f.from.row_id;
    auto const money = f.key.unit == "usd" || f.key.unit.starts_with("usd/");
    EXPECT_EQ(money, !f.key.currency.empty()) << f.from.row_id;
  }
}

// What is found by an id is found by its own name too, among others or alone.
TEST_F(series_of_pack, indicators_answer_to_their_names) {
  name_index const names{in, today()};
  for (auto const* name :
       {"bilateral trade", "exports to Kazakhstan Pakistan", "trade of kazakhstan with pakistan",
        "Youth share", "FDI attracted", "nominal gdp pakistan", "golden visa minimum"}) {
    auto const a = read_series(in, names, {.names = {name}}, today());
    ASSERT_TRUE(a) << name << ": " << a.error().sentence();
    EXPECT_FALSE(a->periods.empty()) << name;
  }
}

}  // namespace
}  // namespace karwan::record
