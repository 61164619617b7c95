#include <gtest/gtest.h>

#include "karwan/base/error.h"
#include "karwan/base/geo.h"
#include "karwan/base/interval.h"
#include "karwan/base/quantity.h"
#include "karwan/base/strong.h"

namespace karwan {
namespace {

TEST(error, says_place_text_and_remedy) {
  EXPECT_EQ((error{error_kind::bad_data, "no such place", "links.csv:3:from", "Add it"}.sentence()),
            "links.csv:3:from: no such place. Add it");
  EXPECT_EQ((error{error_kind::bad_data, "no such place", {}, {}}.sentence()), "no such place");
  EXPECT_EQ(name_of(error_kind::not_found), "not_found");
}

TEST(error, becomes_a_failure) {
  EXPECT_EQ(value_or_throw(result<int>{3}), 3);
  try {
    value_or_throw(result<int>{fail(error_kind::conflict, "already retracted")});
    FAIL();
  } catch (failure const& f) {
    EXPECT_EQ(f.what_failed.kind, error_kind::conflict);
  }
}

TEST(interval, is_half_open) {
  interval<int> const a{1, 3};
  EXPECT_TRUE(a.contains(1));
  EXPECT_FALSE(a.contains(3));
  EXPECT_FALSE(a.overlaps({3, 4}));
  EXPECT_TRUE(a.overlaps({2, 9}));
  EXPECT_TRUE((interval<int>{3, 3}.empty()));
}

TEST(geo, measures_on_the_ellipsoid) {
  // A quarter of the equator of WGS84: a * pi / 2.
  EXPECT_NEAR(geodesic_metres({0, 0}, {0, 90}), 6378137.0 * 1.5707963267948966, 1e-3);
  EXPECT_NEAR(geodesic_metres({90, 0}, {0, 17}), 10001965.729, 1e-2);
  EXPECT_EQ(geodesic_metres({30, 60}, {30, 60}), 0);
}

TEST(bounded, adds_side_by_side) {
  bounded<seconds_q> a{{1}, {2}, {3}};
  a += {{10}, {20}, {30}};
  EXPECT_EQ(a, (bounded<seconds_q>{{11}, {22}, {33}}));
}

TEST(strong, indexes_only_its_own_vector) {
  using thing_ix = strong<unsigned, struct thing_tag>;
  vector_map<thing_ix, char> v;
  EXPECT_EQ(*v.add('a'), 0U);
  EXPECT_EQ(v[v.add('b')], 'b');
  EXPECT_FALSE(thing_ix::invalid().valid());
}

}  // namespace
}  // namespace karwan
