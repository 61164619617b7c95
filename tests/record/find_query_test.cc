#include "karwan/record/find_query.h"

#include <random>

#include <gtest/gtest.h>

namespace karwan::record {
namespace {

std::string plain(std::string_view text) {
  auto const q = parse_find_query(text);
  return q ? plain_text(*q) : q.error().text;
}

TEST(find_query, reads_words_phrases_filters) {
  EXPECT_EQ(plain("Green  CORRIDOR"), "green corridor");
  EXPECT_EQ(plain("\"Green corridor\""), "\"green corridor\"");
  EXPECT_EQ(plain("«Зелёный коридор»"), "\"зеленыи коридор\"");
  EXPECT_EQ(plain("“unfinished phrase"), "\"unfinished phrase\"");
  EXPECT_EQ(plain("\"Kistafin\""), "\"kistafin\"");
  EXPECT_EQ(plain("Mazar-i-Sharif"), "mazar i sharif");
  EXPECT_EQ(plain("rail kind:project country:\"South Korea\" from:2024"),
            "rail kind:\"project\" country:\"South Korea\" from:\"2024\"");
  EXPECT_EQ(plain("ratio 3:4 https://example.org"), "ratio 3 4 https example org");
}

TEST(find_query, joins_and_excludes) {
  EXPECT_EQ(plain("a OR b c"), "a OR b c");
  EXPECT_EQ(plain("dry-port|x"), "dry port x");
  EXPECT_EQ(plain("dry-port | x"), "\"dry port\" OR x");
  EXPECT_EQ(plain("a -b -\"c d\" -e-f"), "a -b -\"c d\" -\"e f\"");
  EXPECT_EQ(plain("OR a OR"), "or a or");
  EXPECT_EQ(plain("a - b"), "a b");
}

TEST(find_query, refuses_plainly) {
  EXPECT_EQ(plain(""), "there is nothing to search for");
  EXPECT_EQ(plain(" . - \"\" "), "there is nothing to search for");
  EXPECT_EQ(plain("-a"), "there is nothing to search for");
  EXPECT_EQ(plain("kind:person"), "there is nothing to search for");
  EXPECT_EQ(plain("a OR -b"), "OR stands beside a word that is excluded");
  EXPECT_EQ(plain("-a | b"), "OR stands beside a word that is excluded");
  EXPECT_EQ(plain("a from:2024 from:2025"), "from: is given twice");
  EXPECT_EQ(plain("a kind:\"\""), "kind: has no value");
  EXPECT_EQ(plain(std::string(2000, 'a')), "it has more than 1000 bytes");
  std::string many;
  for (int i = 0; i < 40; ++i) {
    many += "w ";
  }
  EXPECT_EQ(plain(many), "it has more than 32 words");
}

TEST(find_query, plain_text_reads_back) {
  constexpr std::string_view kParts[] = {
      "a", "\"", "-", "OR", " | ", "kind:", "from:", "қ",  " ",
      " ", "«",  "»", "'",  "*",   ":",     "مزار",  "\n", "x-y"};
  std::mt19937 random{11};
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (auto n = random() % 14; n > 0; --n) {
      text += kParts[random() % std::size(kParts)];
    }
    auto const q = parse_find_query(text);
    if (q) {
      auto const again = parse_find_query(plain_text(*q));
      ASSERT_TRUE(again) << text << " -> " << plain_text(*q);
      ASSERT_EQ(*again, *q) << text << " -> " << plain_text(*q);
    }
  }
}

}  // namespace
}  // namespace karwan::record
