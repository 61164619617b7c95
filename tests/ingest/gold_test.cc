// Marks made by hand in articles, and the cases of Recognizers-Text, which are no part of the
// project: KARWAN_TESTDATA says where they are.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "karwan/ingest/eval.h"
#include "karwan/ingest/fiscal_years.h"
#include "tests/shipped_record.h"

namespace karwan::ingest {
namespace {

std::string testdata_folder() {
  return std::string{std::getenv("KARWAN_TESTDATA")} + "/";
}

std::string text_of(std::string const& file) {
  std::ifstream in{file};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

recognizer_report run(std::string const& file) {
  return value_or_throw(run_recognizer_cases(text_of(testdata_folder() + "recognizers/" + file)));
}

// Articles of a folder, and from when each counts last year and the like.
struct article_set {
  std::string folder;
  std::map<std::string, std::string> references;
};

// The scores of all articles of a set together.
evaluation article_scores(article_set const& set, std::string const& gold_file) {
  static auto const& store = shipped_record();
  static gazetteer const known{store, view_on()};
  static fiscal_years const years{store, view_on()};
  auto const gold = value_or_throw(read_gold(text_of(set.folder + gold_file)));
  evaluation all;
  for (auto const& [doc, reference] : set.references) {
    auto const& marks = gold.documents.at(doc);
    auto const text = value_or_throw(text_model::read(text_of(set.folder + doc)));
    date_frame frame;
    frame.reference = value_or_throw(parse_day(reference));
    frame.fiscal_year_start = years.start(find_names(text, known));
    auto const mentions = find_mentions(text, known, frame);
    auto const found =
        gold.claims ? marks_of(text, find_claims(text, mentions, frame)) : marks_of(text, mentions);
    score(all, doc, text.text(), marks, found,
          gold.claims ? same_value{same_claim} : same_normal_form(known));
  }
  return all;
}

article_set given() {
  return {testdata_folder() + "articles/",
          {{"interview_2022.txt", "2022-03-20"},
           {"interview_2023.txt", "2023-09-13"},
           {"commentary_2026.txt", "2026-02-15"}}};
}
article_set development() {
  return {KARWAN_TESTS "/articles/",
          {{"commission_2025.txt", "2025-11-21"},
           {"corridors_2026.txt", "2026-01-15"},
           {"railway_2026.txt", "2026-03-18"},
           {"envoy_2025.txt", "2025-11-20"}}};
}
article_set held_out() {
  return {KARWAN_TESTS "/articles/",
          {{"ambassador_2024.txt", "2024-06-04"}, {"forum_2025.txt", "2025-05-16"}}};
}

using floors = std::vector<std::pair<char const*, double>>;
void expect_at_least(article_set const& set, char const* gold_file, floors const& wanted) {
  auto const all = article_scores(set, gold_file).kinds;
  for (auto const& [kind, least] : wanted) {
    EXPECT_GE(all.at(kind).f1(), least) << kind;
  }
}

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

class IngestGold : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("KARWAN_TESTDATA") == nullptr) {
      GTEST_SKIP() << "KARWAN_TESTDATA is not set";
    }
  }
};

TEST_F(IngestGold, Numbers) {
  auto const r = run("NumberModel.json");
  EXPECT_GE(share(r.passed, r.cases), 0.95);
}

TEST_F(IngestGold, Money) {
  auto const r = run("CurrencyModel.json");
  EXPECT_GE(share(r.passed, r.cases), 0.95);
}

TEST_F(IngestGold, StatedDates) {
  auto const r = run("DateParser.json");
  EXPECT_GE(share(r.stated_passed, r.stated), 0.95);
}

TEST_F(IngestGold, StatedPeriods) {
  auto const r = run("DatePeriodParser.json");
  EXPECT_GE(share(r.stated_passed, r.stated), 0.95);
}

TEST_F(IngestGold, NamesAndValuesOfArticles) {
  expect_at_least(given(), "entities_gold.csv",
                  {{"money", 0.90},
                   {"percent", 0.90},
                   {"count", 0.90},
                   {"date", 0.85},
                   {"person", 0.85},
                   {"organisation", 0.85},
                   {"place", 0.85},
                   {"route", 0.75}});
}

TEST_F(IngestGold, ClaimsOfArticles) {
  expect_at_least(given(), "claims_gold.csv",
                  {{"figure", 0.75},
                   {"agreement", 0.75},
                   {"role", 0.75},
                   {"event", 0.75},
                   {"commitment", 0.65}});
}

// Of our own articles, tests/articles: a little below what is reached, so that a loss is seen.
TEST(IngestArticles, NamesAndValuesOfDevelopment) {
  expect_at_least(development(), "entities_gold.csv",
                  {{"money", 0.95},
                   {"percent", 0.95},
                   {"count", 0.85},
                   {"date", 0.90},
                   {"person", 0.90},
                   {"organisation", 0.90},
                   {"place", 0.92}});
}

TEST(IngestArticles, ClaimsOfDevelopment) {
  expect_at_least(development(), "claims_gold.csv",
                  {{"figure", 0.83},
                   {"event", 0.78},
                   {"agreement", 0.76},
                   {"role", 0.83},
                   {"commitment", 0.90}});
}

TEST(IngestArticles, NamesAndValuesHeldOut) {
  expect_at_least(held_out(), "entities_gold.csv",
                  {{"money", 0.95},
                   {"percent", 0.95},
                   {"count", 0.90},
                   {"date", 0.90},
                   {"person", 0.90},
                   {"organisation", 0.89},
                   {"place", 0.87}});
}

TEST(IngestArticles, ClaimsHeldOut) {
  expect_at_least(held_out(), "claims_gold.csv",
                  {{"figure", 0.82},
                   {"event", 0.65},
                   {"agreement", 0.73},
                   {"role", 0.85},
                   {"commitment", 0.74}});
}

}  // namespace
}  // namespace karwan::ingest
