#include "plan/place_finder.h"

#include <gtest/gtest.h>

#include "shipped_pack.h"

namespace karwan::plan {
namespace {

struct written {
  char const *text, *country, *place, *in;
};

// On the shipped pack: what reports write, the country they name, and what it is.
constexpr written kWritten[] = {
    {"Karachi", "pk", "karachi", "pk"},
    {"Aktau (Kazakhstan, sea port)", "", "aktau", "kz"},
    {"Okara / Lahore", "pk", "lahore", "pk"},  // the first lies too far from any place
    {"Zhengzhou / Urumqi", "cn", "urumqi", "cn"},
    {"(Turkmenistan)", "", "", "tm"},
    {"Afghanistan", "", "", "af"},
    {"Serhetyaka (Turkmen border)", "tm", "bolashak", "kz"},  // posts have names on both sides
    {"Absheron (Baku)", "az", "baku", "az"},
    {"Absheron, Baku", "az", "baku", "az"},
    {"Serhetyaka, Turkmen border", "tm", "bolashak", "kz"},
    {"Қостанай", "", "kostanay", "kz"},
    {"Khunjerab/Kashgar prefecture", "", "khunjerab", "pk"},
    {"Gwadar", "pk", "gwadar-port", "pk"},
    {"(not named)", "kz", "", ""},
    {"Caspian", "", "", ""},
    {"", "", "", ""},
    {"(((", "", "", ""},
};

struct finder : ::testing::Test {
  record::view_spec const view = [] {
    record::view_spec v;
    v.as_of = value_or_throw(parse_day("2026-11-23"));
    return v;
  }();
  record::name_index const names{shipped_pack::record(), view};
  place_finder const find{shipped_pack::record(), view, names};
};

TEST_F(finder, reads_places_as_reports_write_them) {
  for (auto const& w : kWritten) {
    auto const f = find.find(w.text, w.country);
    EXPECT_EQ(f.place, w.place) << w.text;
    EXPECT_EQ(f.country, w.in) << w.text;
  }
}

TEST_F(finder, says_how_far_a_town_is) {
  auto const near = find.find("Bahawalpur", "pk");
  EXPECT_TRUE(near.place.empty());
  EXPECT_FALSE(near.nearest.empty());
  EXPECT_GT(near.nearest_km, kNearKm);
  auto const beside = find.find("Muzaffargarh", "pk");
  EXPECT_EQ(beside.place, "multan");
  EXPECT_GT(beside.off_km, 5);
  EXPECT_LT(beside.off_km, kNearKm);
}

TEST_F(finder, knows_what_lies_beside_a_place) {
  auto const beside = find.beside("aktau");
  ASSERT_FALSE(beside.empty());
  EXPECT_EQ(beside.front(), "aktau-port");
}

}  // namespace
}  // namespace karwan::plan
