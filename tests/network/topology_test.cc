#include <gtest/gtest.h>

#include "hand_made.h"

namespace karwan::network::testing {
namespace {

constexpr auto kPlaces = R"(
places p-a a country=xx kind=city
places p-b b country=xx kind=border
places p-c c country=yy kind=city
places p-d d country=yy kind=seaport
)";

hand_made places_with(std::string_view rows) {
  auto r = hand_made{kPlaces};
  r += kAssumptions;
  r += rows;
  return r;
}

std::string drawn(topology const& t, arc_ix ix) {
  auto const& a = t.arcs[ix];
  auto const node = [&](node_ix n) {
    auto const& x = t.nodes[n];
    auto s = t.places[x.at].entity + "/" + std::string{name_of(x.on)};
    s += x.gauge_mm > 0 ? std::to_string(x.gauge_mm) : "";
    return s + (x.landed ? " landed" : "") + (x.mid_link.valid() ? " mid" : "");
  };
  auto const kind = a.kind == arc_kind::link ? " -" : a.kind == arc_kind::crossing ? " =" : " ~";
  return node(a.tail) + kind + "> " + node(a.head);
}

std::set<std::string> drawn(topology const& t) {
  auto out = std::set<std::string>{};
  for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
    out.insert(drawn(t, arc_ix{i}));
  }
  return out;
}

//  a -------- b == c      the border is at b's end
TEST(topology, splits_a_link_at_its_border) {
  auto const r = places_with(R"(
links     l-bc link-bc from=b to=c mode=road country=yy crossing=x-bc crossing_at=from
crossings x-bc-1 x-bc mode=road post_a=b country_a=xx
)");
  auto const t = build_topology(*r.read());
  EXPECT_EQ(drawn(t), (std::set<std::string>{"b/road => b/road mid", "b/road mid => b/road",
                                             "b/road mid -> c/road", "c/road -> b/road mid"}));
  EXPECT_EQ(t.nodes_at[*t.find_place("b").value()].size(), 1U) << "mid nodes are no one's place";
}

TEST(topology, puts_the_border_where_the_far_place_is_a_post) {
  auto const r = places_with(R"(
links l-cb link-cb from=c to=b mode=road country=yy crossing=x-bc
)");
  auto const t = build_topology(*r.read());
  EXPECT_TRUE(drawn(t).contains("c/road -> b/road mid"));
  EXPECT_TRUE(drawn(t).contains("b/road mid => b/road"));
  EXPECT_EQ(t.places[t.crossings[crossing_ix{0}].post_b].entity, "b")
      << "posts from the link's ends";
}

TEST(topology, joins_modes_and_gauges_by_transfers_that_have_an_assumption) {
  auto const r = places_with(R"(
links l-1 road-ab from=a to=b mode=road country=xx
links l-2 wide-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 country=xx
links l-3 slim-ab from=a to=b mode=rail gauge_from_mm=1435 gauge_to_mm=1435 country=xx
links l-4 fly-ab  from=a to=b mode=air
)");
  auto const all = drawn(build_topology(*r.read()));
  EXPECT_TRUE(all.contains("a/road ~> a/rail1520"));
  EXPECT_TRUE(all.contains("a/rail1435 ~> a/rail1520"));
  EXPECT_TRUE(all.contains("a/rail1520 ~> a/road"));
  for (auto const& a : all) {
    EXPECT_EQ(a.find("~> a/air"), std::string::npos) << a << ": no assumption joins air";
  }
}

//  c ... d ... c     by sea, two links
TEST(topology, lands_what_comes_by_sea) {
  auto const r = places_with(R"(
places p-e e country=zz kind=seaport
places p-f f country=zz kind=seaport
links l-1 sea-de from=d to=e mode=sea
links l-2 sea-ef from=e to=f mode=sea
links l-3 road-d from=d to=c mode=road country=yy
)");
  auto const all = drawn(build_topology(*r.read()));
  EXPECT_TRUE(all.contains("d/sea -> e/sea landed"));
  EXPECT_TRUE(all.contains("e/sea landed ~> e/sea")) << "the second ship is boarded";
  EXPECT_TRUE(all.contains("d/sea landed ~> d/road"));
  EXPECT_TRUE(all.contains("d/road ~> d/sea"));
  EXPECT_FALSE(all.contains("d/sea ~> d/road")) << "what waits for a ship has not arrived";
}

TEST(topology, lets_a_railway_change_gauge_at_its_far_end_where_there_is_no_border) {
  auto const r = places_with(R"(
links l-1 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1676 country=xx
)");
  auto const all = drawn(build_topology(*r.read()));
  EXPECT_TRUE(all.contains("a/rail1520 -> b/rail1520"));
  EXPECT_TRUE(all.contains("b/rail1520 ~> b/rail1676"));
}

TEST(topology, changes_gauge_at_the_border_that_a_railway_crosses) {
  auto const r = places_with(R"(
links l-1 rail-bc from=b to=c mode=rail gauge_from_mm=1520 gauge_to_mm=1435 country=yy crossing=x crossing_at=from
)");
  auto const all = drawn(build_topology(*r.read()));
  EXPECT_TRUE(all.contains("b/rail1520 => b/rail1435 mid"));
  EXPECT_TRUE(all.contains("b/rail1435 mid -> c/rail1435"));
}

//  a ----- b ----- b2     a-b2 is published as one link; its pieces are travelled
TEST(topology, travels_the_pieces_of_a_link_and_not_the_whole) {
  auto const r = places_with(R"(
places p-b2 b2 country=xx kind=city
links l-0 whole from=a to=b2 mode=road country=xx
links l-1 first from=a to=b mode=road country=xx part_of=whole
links l-2 second from=b to=b2 mode=road country=xx part_of=whole
)");
  auto const t = build_topology(*r.read());
  EXPECT_TRUE(t.links[*t.find_link("whole")].in_pieces);
  EXPECT_EQ(t.arcs.size(), 4U);
  EXPECT_FALSE(drawn(t).contains("a/road -> b2/road"));
}

TEST(topology, holds_links_of_every_world) {
  auto const r = places_with(R"(
links l-1 road-ab from=a to=b mode=road country=xx @world=project-road
)");
  auto const t = build_topology(*r.read());
  EXPECT_EQ(t.links[*t.find_link("road-ab")].world, "project-road");
  EXPECT_EQ(t.arcs.size(), 2U);
}

TEST(topology, refuses_a_land_border_without_a_crossing) {
  auto const r = places_with("links l-bc link-bc from=b to=c mode=road country=yy");
  try {
    build_topology(*r.read());
    FAIL() << "a free border";
  } catch (failure const& e) {
    EXPECT_EQ(e.what_failed.kind, error_kind::bad_data);
    EXPECT_NE(e.what_failed.place.find("l-bc"), std::string::npos);
    EXPECT_FALSE(e.what_failed.remedy.empty());
  }
}

TEST(topology, refuses_a_link_from_a_place_to_itself) {
  auto const r = places_with("links l-aa link-aa from=a to=a mode=road country=xx");
  EXPECT_THROW(build_topology(*r.read()), failure);
}

TEST(topology, leaves_out_what_a_retraction_leaves_without_ends) {
  auto const r = places_with(R"(
links l-1 road-ab from=a to=b mode=road country=xx
links l-2 road-bc from=b to=c mode=road country=yy crossing=x
)");
  EXPECT_EQ(build_topology(*r.read({"l-1.from"})).links.size(), 1U);
  EXPECT_EQ(build_topology(*r.read({"p-a.country"})).links.size(), 1U);
  EXPECT_EQ(build_topology(*r.read({"l-2.crossing"})).links.size(), 1U)
      << "a retracted crossing is no free border";
}

TEST(topology, takes_a_shape_from_one_row_and_draws_it_through_its_waypoints) {
  auto const r = places_with(R"(
places    p-g g country=xx kind=city lat=10 lon=20
places    p-h h country=xx kind=city lat=12 lon=22
links     l-1 road-gh from=g to=h mode=road country=xx
links     l-2 road-gh length_km=300
waypoints w-2 w link=road-gh seq=2 lat=11.5 lon=21.5 use=draw
waypoints w-1 w link=road-gh seq=1 lat=10.5 lon=20.5 use=draw
)");
  auto const t = build_topology(*r.read());
  auto const& line = t.links[*t.find_link("road-gh")].line;
  ASSERT_EQ(line.size(), 4U);
  EXPECT_EQ(line[1].lat, 10.5);
  EXPECT_EQ(line[3].lon, 22);
}

TEST(topology, marks_flights_that_no_source_states) {
  auto const r = places_with(R"(
links l-1 fly-ab from=a to=b mode=air @grade=computed
links l-2 fly-ac from=a to=c mode=air @grade=reported
links l-3 fly-ac length_km=500 @grade=computed
)");
  auto const t = build_topology(*r.read());
  EXPECT_TRUE(t.links[*t.find_link("fly-ab")].unchecked);
  EXPECT_FALSE(t.links[*t.find_link("fly-ac")].unchecked);
}

TEST(topology, is_the_same_whatever_the_order_of_its_rows) {
  auto const one = places_with(R"(
links l-1 road-ab from=a to=b mode=road country=xx
links l-2 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 country=xx
)");
  auto const other = places_with(R"(
links l-2 rail-ab from=a to=b mode=rail gauge_from_mm=1520 gauge_to_mm=1520 country=xx
links l-1 road-ab from=a to=b mode=road country=xx
)");
  auto const x = build_topology(*one.read()), y = build_topology(*other.read());
  ASSERT_EQ(x.arcs.size(), y.arcs.size());
  EXPECT_EQ(x.head, y.head);
  for (auto i = std::uint32_t{0}; i < x.arcs.size(); ++i) {
    EXPECT_EQ(drawn(x, arc_ix{i}), drawn(y, arc_ix{i}));
  }
}

}  // namespace
}  // namespace karwan::network::testing
