// Claims and names in sentences of our own, with a few names known.
#include <algorithm>

#include <gtest/gtest.h>

#include "karwan/ingest/claim.h"

namespace karwan::ingest {
namespace {

gazetteer names() {
  gazetteer g;
  known_entity const kz{"kz", mention_kind::place, "Kazakhstan", true, {}};
  g.add(kz, "Kazakhstan");
  g.add(kz, "Казахстан");
  g.add(kz, "Қазақстан");
  g.add(kz, "قازقستان");
  g.add({"pk", mention_kind::place, "Pakistan", true, {}}, "Pakistan");
  g.add({"karachi", mention_kind::place, "Karachi", false, "pk"}, "Karachi");
  g.add({"karachi-port", mention_kind::organisation, "Karachi Port", false, {}}, "Karachi Port");
  g.add({"a", mention_kind::person, "Aslan Beko", false, {}}, "A. Beko");
  g.add({"b", mention_kind::person, "Bulat Beko", false, {}}, "B. Beko");
  return g;
}

struct reading {
  text_model text;
  std::vector<mention> mentions;
  std::vector<claim> claims;
};

reading read_all(std::string text) {
  static auto const known = names();
  date_frame const frame{value_or_throw(parse_day("2026-02-10")), std::nullopt, std::nullopt,
                         false};
  auto t = value_or_throw(text_model::read(std::move(text)));
  auto mentions = find_mentions(t, known, frame);
  auto claims = find_claims(t, mentions, frame);
  return {std::move(t), std::move(mentions), std::move(claims)};
}

std::string names_of(reading const& r, mention_kind kind) {
  std::string out;
  for (auto const& m : r.mentions) {
    if (m.kind == kind) {
      out += (out.empty() ? "" : "; ") + (m.entity.empty() ? m.name : m.entity);
    }
  }
  return out;
}

claim const* first_of(reading const& r, claim_kind kind) {
  auto const at = std::ranges::find(r.claims, kind, &claim::kind);
  return at == r.claims.end() ? nullptr : &*at;
}

TEST(IngestNames, KnownOnesInEveryScriptAndCase) {
  EXPECT_EQ(names_of(read_all("Экспорт из Казахстана вырос."), mention_kind::place), "kz");
  EXPECT_EQ(names_of(read_all("Бұл Қазақстанның жобасы."), mention_kind::place), "kz");
  EXPECT_EQ(names_of(read_all("قازقستان کے ساتھ تجارت"), mention_kind::place), "kz");
  EXPECT_EQ(names_of(read_all("Kazakhstan's wheat"), mention_kind::place), "kz");
}

TEST(IngestNames, PeopleByTitleAndAgain) {
  auto const r = read_all(
      "Minister of Transport Saule Dosova met the press. \"We agree,\" Dosova said. Rustam Aliyev, "
      "Chairman of the board, left.");
  EXPECT_EQ(names_of(r, mention_kind::person), "Saule Dosova; Saule Dosova; Rustam Aliyev");
}

TEST(IngestNames, BodiesByTheirHeads) {
  auto const r = read_all(
      "The Ministry of Energy and Water wrote to the Karachi Chamber of Commerce and Industry, and "
      "the government of Pakistan answered.");
  EXPECT_EQ(names_of(r, mention_kind::organisation),
            "Ministry of Energy and Water; Karachi Chamber of Commerce and Industry; "
            "government of Pakistan");
}

TEST(IngestNames, BodiesByWhoseTheyAre) {
  auto const bodies = [](std::string text) {
    return names_of(read_all(std::move(text)), mention_kind::organisation);
  };
  EXPECT_EQ(bodies("Pakistan's transport ministry wrote to the foreign ministry."),
            "Pakistan's transport ministry; foreign ministry");
  EXPECT_EQ(bodies("The Kazakh ministry of science answered."), "Kazakh ministry of science");
  EXPECT_EQ(bodies("Our ministry is small."), "");
  EXPECT_EQ(bodies("Railways Minister Zara Malik left."), "");
  EXPECT_EQ(
      bodies("The Melon Growers' Union met the Pearl Bank of Karachi and Delta Savings Bank."),
      "Melon Growers' Union; Pearl Bank of Karachi; Delta Savings Bank");
  EXPECT_EQ(bodies("The Joint Council on Water, Roads and Sport met."),
            "Joint Council on Water, Roads and Sport");
  EXPECT_EQ(bodies("He drives for the carrier Altyn Kanat."), "Altyn Kanat");
}

TEST(IngestNames, PeopleByWhatStandsAroundThem) {
  auto const people = [](std::string text) {
    return names_of(read_all(std::move(text)), mention_kind::person);
  };
  EXPECT_EQ(people("Talgat Nurov, Pakistan's former envoy to Oman, left."), "Talgat Nurov");
  EXPECT_EQ(people("Zara Malik, who runs a mill, left."), "Zara Malik");
  EXPECT_EQ(people("\"No,\" said Zara Malik."), "Zara Malik");
  EXPECT_EQ(people("The guest was H.E. Talgat Nurov, Minister of Water."), "Talgat Nurov");
  EXPECT_EQ(people("Report by Zara Malik, Delta Institute.\nIt rained."), "Zara Malik");
  EXPECT_EQ(people("The dean of the Delta Institute, Zara Malik, warned them."), "Zara Malik");
  EXPECT_EQ(people("The Eastern Side promised rain."), "");
}

TEST(IngestClaims, RolesByApposition) {
  auto const roles = [](std::string text) {
    std::string out;
    for (auto const& c : read_all(std::move(text)).claims) {
      out += c.kind == claim_kind::role ? c.subject + ": " + c.predicate + "; " : "";
    }
    return out;
  };
  EXPECT_EQ(roles("Talgat Nurov, Pakistan's former envoy to Oman, left."),
            "Talgat Nurov: Pakistan's former envoy to Oman; ");
  EXPECT_EQ(roles("Zara Malik, who runs a mill in Osh, left."), "Zara Malik: runs a mill in Osh; ");
  EXPECT_EQ(roles("\"No,\" said Zara Malik of the Delta Institute."),
            "Zara Malik: of the Delta Institute; ");
  EXPECT_EQ(roles("The federal water secretary, Zara Malik, met the press."),
            "Zara Malik: secretary; ");
}

TEST(IngestNames, NoGuessWithoutAMargin) {
  auto const r = read_all("Mr. Beko spoke.");
  ASSERT_EQ(r.mentions.size(), 1U);
  EXPECT_EQ(r.mentions[0].entity, "");
}

TEST(IngestClaims, AFigureHasItsTimeAndIndicator) {
  auto const r = read_all("Bilateral trade with Pakistan almost reached $200 million last year.");
  auto const* f = first_of(r, claim_kind::figure);
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->predicate, "bilateral trade");
  EXPECT_EQ(f->value->best, 200e6);
  EXPECT_EQ(f->value->limit, bound::almost);
  EXPECT_EQ(to_string(*f->when), "2025");
}

TEST(IngestClaims, PromisesDifferInTheirForce) {
  auto const how = [](std::string text) {
    auto const r = read_all(std::move(text));
    auto const* c = first_of(r, claim_kind::commitment);
    return c == nullptr ? std::string_view{"none"} : name_of(c->how);
  };
  EXPECT_EQ(how("Kazakhstan plans to open a terminal in Karachi by 2027."), "planned");
  EXPECT_EQ(how("Pakistan hopes to sign the treaty by March 2026."), "hoped");
  EXPECT_EQ(how("The railway is expected to carry wheat from Kazakhstan."), "expected");
  EXPECT_EQ(how("Kazakhstan is considering the route to Karachi."), "considered");
  EXPECT_EQ(how("The two sides agreed to establish a council with Pakistan."), "agreed");
  EXPECT_EQ(how("Kazakhstan opened a terminal in Karachi."), "none");
}

TEST(IngestClaims, WhatIsDeniedOrConditionalIsMarked) {
  auto const denied = read_all("Kazakhstan has not signed the agreement with Pakistan.");
  ASSERT_NE(first_of(denied, claim_kind::agreement), nullptr);
  EXPECT_TRUE(first_of(denied, claim_kind::agreement)->negated);
  auto const conditional = read_all("If Pakistan signed the agreement, trade would grow.");
  ASSERT_NE(first_of(conditional, claim_kind::agreement), nullptr);
  EXPECT_TRUE(first_of(conditional, claim_kind::agreement)->conditional);
}

TEST(IngestClaims, RepetitionIsNoNewFact) {
  auto const r = read_all(
      "Bilateral trade was $103 million in 2020. As I said, bilateral trade was $103 million in "
      "2020.");
  ASSERT_EQ(r.claims.size(), 2U);
  EXPECT_FALSE(r.claims[0].repeated);
  EXPECT_TRUE(r.claims[1].repeated);
}

TEST(IngestClaims, TheInterviewerIsNotTheSpeaker) {
  auto const r = read_all(
      "Q: Trade with Pakistan was $103 million in 2020, is it so?\nA: Exports to Pakistan were $90 "
      "million in 2021.");
  ASSERT_GE(r.claims.size(), 2U);
  EXPECT_TRUE(r.claims.front().by_interviewer);
  EXPECT_FALSE(r.claims.back().by_interviewer);
}

TEST(IngestClaims, JoinedVerbsShareTheirSubject) {
  auto const r = read_all("Aslan Beko visited Karachi, met the traders, and opened a fair.");
  ASSERT_EQ(r.claims.size(), 3U);
  for (auto const& c : r.claims) {
    EXPECT_EQ(c.kind, claim_kind::event);
    EXPECT_EQ(c.subject, r.mentions.front().name) << c.predicate;
  }
}

TEST(IngestClaims, RussianAgreements) {
  auto const r = read_all("Казахстан подписал соглашение в 2024 году.");
  auto const* a = first_of(r, claim_kind::agreement);
  ASSERT_NE(a, nullptr);
  EXPECT_EQ(a->parties, std::vector<std::string>{"kz"});
  EXPECT_EQ(to_string(*a->when), "2024");
}

}  // namespace
}  // namespace karwan::ingest
