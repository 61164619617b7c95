#include "karwan/record/store.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "karwan/record/edit.h"
#include "karwan/record/references.h"
#include "karwan/record/sqlite.h"
#include "karwan/record/statement.h"
#include "small_pack.h"

namespace karwan::record {
namespace {

instant at(char const* text) {
  return parse_instant(text).value();
}
day on(char const* text) {
  return parse_day(text).value();
}

struct viewed : testing::Test {
  small_pack pack{{
      {"sources.csv",
       "row_id,entity,title,published_on\n"
       "src-new,src-new,Newer,2024-06\n"
       "src-old,src-old,Older,2020\n"
       "src-undated,src-undated,Undated,\n"},
      {"countries.csv",
       "row_id,entity,iso2,grade,source,recorded_at\n"
       "c-aa,aa,AA,official,src-undated,\n"},
      {"places.csv",
       "row_id,entity,country,kind,lat,world,valid_from,valid_to,grade,source,recorded_at\n"
       "p-1,alpha,aa,city,10.50,,,,measured,src-old,2024-03-01\n"
       "p-2,alpha,aa,city,11,,,,official,src-new,\n"
       "p-3,beta,aa,border,,,2022,2023-06,reported,src-undated,\n"
       "p-4,gamma,aa,dry_port,,alpha,,,reported,src-old,\n"},
  }};
  store s{pack.loaded()};
  table_ix places{*find_table("places")};

  std::string ids(view_spec const& view = {}) const {
    std::string out;
    for (auto const& r : s.rows(places, view)) {
      out += r.row_id + " ";
    }
    return out;
  }
};

TEST_F(viewed, rows_carry_typed_cells_and_what_they_share) {
  auto const rows = s.rows(places, {});
  ASSERT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[0].entity, "alpha");
  EXPECT_EQ(rows[0].text("lat"), "10.50");
  EXPECT_EQ(rows[0].number("lat"), 10.5);
  EXPECT_EQ(rows[0].find("lon"), nullptr);
  EXPECT_EQ(rows[0].row_grade, grade::measured);
  EXPECT_EQ(rows[0].published->first, on("2020-01-01"));
  EXPECT_EQ(rows[0].recorded_at, at("2024-03-01"));
  EXPECT_EQ(rows[1].recorded_at, at("2025-01-01"));  // the pack's creation
  EXPECT_FALSE(rows[2].published);
  EXPECT_EQ(s.id_of(rows[0].cells[0].statement), "p-1.country");
  EXPECT_EQ(s.find_statement("p-1.country").value(), rows[0].cells[0].statement);
  EXPECT_THROW((void)rows[0].find("nonsense"), failure);
}

TEST_F(viewed, as_of_hides_nothing_but_a_row_knows_when_it_holds) {
  view_spec view;
  view.as_of = on("2030-01-01");
  EXPECT_EQ(ids(view), "p-1 p-2 p-3 ");
  auto const beta = s.rows_of("beta", view).front();
  EXPECT_FALSE(holds_on(beta, on("2021-12-31")));
  EXPECT_TRUE(holds_on(beta, on("2022-01-01")));
  EXPECT_TRUE(holds_on(beta, on("2023-06-30")));  // the last day is included
  EXPECT_FALSE(holds_on(beta, on("2023-07-01")));
}

TEST_F(viewed, known_at_hides_what_was_recorded_later) {
  view_spec view;
  view.known_at = at("2024-12-31");
  EXPECT_EQ(ids(view), "p-1 ");
  view.known_at = at("2024-02-29");
  EXPECT_EQ(ids(view), "");
}

TEST_F(viewed, published_by_hides_later_sources_and_keeps_undated_ones) {
  view_spec view;
  view.published_by = on("2024-06-29");  // June 2024 is not over
  EXPECT_EQ(ids(view), "p-1 p-3 ");
  view.published_by = on("2024-06-30");
  EXPECT_EQ(ids(view), "p-1 p-2 p-3 ");
}

TEST_F(viewed, worlds_are_laid_over_the_actual_one) {
  view_spec view;
  view.worlds.push_back({"alpha", on("2026-01-01")});
  EXPECT_EQ(ids(view), "p-1 p-2 p-3 p-4 ");
  auto const gamma = s.rows_of("gamma", view).front();
  EXPECT_FALSE(holds_on(gamma, on("2025-12-31")));
  EXPECT_TRUE(holds_on(gamma, on("2026-01-01")));
  view.worlds.clear();
  view.all_worlds = true;
  EXPECT_EQ(ids(view), "p-1 p-2 p-3 p-4 ");
  view.without.push_back("alpha");  // its rows and its world
  EXPECT_EQ(ids(view), "p-3 ");
}

TEST_F(viewed, hidden_statements_read_as_retracted) {
  view_spec view;
  view.hidden.push_back(s.find_statement("p-1.lat").value());
  auto const row = s.rows(places, view).front();
  EXPECT_EQ(row.find("lat"), nullptr);
  ASSERT_EQ(row.withdrawn.size(), 1U);
  EXPECT_EQ(column_of(row.withdrawn.front()).name, "lat");
}

TEST_F(viewed, rows_with_gives_the_rows_behind_statements) {
  std::vector const statements{s.find_statement("p-3.kind").value(),
                               s.find_statement("p-1.lat").value(),
                               s.find_statement("p-1.kind").value()};
  auto const rows = s.rows_with(statements, {});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].row_id, "p-1");
  EXPECT_EQ(rows[1].row_id, "p-3");
}

TEST_F(viewed, rows_naming_gives_the_rows_that_name_an_entity_now) {
  auto const country = *find_property(places, "country");
  auto const naming = [&](std::string_view entity) {
    std::string out;
    for (auto const& r : rows_naming(s, entity, country, {})) {
      out += r.row_id + " ";
    }
    return out;
  };
  EXPECT_EQ(naming("aa"), "p-1 p-2 p-3 ");
  ASSERT_TRUE(retract(s, "p-2.country", "wrong", {"me", at("2026-01-01")}));
  EXPECT_EQ(naming("aa"), "p-1 p-3 ");
  EXPECT_EQ(naming("alpha"), "");
}

TEST_F(viewed, a_correction_holds_from_when_it_was_recorded) {
  addition const a{"alpha", {}, "p-1", {}, {{"lat", "12"}}, {}};
  auto const made = value_or_throw(add(s, a, {"me", at("2026-05-01T10:00:00Z")}));
  EXPECT_EQ(made.statements, std::vector<std::string>{"p-1.lat~2"});
  EXPECT_EQ(s.rows(places, {}).front().text("lat"), "12");
  view_spec before;
  before.known_at = at("2026-05-01T09:59:59Z");
  EXPECT_EQ(s.rows(places, before).front().text("lat"), "10.50");
  before.known_at = at("2026-05-01T10:00:00Z");
  EXPECT_EQ(s.rows(places, before).front().text("lat"), "12");
}

TEST_F(viewed, retracting_a_correction_brings_back_what_it_corrected) {
  addition const a{"alpha", {}, "p-1", {}, {{"lat", "12"}}, {}};
  value_or_throw(add(s, a, {"me", at("2026-05-01")}));
  ASSERT_TRUE(retract(s, "p-1.lat~2", "a slip", {"me", at("2026-06-01")}));
  EXPECT_EQ(s.rows(places, {}).front().text("lat"), "10.50");
  view_spec then;
  then.known_at = at("2026-05-15");
  EXPECT_EQ(s.rows(places, then).front().text("lat"), "12");
  ASSERT_TRUE(retract(s, "p-1.lat", "wrong too", {"me", at("2026-07-01")}));
  EXPECT_EQ(s.rows(places, {}).front().find("lat"), nullptr);
}

TEST_F(viewed, a_row_without_statements_is_not_seen) {
  for (auto const* id : {"p-3.country", "p-3.kind"}) {
    ASSERT_TRUE(retract(s, id, "no such place", {"me", at("2026-01-01")}));
  }
  EXPECT_EQ(ids(), "p-1 p-2 ");
  EXPECT_TRUE(s.rows_of("beta", {}).empty());
}

TEST_F(viewed, version_changes_with_every_change) {
  auto const before = s.version();
  EXPECT_EQ(pack.open(store::mode::read).version(), before);
  ASSERT_TRUE(retract(s, "p-1.lat", "wrong", {"me", at("2026-01-01")}));
  EXPECT_NE(s.version(), before);
}

TEST_F(viewed, a_reader_sees_what_another_store_writes) {
  auto reader = pack.open(store::mode::read);
  EXPECT_EQ(reader.rows(places, {}).front().text("lat"), "10.50");
  ASSERT_TRUE(retract(s, "p-1.lat", "wrong", {"me", at("2026-01-01")}));
  EXPECT_EQ(reader.rows(places, {}).front().find("lat"), nullptr);
}

TEST_F(viewed, unknown_statements_are_not_found) {
  for (auto const* id : {"", "p-1", "p-1.", "p-1.nonsense", "p-9.lat", "p-1.lat~2", "p-1.lat~1",
                         "p-1.lat~", "p-1.lat~x", ".lat", "\xff.\xfe"}) {
    auto const found = s.find_statement(id);
    ASSERT_FALSE(found) << id;
    EXPECT_EQ(found.error().kind, error_kind::not_found);
  }
}

TEST_F(viewed, statements_keep_what_is_known_of_them) {
  addition const a{"alpha", {}, "p-1", {}, {{"lat", "12"}}, {}};
  value_or_throw(add(s, a, {"me", at("2026-05-01")}));
  ASSERT_TRUE(retract(s, "p-1.kind", "not a city", {"me", at("2026-06-01")}));
  auto const all = statements_of(s, "alpha");
  auto const find = [&](std::string_view id) {
    return *std::ranges::find(all, id, &statement_entry::id);
  };
  EXPECT_TRUE(find("p-1.lat").superseded);
  EXPECT_FALSE(find("p-1.lat~2").superseded);
  EXPECT_EQ(find("p-1.lat~2").recorded_by, "me");
  EXPECT_EQ(find("p-1.lat").number, 10.5);
  EXPECT_EQ(find("p-1.kind").status, statement_status::retracted);
  EXPECT_EQ(find("p-1.kind").status_reason, "not a city");
  EXPECT_EQ(find("p-2.kind").grade, "official");
}

TEST_F(viewed, the_record_is_append_only) {
  database db{pack.db(), SQLITE_OPEN_READWRITE};
  for (auto const* sql :
       {"UPDATE statement SET text = 'x'", "DELETE FROM statement", "DELETE FROM status_change",
        "UPDATE pack_row SET grade = 'measured'", "DELETE FROM pack_load", "DELETE FROM recording",
        "REPLACE INTO statement SELECT * FROM statement LIMIT 1",
        "INSERT OR REPLACE INTO pack_row SELECT * FROM pack_row LIMIT 1"}) {
    if (std::string_view{sql} == "DELETE FROM status_change") {
      continue;  // there is none yet, and triggers are per row
    }
    EXPECT_THROW(db.run(sql), failure) << sql;
  }
}

TEST_F(viewed, the_sql_view_shows_whole_statements) {
  database db{pack.db(), SQLITE_OPEN_READONLY};
  query q{db,
          "SELECT entity, property, value, unit, world, source, grade, status, recorded_at, "
          "recorded_by, valid_from FROM statements WHERE id = 'p-1.lat'"};
  ASSERT_TRUE(q.step());
  EXPECT_EQ(q.text(0), "alpha");
  EXPECT_EQ(q.text(2), "10.50");
  EXPECT_EQ(q.text(3), "degree");
  EXPECT_EQ(q.text(4), "actual");
  EXPECT_EQ(q.text(6), "measured");
  EXPECT_EQ(q.text(7), "accepted");
  EXPECT_EQ(q.text(8), "2024-03-01T00:00:00Z");
  EXPECT_EQ(q.text(9), "pack small 1");
}

// The order of docs/record.md, one step at a time: each row loses to the one before it.
TEST(preferred, goes_by_the_documented_rule) {
  auto const day_of_view = on("2025-06-16");
  row r;
  r.row_id = "b";
  r.row_grade = grade::reported;
  r.observed = *parse_date_span("2025");
  r.published = *parse_date_span("2025-01");
  r.recorded_at = at("2025-02-01");
  auto other = r;
  other.valid = *parse_date_span("2020");
  other.row_grade = grade::measured;
  EXPECT_TRUE(preferred(r, other, day_of_view));  // holds on the day
  other = r;
  other.row_grade = grade::assumed;
  EXPECT_TRUE(preferred(r, other, day_of_view));  // grade
  other = r;
  other.observed = *parse_date_span("2024");
  other.published = *parse_date_span("2025-05");
  EXPECT_TRUE(preferred(r, other, day_of_view));  // observed nearer
  other = r;
  other.observed = {};
  EXPECT_TRUE(preferred(r, other, day_of_view));  // observed at all
  other = r;
  other.published = *parse_date_span("2024-12");
  other.recorded_at = at("2025-12-01");
  EXPECT_TRUE(preferred(r, other, day_of_view));  // published later
  other = r;
  other.recorded_at = at("2025-01-31");
  other.row_id = "a";
  EXPECT_TRUE(preferred(r, other, day_of_view));  // recorded later
  other = r;
  other.row_id = "c";
  EXPECT_TRUE(preferred(r, other, day_of_view));  // row_id
  EXPECT_FALSE(preferred(r, r, day_of_view));
}

}  // namespace
}  // namespace karwan::record
