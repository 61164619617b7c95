// Marks made by hand in articles, and the cases of Recognizers-Text, which are no part of the
// project: KARWAN_TESTDATA says where they are.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "karwan/ingest/eval.h"
#include "tests/shipped_record.h"

namespace karwan::ingest {
namespace {

std::string testdata(std::string const& file) {
  std::ifstream in{std::string{std::getenv("KARWAN_TESTDATA")} + "/" + file};
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

recognizer_report run(std::string const& file) {
  return value_or_throw(run_recognizer_cases(testdata("recognizers/" + file)));
}

// The scores of all articles together.
evaluation article_scores(std::string const& gold_file) {
  static std::map<std::string, std::string> const kReferences{
      {"interview_2022.txt", "2022-03-20"},
      {"interview_2023.txt", "2023-09-13"},
      {"commentary_2026.txt", "2026-02-15"}};
  static gazetteer const known{shipped_record(), view_on()};
  auto const gold = value_or_throw(read_gold(testdata("articles/" + gold_file)));
  evaluation all;
  for (auto const& [doc, marks] : gold.documents) {
    auto const text = value_or_throw(text_model::read(testdata("articles/" + doc)));
    date_frame frame;
    frame.reference = value_or_throw(parse_day(kReferences.at(doc)));
    auto const mentions = find_mentions(text, known, frame);
    auto const found =
        gold.claims ? marks_of(text, find_claims(text, mentions, frame)) : marks_of(text, mentions);
    score(all, doc, text.text(), marks, found,
          gold.claims ? same_value{same_claim} : same_normal_form(known));
  }
  return all;
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
  auto const all = article_scores("entities_gold.csv").kinds;
  for (auto const* kind : {"money", "percent", "count"}) {
    EXPECT_GE(all.at(kind).f1(), 0.90) << kind;
  }
  for (auto const* kind : {"date", "person", "organisation", "place"}) {
    EXPECT_GE(all.at(kind).f1(), 0.85) << kind;
  }
  EXPECT_GE(all.at("route").f1(), 0.75);
}

TEST_F(IngestGold, ClaimsOfArticles) {
  auto const all = article_scores("claims_gold.csv").kinds;
  for (auto const* kind : {"figure", "agreement", "role"}) {
    EXPECT_GE(all.at(kind).f1(), 0.75) << kind;
  }
  EXPECT_GE(all.at("event").f1(), 0.75);
  EXPECT_GE(all.at("commitment").f1(), 0.65);
}

}  // namespace
}  // namespace karwan::ingest
