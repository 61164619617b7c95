#include "karwan/rules/membership.h"

#include <gtest/gtest.h>

#include "days.h"
#include "karwan/rules/bans.h"
#include "tests/shipped_record.h"

namespace karwan::rules {
namespace {

constexpr auto kTir = "instrument-tir";

memberships const& shipped() {
  static memberships const all{shipped_record(), {}};
  return all;
}

TEST(membership, holds_from_the_day_that_is_stated) {
  EXPECT_FALSE(shipped().holds(kTir, "cn", on(2016, 7, 4)));
  EXPECT_TRUE(shipped().holds(kTir, "cn", on(2016, 7, 5)));
  EXPECT_EQ(shipped().of(kTir, "cn", on(2017)).is, standing::in_force);
  EXPECT_FALSE(shipped().holds(kTir, "nowhere", on(2026)));
  EXPECT_FALSE(shipped().holds("instrument-of-nobody", "cn", on(2026)));
}

TEST(membership, of_a_closed_agreement_is_of_those_it_lists) {
  EXPECT_EQ(shipped().of("instrument-aptta", "kz", on(2026)).is, standing::not_party);
}

TEST(membership, may_be_supposed) {
  auto all = shipped();
  EXPECT_FALSE(all.holds(kTir, "pk", on(2014)));
  all.suppose(kTir, "pk");
  EXPECT_TRUE(all.holds(kTir, "pk", on(2014)));
  EXPECT_FALSE(all.holds(kTir, "cn", on(2014)));
}

// What holds at a border is what both countries and the truck's are party to, whichever way.
TEST(regime, holds_between_parties_only) {
  auto const& store = shipped_record();
  auto const topo = network::build_topology(store, {});
  shipment s;
  s.on = on(2014);
  s.carrier = "kz";
  EXPECT_EQ((regime{topo, s, shipped()}.between(network::country_ix{0}, network::country_ix{1})),
            std::nullopt);
  s.instruments = {kTir};
  regime const under{topo, s, shipped()};
  auto parties = 0;
  for (std::uint16_t a = 0; a < topo.countries.size(); ++a) {
    for (std::uint16_t b = 0; b < topo.countries.size(); ++b) {
      auto const from = network::country_ix{a}, to = network::country_ix{b};
      auto const there = *under.between(from, to);
      auto const party = [&](std::string const& c) { return shipped().holds(kTir, c, s.on); };
      auto const wanted =
          party(topo.countries[from].entity) && party(topo.countries[to].entity) && party("kz");
      EXPECT_EQ(there.size(), wanted ? 1U : 0U);
      EXPECT_EQ(there, *under.between(to, from));
      parties += wanted ? 1 : 0;
    }
  }
  EXPECT_GT(parties, 10);
}

}  // namespace
}  // namespace karwan::rules
