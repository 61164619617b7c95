#include "karwan/record/edit.h"

#include <gtest/gtest.h>

#include "karwan/record/entity.h"
#include "karwan/record/search.h"
#include "small_pack.h"

namespace karwan::record {
namespace {

signature const kMe{"me", parse_instant("2026-05-01T10:00:00Z").value()};

struct edited : testing::Test {
  small_pack pack{{
      {"sources.csv",
       "row_id,entity,title,published_on\n"
       "src-a,src-a,Atlas of Valleys,2024\n"
       "src-b,src-b,Border Report,2025\n"},
      {"countries.csv",
       "row_id,entity,iso2,grade,source\n"
       "c-aa,aa,AA,official,src-a\n"
       "c-bb,bb,BB,official,src-a\n"},
      {"names.csv",
       "row_id,entity,language,name,use,grade,source\n"
       "n-1,alpha,en,Green Valley,official,reported,src-a\n"
       "n-2,alpha,ru,Зелёная долина,official,reported,src-a\n"},
      {"places.csv",
       "row_id,entity,country,kind,grade,source,note\n"
       "p-1,alpha,aa,border,reported,src-a,near the old bridge\n"
       "p-2,beta,bb,border,reported,src-a,\n"},
      {"crossings.csv",
       "row_id,entity,mode,post_a,country_a,post_b,country_b,side,dwell_h,observed_from,"
       "observed_to,grade,source\n"
       "x-1,pass,road,alpha,aa,beta,bb,exit,10,2024,2024,official,src-a\n"
       "x-2,pass,road,alpha,aa,beta,bb,exit,14,2024,2024,measured,src-b\n"
       "x-3,pass,road,alpha,aa,beta,bb,entry,30,2024,2024,measured,src-b\n"
       "x-4,pass,road,alpha,aa,beta,bb,exit,40,2019,2019,measured,src-b\n"},
  }};
  store s{pack.loaded()};

  result<addition_report> try_add(addition a) { return add(s, a, kMe); }
  error refused(addition a) {
    auto const r = try_add(std::move(a));
    EXPECT_FALSE(r);
    return r ? error{} : r.error();
  }
};

TEST_F(edited, a_new_row_joins_the_pack) {
  auto const r = value_or_throw(try_add({"beta",
                                         {},
                                         {},
                                         {},
                                         {{"country", "bb"}, {"kind", "city"}},
                                         {{"source", "src-b"}, {"grade", "official"}}}));
  EXPECT_EQ(r.row_id, "beta");
  EXPECT_EQ(r.statements, (std::vector<std::string>{"beta.country", "beta.kind"}));
  ASSERT_TRUE(export_pack(s, pack.root / "out"));
  auto const text = small_pack::read_at(pack.root / "out/places.csv");
  EXPECT_NE(text.find("beta,beta,bb,city,official,src-b,,2026-05-01T10:00:00Z\n"),
            std::string::npos)
      << text;
  EXPECT_TRUE(check_pack(pack.root / "out").faults.empty());
}

TEST_F(edited, a_source_is_added_like_any_row) {
  auto const r = value_or_throw(
      try_add({"src-" + slug("Зелёная Book, 2nd ed."), "sources", {}, {}, {{"title", "New"}}, {}}));
  EXPECT_EQ(r.row_id, "src-zelenaa-book-2nd-ed");
}

TEST_F(edited, a_change_of_what_is_shared_states_the_row_anew) {
  value_or_throw(try_add({{}, {}, "p-2", {}, {}, {{"grade", "official"}}}));
  auto const row = s.rows_of("beta", {}).front();
  EXPECT_EQ(row.row_grade, grade::official);
  EXPECT_EQ(s.id_of(row.cells.front().statement), "p-2.country~2");
  ASSERT_TRUE(export_pack(s, pack.root / "out"));
  auto const text = small_pack::read_at(pack.root / "out/places.csv");
  EXPECT_NE(text.find("p-2,beta,bb,border,official,src-a,,2026-05-01T10:00:00Z\n"),
            std::string::npos)
      << text;
}

TEST_F(edited, what_is_wrong_is_refused_with_a_remedy) {
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"kind", "town"}}, {}}).place, "kind");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"height", "1"}}, {}}).place, "height");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"country", "zz"}}, {}}).place, "country");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"lat", "nan"}}, {}}).place, "lat");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"lat", ""}}, {}}).place, "lat");
  EXPECT_EQ(refused({"beta", {}, "p-9", {}, {{"lat", "1"}}, {}}).kind, error_kind::not_found);
  EXPECT_EQ(refused({"alpha", {}, "p-2", {}, {{"lat", "1"}}, {}}).place, "--row");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"lat", "1"}}, {{"source", "src-b"}}}).place,
            "--source");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"country", "bb"}}, {}}).kind, error_kind::conflict);
  EXPECT_EQ(refused({"gamma", {}, {}, {}, {{"country", "bb"}}, {}}).place, "--table");
  EXPECT_EQ(refused({"gamma", "places", {}, {}, {{"country", "bb"}, {"kind", "city"}}, {}}).place,
            "grade");
  EXPECT_EQ(refused({"beta", {}, "p-2", {}, {{"lat", "1"}}, {{"grade", "assumed"}}}).place, "note");
  EXPECT_EQ(s.version().substr(0, 2), "1-");
}

TEST_F(edited, a_retraction_needs_a_reason_and_an_accepted_statement) {
  EXPECT_EQ(retract(s, "p-1.kind", " ", kMe).error().place, "--reason");
  EXPECT_EQ(retract(s, "p-9.kind", "x", kMe).error().kind, error_kind::not_found);
  ASSERT_TRUE(retract(s, "p-1.kind", "not so", kMe));
  EXPECT_EQ(retract(s, "p-1.kind", "not so", kMe).error().kind, error_kind::conflict);
}

TEST_F(edited, conflicts_are_between_statements_of_the_same_thing) {
  view_spec view;
  view.as_of = parse_day("2025-06-16").value();
  auto const found = find_conflicts(s, "pass", view);
  ASSERT_EQ(found.size(), 1U);  // not the other side, not the other year
  EXPECT_EQ(s.id_of(found[0].statements[0]), "x-2.dwell_h");
  EXPECT_EQ(s.id_of(found[0].statements[1]), "x-1.dwell_h");
  EXPECT_EQ(found[0].why, "measured goes before official");
  EXPECT_EQ(find_conflicts(s, {}, view).size(), 1U);
  EXPECT_TRUE(find_conflicts(s, "beta", view).empty());
}

TEST_F(edited, an_entity_shows_what_is_said_and_who_names_it) {
  view_spec view;
  name_index const names{s, view};
  auto const page = value_or_throw(read_entity(s, names, "green valley", view));
  EXPECT_EQ(page.id, "alpha");
  EXPECT_EQ(page.kind, "place");
  EXPECT_EQ(page.name, "Green Valley");
  ASSERT_EQ(page.used_by.size(), 1U);
  EXPECT_EQ(page.used_by[0].entity, "pass");
  EXPECT_EQ(page.used_by[0].property, "post_a");
  EXPECT_FALSE(read_entity(s, names, "nowhere", view));
  EXPECT_EQ(title_of(s, names, "src-b"), "Border Report");
}

search_answer found_in(store const& s, std::string_view text, view_spec const& view = {}) {
  name_index const names{s, view};
  return value_or_throw(search(s, names, {std::string{text}, {}, {}, {}, {}, {}, 10}, view));
}

TEST_F(edited, search_finds_names_titles_notes_and_ids_in_any_script) {
  auto const first = [&](std::string_view text) {
    auto const a = found_in(s, text);
    return a.hits.empty() ? std::string{"nothing"}
                          : a.hits.front().entity + " " + a.hits.front().property;
  };
  EXPECT_EQ(first("green val"), "alpha name");
  EXPECT_EQ(first("ЗЕЛЕНАЯ"), "alpha name");
  EXPECT_EQ(first("border report"), "src-b title");
  EXPECT_EQ(first("old bridge"), "alpha note");
  EXPECT_EQ(first("beta"), "beta id");
  EXPECT_EQ(first("volcano"), "nothing");
  EXPECT_EQ(first("\" OR * NEAR("), "nothing");
  EXPECT_EQ(first("vallley"), "alpha name");
  EXPECT_EQ(first("volcano valley"), "nothing");
  view_spec early;
  early.published_by = parse_day("2024-12-31").value();
  EXPECT_FALSE(found_in(s, "green", early).hits.empty());
  early.known_at = parse_instant("2024-12-31").value();
  EXPECT_TRUE(found_in(s, "green", early).hits.empty());
}

TEST_F(edited, search_does_not_show_what_was_retracted) {
  ASSERT_TRUE(retract(s, "n-1.name", "another valley", kMe));
  EXPECT_TRUE(found_in(s, "green").hits.empty());
}

}  // namespace
}  // namespace karwan::record
