#include "karwan/record/review.h"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "karwan/record/answers.h"
#include "karwan/record/entity_history.h"
#include "karwan/record/report.h"
#include "small_pack.h"

namespace karwan::record {
namespace {

signature by(char const* who, int second) {
  return {who, parse_instant("2026-05-01T10:00:00Z").value() + std::chrono::seconds{second}};
}

struct two_valleys : small_pack {
  two_valleys()
      : small_pack{{
            {"sources.csv",
             "row_id,entity,title,published_on\n"
             "src-a,src-a,Atlas of Valleys,2024\n"
             "src-b,src-b,Border Report,2025\n"},
            {"countries.csv",
             "row_id,entity,iso2,grade,source\n"
             "c-aa,aa,AA,official,src-a\n"
             "c-bb,bb,BB,official,src-a\n"},
            {"places.csv",
             "row_id,entity,country,kind,lat,grade,source,note\n"
             "p-1,alpha,aa,border,40,reported,src-a,near the old bridge\n"
             "p-2,beta,bb,border,41,reported,src-a,\n"},
            {"crossings.csv",
             "row_id,entity,mode,post_a,country_a,post_b,country_b,side,dwell_h,observed_from,"
             "observed_to,grade,source\n"
             "x-1,pass,road,alpha,aa,beta,bb,exit,10,2024,2024,official,src-a\n"
             "x-2,pass,road,alpha,aa,beta,bb,entry,14,2024,2024,measured,src-b\n"},
            {"closures.csv",
             "row_id,entity,target,traffic,effect,closed_from,closed_to,grade,source\n"
             "cl-1,cl-snow,pass,all,closed,2026-01-10,,reported,src-b\n"},
        }} {}
};

addition correction(std::string value) {
  return {"beta", {}, "p-2", {}, {{"lat", std::move(value)}}, {}};
}

struct reviewed : testing::Test {
  two_valleys pack;
  store s{pack.loaded()};

  std::string lat() const {
    for (auto const& r : s.rows_of("beta", {})) {
      return std::string{r.text("lat")};
    }
    return {};
  }
};

// All that a view of everybody sees, as bytes.
std::string public_answers(store const& s) {
  view_spec view;
  view.as_of = parse_day("2026-06-16").value();
  view.all_worlds = true;
  name_index const names{s, view};
  answer_writer answers{s, names};
  std::string out = s.version();
  for (auto const* id : {"alpha", "beta", "pass", "aa", "src-a", "cl-snow", "gamma", "src-new"}) {
    auto const page = read_entity(s, names, id, view);
    out += page ? answers.entity(*page) : page.error().sentence();
  }
  for (auto const* text : {"bridge", "secret", "secrt", "atl", "border report", "gamma"}) {
    out += answers.search(text,
                          value_or_throw(search(s, names, {text, {}, {}, {}, {}, {}, 20}, view)));
    for (auto const& hit : names.complete(text, {}, 20)) {
      out += std::string{hit.entity} + '\n';
    }
  }
  return out + answers.conflicts(find_conflicts(s, {}, view));
}

TEST_F(reviewed, a_proposal_changes_nothing_before_it_is_accepted) {
  auto const before = public_answers(s);
  value_or_throw(add(s, correction("42"), by("amina", 1), {.proposed = true}));
  EXPECT_EQ(lat(), "41");
  auto const version_apart = [](std::string text) { return text.substr(text.find('{')); };
  EXPECT_EQ(version_apart(public_answers(s)), version_apart(before));
  value_or_throw(accept(s, "p-2", {}, by("bolat", 5)));
  EXPECT_EQ(lat(), "42");
  view_spec then;
  then.known_at = by("", 4).at;
  EXPECT_EQ(s.rows_of("beta", then).front().text("lat"), "41");
  EXPECT_EQ(s.rows_of("beta", {}).front().recorded_at, by("", 5).at);
  EXPECT_TRUE(open_proposals(s).empty());
}

TEST_F(reviewed, what_is_proposed_to_a_blank_cell_does_not_withdraw_it) {
  addition const a{"alpha", {}, "p-1", {}, {{"unlocode", "AAALP"}}, {}};
  value_or_throw(add(s, a, by("amina", 1), {.proposed = true}));
  EXPECT_TRUE(s.rows_of("alpha", {}).front().withdrawn.empty());
  value_or_throw(reject(s, "p-1", "not so", by("bolat", 2)));
  EXPECT_TRUE(s.rows_of("alpha", {}).front().withdrawn.empty());
}

TEST_F(reviewed, an_edit_keeps_what_was_proposed_and_links_it) {
  addition const a{"gamma",
                   "places",
                   {},
                   {},
                   {{"country", "aa"}, {"kind", "city"}},
                   {{"source", "src-a"}, {"grade", "official"}}};
  value_or_throw(add(s, a, by("amina", 1), {.proposed = true}));
  auto const d = value_or_throw(accept_edited(
      s, "gamma", {{"kind", "border"}, {"grade", "reported"}}, "checked", by("bolat", 2)));
  EXPECT_EQ(d.rejected, (std::vector<std::string>{"gamma.country", "gamma.kind"}));
  EXPECT_EQ(d.accepted, (std::vector<std::string>{"gamma.country~2", "gamma.kind~2"}));
  auto const row = s.rows_of("gamma", {}).front();
  EXPECT_EQ(row.text("kind"), "border");
  EXPECT_EQ(row.row_grade, grade::reported);
  view_spec view;
  name_index const names{s, view};
  auto const told = value_or_throw(read_history(s, names, "gamma", view));
  auto const edited = std::ranges::find_if(told.events, [](history_event const& e) {
    return e.act == "edited" && e.property == "kind";
  });
  ASSERT_NE(edited, told.events.end());
  EXPECT_EQ(edited->before, "city");
  EXPECT_EQ(edited->after, "border");
  ASSERT_TRUE(export_pack(s, pack.root / "edited"));
  EXPECT_TRUE(check_pack(pack.root / "edited").faults.empty());
}

TEST_F(reviewed, a_proposal_that_no_longer_fits_is_not_accepted) {
  addition const source{"src-new", "sources", {}, {}, {{"title", "New"}}, {}};
  value_or_throw(add(s, source, by("amina", 1)));
  addition const a{"gamma",
                   "places",
                   {},
                   {},
                   {{"country", "aa"}, {"kind", "city"}},
                   {{"source", "src-new"}, {"grade", "official"}}};
  value_or_throw(add(s, a, by("amina", 2), {.proposed = true}));
  ASSERT_TRUE(retract(s, "src-new.title", "a hoax", by("bolat", 3)));
  EXPECT_EQ(accept(s, "gamma", {}, by("bolat", 4)).error().place, "source");
  EXPECT_EQ(reject(s, "gamma", " ", by("bolat", 5)).error().place, "--reason");
  value_or_throw(reject(s, "gamma", "no source", by("bolat", 6)));
  EXPECT_EQ(accept(s, "gamma", {}, by("bolat", 7)).error().kind, error_kind::not_found);
}

TEST_F(reviewed, two_proposals_for_one_row_are_told_apart) {
  value_or_throw(add(s, correction("42"), by("amina", 1), {.proposed = true}));
  value_or_throw(add(s, correction("43"), by("amina", 2), {.proposed = true}));
  EXPECT_EQ(accept(s, "p-2", {}, by("bolat", 3)).error().kind, error_kind::bad_input);
  value_or_throw(accept(s, "p-2.lat~3", {}, by("bolat", 4)));
  EXPECT_EQ(lat(), "43");
  EXPECT_EQ(accept(s, "p-2", {}, by("bolat", 5)).error().kind, error_kind::conflict);
  EXPECT_EQ(retract(s, "p-2.lat~2", "x", by("bolat", 6)).error().kind, error_kind::conflict);
  EXPECT_EQ(lat(), "43");
}

TEST_F(reviewed, a_source_that_comes_with_a_report_is_accepted_with_it) {
  view_spec view;
  name_index const names{s, view};
  state_report r;
  r.target = "pass";
  r.open = true;
  r.from = "2026-04-01";
  r.source = "https://example.org/pass";
  auto const done =
      value_or_throw(report_state(s, names, r, by("amina", 1), {.proposed = true, .layer = {}}));
  EXPECT_EQ(done.ends, std::vector<std::string>{"cl-snow"});
  EXPECT_EQ(open_proposals(s).size(), 1U);
  auto const d = value_or_throw(accept(s, "cl-pass-open-2026-04-01", {}, by("bolat", 2)));
  EXPECT_EQ(read_source(s, done.source).url, "https://example.org/pass");
  EXPECT_EQ(d.accepted.size(), 2U + 6U);
}

// Whatever is recorded in private layers, in any order, the public sees the same bytes.
TEST_F(reviewed, private_rows_change_no_public_answer) {
  two_valleys const other_pack;
  auto other = other_pack.loaded();
  std::mt19937 random{20261124};
  auto const pick = [&](std::vector<std::string> const& all) {
    return all[std::uniform_int_distribution<std::size_t>{0, all.size() - 1}(random)];
  };
  for (int i = 0; i < 60; ++i) {
    manner const mine{.proposed = false, .layer = pick({"me", "us"})};
    auto const lat = std::to_string(std::uniform_int_distribution{0, 80}(random));
    std::vector<addition> const choices{
        {pick({"alpha", "beta", "gamma"}),
         "places",
         {},
         {},
         {{"country", pick({"aa", "bb"})}, {"kind", pick({"city", "border"})}, {"lat", lat}},
         {{"note", "secret bridge"}}},
        {"pass",
         "crossings",
         {},
         {},
         {{"mode", "road"}, {"dwell_h", lat}, {"side", "exit"}},
         {{"grade", "measured"}, {"observed_from", "2024"}, {"observed_to", "2024"}}},
        {"alpha",
         "names",
         {},
         {},
         {{"language", "en"}, {"name", "Secret Atlas"}, {"use", "official"}},
         {}}};
    value_or_throw(add(
        other, choices[std::uniform_int_distribution<std::size_t>{0, choices.size() - 1}(random)],
        by("me", i), mine));
    if (i % 10 == 0) {  // the public record goes on meanwhile
      for (auto* both : {&s, &other}) {
        value_or_throw(add(*both, correction(std::to_string(50 + i / 10)), by("amina", i)));
      }
    }
  }
  EXPECT_EQ(public_answers(other), public_answers(s));
  ASSERT_TRUE(export_pack(s, pack.root / "plain"));
  ASSERT_TRUE(export_pack(other, pack.root / "with"));
  for (auto const* file : {"places.csv", "crossings.csv", "names.csv", "sources.csv"}) {
    auto const plain = pack.root / "plain" / file;
    EXPECT_EQ(small_pack::read_at(pack.root / "with" / file), small_pack::read_at(plain)) << file;
  }
  // And whoever chooses the layer sees it.
  view_spec chosen;
  chosen.layers = {"me"};
  chosen.as_of = parse_day("2026-06-16").value();
  EXPECT_GT(other.rows_of("alpha", chosen).size(), other.rows_of("alpha", {}).size());
  name_index const names{other, chosen};
  auto const secret = search(other, names, {"secret", {}, {}, {}, {}, {}, 20}, chosen);
  ASSERT_TRUE(secret);
  EXPECT_FALSE(secret->hits.empty());
  EXPECT_NE(other.version({"me"}), other.version());
}

TEST_F(reviewed, a_private_row_goes_before_any_public_one) {
  addition const a{"pass",
                   "crossings",
                   {},
                   {},
                   {{"mode", "road"}, {"dwell_h", "3"}},
                   {{"grade", "assumed"}, {"note", "a guess"}}};
  value_or_throw(add(s, a, by("me", 1), {.proposed = false, .layer = "me"}));
  view_spec chosen;
  chosen.layers = {"me"};
  auto rows = s.rows_of("pass", chosen);
  std::ranges::sort(rows,
                    [&](row const& x, row const& y) { return preferred(x, y, chosen.as_of); });
  EXPECT_EQ(rows.front().layer, "me");
  EXPECT_TRUE(rows.front().world.empty());
  EXPECT_EQ(rows.front().source, "src-private-me");
}

}  // namespace
}  // namespace karwan::record
