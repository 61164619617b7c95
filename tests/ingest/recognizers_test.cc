// The cases of Recognizers-Text, which are no part of the project: KARWAN_TESTDATA says where.
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "karwan/ingest/eval.h"

namespace karwan::ingest {
namespace {

recognizer_report run(std::string const& file) {
  std::ifstream in{std::string{std::getenv("KARWAN_TESTDATA")} + "/recognizers/" + file};
  std::stringstream text;
  text << in.rdbuf();
  return value_or_throw(run_recognizer_cases(text.str()));
}

double share(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

class IngestRecognizers : public testing::Test {
 protected:
  void SetUp() override {
    if (std::getenv("KARWAN_TESTDATA") == nullptr) {
      GTEST_SKIP() << "KARWAN_TESTDATA is not set";
    }
  }
};

TEST_F(IngestRecognizers, Numbers) {
  auto const r = run("NumberModel.json");
  EXPECT_GE(share(r.passed, r.cases), 0.95);
}

TEST_F(IngestRecognizers, Money) {
  auto const r = run("CurrencyModel.json");
  EXPECT_GE(share(r.passed, r.cases), 0.95);
}

TEST_F(IngestRecognizers, StatedDates) {
  auto const r = run("DateParser.json");
  EXPECT_GE(share(r.stated_passed, r.stated), 0.95);
}

TEST_F(IngestRecognizers, StatedPeriods) {
  auto const r = run("DatePeriodParser.json");
  EXPECT_GE(share(r.stated_passed, r.stated), 0.95);
}

}  // namespace
}  // namespace karwan::ingest
