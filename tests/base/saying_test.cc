#include "karwan/base/saying.h"

#include <gtest/gtest.h>

#include <string>

#include "karwan/base/json_writer.h"

namespace karwan {
namespace {

constexpr sentence kKeeps{"keeps", "{goods} keeps {days} days ({where})"};
constexpr sentence kWay{"way", "{from}–{to}"};

said sample() {
  return say(kKeeps, said_entity("product-mango", "Mango").as("goods"),
             said_range(14, 14, 28, {}, "14–28").as("days"),
             said_list({say(kWay, said_country("KZ").as("from"), said_country("KG").as("to")),
                        said_text("elsewhere")},
                       ", ")
                 .as("where"));
}

TEST(Saying, EnglishIsMadeOfTheSameValues) {
  EXPECT_EQ(sample().english, "Mango keeps 14–28 days (KZ–KG, elsewhere)");
  EXPECT_EQ(say(sentence{"plain", "Nothing waits"}).english, "Nothing waits");
}

TEST(Saying, TellsEveryKindOfValue) {
  json_writer w;
  w.open_object();
  write_says(w, sample());
  w.close_object();
  EXPECT_EQ(std::move(w).take(),
            R"({"says":"keeps","values":{"goods":{"entity":"product-mango","name":"Mango"},)"
            R"("days":{"number":14,"low":14,"high":28},)"
            R"("where":{"list":[{"says":"way","values":{"from":{"country":"KZ"},)"
            R"("to":{"country":"KG"}}},{"text":"elsewhere"}]}}})");

  json_writer other;
  other.open_object();
  write_says(other, say(kWay, said_moment("2025-06-02T08:00+05:00", "Mon 2 Jun 08:00").as("a"),
                        said_number(0.314, "share", "31 %").as("b"),
                        said_word("mode", "road").as("c"), said_date("2025/2026", "late").as("d")));
  other.close_object();
  EXPECT_EQ(std::move(other).take(),
            R"({"says":"way","values":{"a":{"moment":"2025-06-02T08:00+05:00"},)"
            R"("b":{"number":0.314,"unit":"share"},"c":{"word":"road","of":"mode"},)"
            R"("d":{"date":"2025/2026"}}})");
}

}  // namespace
}  // namespace karwan
