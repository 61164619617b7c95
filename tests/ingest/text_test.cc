#include <gtest/gtest.h>

#include "karwan/ingest/text.h"

namespace karwan::ingest {
namespace {

text_model read(std::string text) {
  return value_or_throw(text_model::read(std::move(text)));
}

TEST(IngestText, OffsetsAreCodePoints) {
  auto const t = read("Сауда көлемі $103 млн. پاکستان");
  ASSERT_EQ(t.size(), 7U);
  EXPECT_EQ(t[0].begin, 0U);
  EXPECT_EQ(t[0].end, 5U);
  EXPECT_EQ(t[3].folded, "103");
  EXPECT_EQ(t[3].begin, 14U);
  EXPECT_EQ(t.written(std::size_t{6}), "پاکستان");
  EXPECT_EQ(t[6].begin, 23U);
  EXPECT_EQ(t[6].end, 30U);
}

TEST(IngestText, InvisibleMarksPartNoWord) {
  auto const t = read("Alma\u200Dty\u200F 2\u200B5");
  ASSERT_EQ(t.size(), 2U);
  EXPECT_EQ(t[0].folded, "almaty");
  EXPECT_EQ(t[1].end, 12U);
}

TEST(IngestText, DigitsOfEveryScript) {
  auto const t = read("۲۰۲۳ ٢٥");
  ASSERT_EQ(t.size(), 2U);
  EXPECT_EQ(t[0].folded, "2023");
  EXPECT_EQ(t[1].folded, "25");
}

TEST(IngestText, AbbreviationsEndNoSentence) {
  auto const t = read("H.E. Mr. Khan paid Rs. 5.2bn. He left. Сумма 5 млн. тенге.");
  EXPECT_EQ(t.sentences().size(), 3U);
}

TEST(IngestText, WrappedLinesAreOneSentence) {
  auto const t = read(
      "The two ministers of transport met in the port city and agreed on\nRoad links.\n\nNext one");
  EXPECT_EQ(t.sentences().size(), 2U);
}

TEST(IngestText, TurnsOfAnInterview) {
  auto const t = read("Q: How is trade?\nA: It grows.\nQ: And flights?\nA: We hope so: soon.");
  ASSERT_EQ(t.turns().size(), 4U);
  EXPECT_EQ(t.turns()[0].role, speaker_role::interviewer);
  EXPECT_EQ(t.turns()[1].role, speaker_role::interviewee);
  EXPECT_EQ(t.turn_of(t.size() - 1), &t.turns()[3]);
}

TEST(IngestText, RefusesWhatIsNoText) {
  EXPECT_FALSE(text_model::read("a\xFF\xFE"));
  EXPECT_FALSE(text_model::read(std::string{"a\0b", 3}));
  EXPECT_EQ(read("").size(), 0U);
}

}  // namespace
}  // namespace karwan::ingest
