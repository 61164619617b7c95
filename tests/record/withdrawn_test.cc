#include "karwan/record/edit.h"
#include "small_pack.h"

// A retracted cell is told from a blank one.
namespace karwan::record {
namespace {

constexpr auto kChokepoints =
    "row_id,entity,lat,lon,world,valid_from,valid_to,observed_from,observed_to,grade,source,"
    "locator,note,recorded_at\n"
    "c-1,strait,1,2,,,,,,reported,src-a,,,\n";
constexpr auto kSources =
    "row_id,entity,title,publisher,url,published_on,language,kind,world,valid_from,valid_to,"
    "observed_from,observed_to,grade,source,locator,note,recorded_at\n"
    "src-a,src-a,A page,,,,,page,,,,,,,,,,\n";

row the_strait(store const& s, view_spec const& view) {
  auto const rows = s.rows(find_table("chokepoints").value(), view);
  EXPECT_EQ(rows.size(), 1U);
  return rows.at(0);
}

std::vector<property_ix> lat() {
  return {find_property(find_table("chokepoints").value(), "lat").value()};
}

TEST(withdrawn, names_the_cells_that_a_view_hides) {
  auto const p = small_pack{{{"chokepoints.csv", kChokepoints}, {"sources.csv", kSources}}};
  auto s = p.open();
  ASSERT_TRUE(load_pack(s, p.dir()));
  EXPECT_TRUE(the_strait(s, {}).withdrawn.empty());
  auto view = view_spec{};
  view.hidden = {s.find_statement("c-1.lat").value()};
  auto const r = the_strait(s, view);
  EXPECT_EQ(r.find("lat"), nullptr);
  EXPECT_EQ(r.withdrawn, lat());
  view.hidden.push_back(s.find_statement("c-1.lon").value());
  EXPECT_TRUE(s.rows(find_table("chokepoints").value(), view).empty()) << "no cell is left";
}

TEST(withdrawn, names_the_cells_that_were_retracted) {
  auto const p = small_pack{{{"chokepoints.csv", kChokepoints}, {"sources.csv", kSources}}};
  auto s = p.open();
  ASSERT_TRUE(load_pack(s, p.dir()));
  ASSERT_TRUE(
      retract(s, "c-1.lat", "wrong", {"a test", value_or_throw(parse_instant("2025-03-01"))}));
  EXPECT_EQ(the_strait(s, {}).withdrawn, lat());
  auto before = view_spec{};
  before.known_at = value_or_throw(parse_instant("2025-02-01"));
  EXPECT_TRUE(the_strait(s, before).withdrawn.empty());
}

}  // namespace
}  // namespace karwan::record
