#include "karwan/record/names.h"

#include <gtest/gtest.h>

#include "small_pack.h"

namespace karwan::record {
namespace {

constexpr std::string_view kPlace[] = {"place"};
constexpr std::string_view kCountry[] = {"country"};

struct names : testing::Test {
  small_pack pack{{
      {"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
      {"countries.csv",
       "row_id,entity,iso2,iso3,grade,source\n"
       "c-aa,aa,AA,AAA,official,src-a\n"},
      {"places.csv",
       "row_id,entity,country,kind,unlocode,grade,source\n"
       "p-1,green-valley,aa,city,AAGRV,official,src-a\n"
       "p-2,green-valley-port,aa,seaport,AAGRV,official,src-a\n"
       "p-3,old-fort,aa,city,,official,src-a\n"
       "p-4,new-fort,aa,city,,official,src-a\n"},
      {"names.csv",
       "row_id,entity,language,name,use,grade,source\n"
       "n-1,green-valley,en,Green Valley,official,reported,src-a\n"
       "n-2,green-valley,kk,Көкөзен,official,reported,src-a\n"
       "n-3,green-valley,ur,سبز وادی,official,reported,src-a\n"
       "n-4,old-fort,en,The Fort,former,reported,src-a\n"
       "n-5,new-fort,en,The Fort,official,reported,src-a\n"
       "n-6,old-fort,en,Bastion,official,reported,src-a\n"
       "n-7,new-fort,en,Bastion,official,reported,src-a\n"
       "n-8,aa,en,Aland,official,reported,src-a\n"},
  }};
  store record{pack.loaded()};
  name_index index{record, view_spec{}};
};

TEST_F(names, resolve_ids_codes_and_names_in_any_script) {
  for (auto const* text : {"green-valley", "Green Valley", "GREEN  VALLEY", "aagrv", "AA GRV",
                           "көкөзен", "Кокозен", "سبز وادي"}) {
    auto const found = index.resolve(text, kPlace);
    ASSERT_TRUE(found) << text << ": " << found.error().sentence();
    EXPECT_EQ(*found, "green-valley") << text;
  }
  EXPECT_EQ(index.resolve("Бастион", kPlace).error().text, "\"Бастион\" names several");
}

TEST_F(names, prefer_a_current_name_to_a_former_one) {
  EXPECT_EQ(index.resolve("the fort", kPlace).value(), "new-fort");
}

TEST_F(names, list_the_candidates_of_an_ambiguous_name) {
  auto const found = index.resolve("Bastion", kPlace);
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().remedy.find("new-fort"), std::string::npos);
  EXPECT_NE(found.error().remedy.find("old-fort"), std::string::npos);
}

TEST_F(names, suggest_what_was_meant) {
  auto const found = index.resolve("Gren Valey", kPlace);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().text, "unknown place \"Gren Valey\"");
  EXPECT_NE(found.error().remedy.find("green-valley"), std::string::npos);
  EXPECT_EQ(found.error().kind, error_kind::bad_input);
}

TEST_F(names, keep_to_the_kinds_asked_for) {
  EXPECT_FALSE(index.resolve("Aland", kPlace));
  EXPECT_EQ(index.resolve("aaa", kCountry).value(), "aa");
  EXPECT_EQ(index.resolve("aland").value(), "aa");
}

TEST_F(names, survive_any_text) {
  for (auto const* text : {"", " ", "...", "\xff\xfe", "'"}) {
    EXPECT_FALSE(index.resolve(text, kPlace)) << text;
  }
}

TEST_F(names, are_shown_in_a_language) {
  EXPECT_EQ(index.display_name("green-valley", "kk"), "Көкөзен");
  EXPECT_EQ(index.display_name("green-valley", "ru"), "Green Valley");
  EXPECT_EQ(index.display_name("old-fort"), "Bastion");
  EXPECT_EQ(index.display_name("green-valley-port"), "green-valley-port");
  EXPECT_EQ(index.display_name("nowhere"), "nowhere");
}

TEST_F(names, complete_what_is_typed) {
  auto const hits = index.complete("gre", kPlace, 5);
  ASSERT_EQ(hits.size(), 2U);
  EXPECT_EQ(hits[0].entity, "green-valley");
  EXPECT_EQ(hits[0].kind, "place");
  EXPECT_EQ(index.complete("fort", kPlace, 1).size(), 1U);
  EXPECT_TRUE(index.complete("zzz", kPlace, 5).empty());
}

}  // namespace
}  // namespace karwan::record
