#include <gtest/gtest.h>

#include "karwan/record/edit.h"
#include "karwan/record/statement.h"
#include "small_pack.h"

namespace karwan::record {
namespace {

signature me(char const* when) {
  return {"me", parse_instant(when).value()};
}

struct loaded : testing::Test {
  small_pack pack{{
      {"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
      {"countries.csv",
       "row_id,entity,iso2,grade,source\n"
       "c-aa,aa,AA,official,src-a\n"},
      {"places.csv",
       "row_id,entity,country,kind,lat,lon,grade,source,note\n"
       "p-1,alpha,aa,city,10,20,reported,src-a,\"a \"\"note\"\", with commas\"\n"
       "p-2,beta,aa,city,11,,reported,src-a,\n"},
  }};
  store s{pack.loaded()};
  table_ix places{*find_table("places")};

  row place(char const* row_id, view_spec const& view = {}) const {
    for (auto& r : s.rows(places, view)) {
      if (r.row_id == row_id) {
        return r;
      }
    }
    return {};
  }
  // The pack's next version, created a year later.
  load_report next(std::string const& from, std::string const& to,
                   std::string const& file = "places.csv") {
    pack.replace(file, from, to);
    pack.replace("datapackage.json", "2025-01-01", "2026-01-01");
    auto r = pack.load(s);
    EXPECT_TRUE(r.pack.faults.empty()) << r.pack.faults.front().sentence();
    return r;
  }
  void expect_export_is(std::filesystem::path const& dir) const {
    auto const out = pack.root / "out";
    auto const r = export_pack(s, out);
    ASSERT_TRUE(r) << r.error().sentence();
    for (auto const& entry : std::filesystem::directory_iterator{dir}) {
      EXPECT_EQ(small_pack::read_at(out / entry.path().filename()),
                small_pack::read_at(entry.path()))
          << entry.path();
    }
  }
};

TEST_F(loaded, the_same_pack_again_changes_nothing) {
  auto const version = s.version();
  EXPECT_TRUE(pack.load(s).already_loaded);
  EXPECT_EQ(s.version(), version);
}

TEST_F(loaded, comes_out_byte_by_byte) {
  expect_export_is(pack.dir());
}

TEST_F(loaded, a_changed_cell_is_a_correction) {
  auto const r = next("alpha,aa,city,10", "alpha,aa,city,10.5");
  EXPECT_EQ(r.corrected, 1U);
  EXPECT_EQ(r.rows_added + r.statements_added + r.retracted, 0U);
  EXPECT_EQ(place("p-1").text("lat"), "10.5");
  EXPECT_EQ(s.id_of(place("p-1").find("lat")->statement), "p-1.lat~2");
  view_spec before;
  before.known_at = parse_instant("2025-12-31").value();
  EXPECT_EQ(place("p-1", before).text("lat"), "10");
  expect_export_is(pack.dir());
}

TEST_F(loaded, a_new_row_is_added_and_a_lost_one_retracted) {
  auto const r = next("p-2,beta,", "p-3,delta,");
  EXPECT_EQ(r.rows_added, 1U);
  EXPECT_EQ(r.retracted, 3U);
  EXPECT_TRUE(s.rows_of("beta", {}).empty());
  auto const old = statements_of(s, "beta");
  EXPECT_EQ(old.front().status, statement_status::retracted);
  EXPECT_EQ(old.front().status_reason, "no longer in pack small 1");
  view_spec before;
  before.known_at = parse_instant("2025-12-31").value();
  EXPECT_EQ(place("p-2", before).entity, "beta");
  expect_export_is(pack.dir());
}

TEST_F(loaded, what_was_lost_can_come_back) {
  next("p-2,beta,", "p-3,delta,");
  pack.replace("places.csv", "p-3,delta,", "p-2,beta,");
  pack.replace("datapackage.json", "2026-01-01", "2027-01-01");
  pack.load(s);
  EXPECT_EQ(place("p-2").text("lat"), "11");
  EXPECT_TRUE(s.rows_of("delta", {}).empty());
  expect_export_is(pack.dir());
}

TEST_F(loaded, a_blanked_cell_is_retracted) {
  EXPECT_EQ(next("10,20,", "10,,").retracted, 1U);
  EXPECT_EQ(place("p-1").find("lon"), nullptr);
  expect_export_is(pack.dir());
}

TEST_F(loaded, a_changed_grade_states_the_row_anew) {
  auto const r = next("11,,reported", "11,,measured");
  EXPECT_EQ(r.corrected, 3U);
  EXPECT_EQ(place("p-2").row_grade, grade::measured);
  view_spec before;
  before.known_at = parse_instant("2025-12-31").value();
  EXPECT_EQ(place("p-2", before).row_grade, grade::reported);
  expect_export_is(pack.dir());
}

TEST_F(loaded, a_correction_by_hand_changes_exactly_its_row) {
  addition const a{"beta", {}, "p-2", {}, {{"lat", "11.25"}}, {}};
  value_or_throw(add(s, a, me("2026-03-04T05:06:07Z")));
  auto const out = pack.root / "out";
  ASSERT_TRUE(export_pack(s, out));
  EXPECT_EQ(small_pack::read_at(out / "places.csv"),
            "row_id,entity,country,kind,lat,lon,grade,source,note,recorded_at\n"
            "p-1,alpha,aa,city,10,20,reported,src-a,\"a \"\"note\"\", with commas\",\n"
            "p-2,beta,aa,city,11.25,,reported,src-a,,2026-03-04T05:06:07Z\n");
  EXPECT_EQ(small_pack::read_at(out / "countries.csv"), pack.read("countries.csv"));
  // What came out goes in again and changes nothing, here and in a fresh record.
  auto const again = value_or_throw(load_pack(s, out));
  EXPECT_EQ(again.corrected + again.statements_added + again.retracted, 0U);
  expect_export_is(out);
  auto fresh = value_or_throw(store::open(pack.root / "fresh.db", store::mode::write));
  ASSERT_TRUE(value_or_throw(load_pack(fresh, out)).pack.faults.empty());
  auto const second = pack.root / "second";
  ASSERT_TRUE(export_pack(fresh, second));
  EXPECT_EQ(small_pack::read_at(second / "places.csv"), small_pack::read_at(out / "places.csv"));
}

TEST_F(loaded, a_correction_by_hand_outlives_the_next_version) {
  addition const a{"beta", {}, "p-2", {}, {{"lat", "11.25"}}, {}};
  value_or_throw(add(s, a, me("2025-03-04")));
  next("10,20,", "10,21,");
  EXPECT_EQ(place("p-2").text("lat"), "11.25");
  EXPECT_EQ(place("p-1").text("lon"), "21");
}

TEST_F(loaded, but_gives_way_where_the_pack_itself_changed) {
  addition const a{"beta", {}, "p-2", {}, {{"lat", "11.25"}}, {}};
  value_or_throw(add(s, a, me("2025-03-04")));
  next("beta,aa,city,11,", "beta,aa,city,12,");
  EXPECT_EQ(place("p-2").text("lat"), "12");
}

TEST_F(loaded, a_retraction_by_hand_outlives_the_next_version) {
  ASSERT_TRUE(retract(s, "p-2.lat", "wrong", me("2025-03-04")));
  next("10,20,", "10,21,");
  EXPECT_EQ(place("p-2").find("lat"), nullptr);
}

TEST_F(loaded, a_faulty_pack_leaves_the_record_as_it_was) {
  auto const version = s.version();
  pack.replace("places.csv", "beta,aa,", "beta,zz,");
  pack.replace("places.csv", "alpha,aa,city,10", "alpha,aa,city,99");
  auto const r = pack.load(s);
  EXPECT_EQ(r.pack.faults.size(), 2U);
  EXPECT_EQ(s.version(), version);
  EXPECT_EQ(place("p-1").text("lat"), "10");
}

TEST_F(loaded, two_packs_share_a_record_but_no_row_ids) {
  small_pack const other{{
      {"sources.csv", "row_id,entity,title\nsrc-b,src-b,Book\n"},
      {"countries.csv", "row_id,entity,iso2,grade,source\nc-bb,bb,BB,official,src-b\n"},
  }};
  other.replace("datapackage.json", "\"small\"", "\"other\"");
  ASSERT_TRUE(value_or_throw(load_pack(s, other.dir())).pack.faults.empty());
  EXPECT_FALSE(export_pack(s, pack.root / "out"));  // which one?
  EXPECT_TRUE(export_pack(s, pack.root / "out", "other"));
  EXPECT_EQ(export_pack(s, pack.root / "out", "third").error().kind, error_kind::not_found);
  other.replace("countries.csv", "c-bb", "c-aa");
  auto const clash = load_pack(s, other.dir());
  ASSERT_FALSE(clash);
  EXPECT_EQ(clash.error().place, "countries.csv:2: row_id");
}

TEST_F(loaded, a_row_that_lost_a_required_value_is_left_out_of_an_export) {
  ASSERT_TRUE(retract(s, "p-2.country", "disputed", me("2026-01-01")));
  auto const r = value_or_throw(export_pack(s, pack.root / "out"));
  EXPECT_EQ(r.left_out, std::vector<std::string>{"p-2"});
  EXPECT_TRUE(check_pack(pack.root / "out").faults.empty());
}

}  // namespace
}  // namespace karwan::record
