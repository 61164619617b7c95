#include "karwan/rules/bans.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/shipped_record.h"

namespace karwan::rules {
namespace {

rule ban(std::vector<clause> when) {
  rule out;
  out.row_id = out.entity = "ban";
  out.does = effect::barred;
  out.when = std::move(when);
  return out;
}

shipment coal() {
  using namespace std::chrono;
  return {
      .origin = "kz", .destination = "pk", .product = "2701", .on = sys_days{year{2023} / 12 / 4}};
}

TEST(bans, hold_where_all_but_the_border_is_known_to_hold) {
  auto const holds = [](rule r) { return !bans_on({std::move(r)}, coal()).empty(); };
  EXPECT_TRUE(holds(ban({})));
  EXPECT_TRUE(holds(ban({{field::at, {"kz"}}, {field::mode, {"road"}}})));
  EXPECT_TRUE(holds(ban({{field::product, {"27"}}, {field::origin, {"kz"}}})));
  EXPECT_FALSE(holds(ban({{field::product, {"26"}}})));
  EXPECT_FALSE(holds(ban({{field::product, {"270112"}}})));  // of part of the goods only
  EXPECT_FALSE(holds(ban({{field::destination, {"uz"}}})));
  EXPECT_FALSE(holds(ban({{field::carrier, {"kz"}}})));  // not known to the network
  EXPECT_FALSE(holds(ban({{field::passes, {"uz"}}})));   // a matter of the way
  auto const left = [](rule r) { return !bans_left({std::move(r)}, coal()).empty(); };
  EXPECT_TRUE(left(ban({{field::passes, {"uz"}}})));
  EXPECT_TRUE(left(ban({{field::value_min, {}, 1000}, {field::origin, {"kz"}}})));
  EXPECT_FALSE(left(ban({{field::passes, {"uz"}}, {field::product, {"26"}}})));
  EXPECT_FALSE(left(ban({{field::carrier, {"kz"}}})));  // by what nobody said of the trucks
  EXPECT_FALSE(left(ban({{field::instrument, {"instrument-tir"}}})));
  EXPECT_FALSE(left(ban({})));  // it holds
  auto r = ban({});
  r.valid.end = coal().on;
  EXPECT_FALSE(holds(r));
  r = ban({});
  r.season = {101, 331};
  EXPECT_FALSE(holds(r));
  r = ban({});
  r.unreadable = {"at"};
  EXPECT_FALSE(holds(r));
}

// On the shipped network a ban of one country and mode shuts that country's border links of the
// mode, and nothing else; each says so with a barrier.
TEST(bans, shut_the_border_links_of_the_country_and_mode) {
  auto const& store = shipped_record();
  network::metric_options o;
  o.depart = o.view.as_of = coal().on;
  auto const topo = network::build_topology(store, o.view);
  auto const before = network::build_metric(topo, store, o);
  auto after = before;
  bar(after, topo, {ban({{field::at, {"kz"}}, {field::mode, {"road"}}})});
  std::size_t shut = 0;
  for (std::uint32_t i = 0; i < topo.arcs.size(); ++i) {
    auto const& a = topo.arcs[network::arc_ix{i}];
    auto const country = [&](network::place_ix p) {
      return topo.countries[topo.places[p].in].entity;
    };
    auto wanted = false;
    if (a.kind == network::arc_kind::link) {
      auto const& l = topo.links[a.on];
      auto const from = country(l.from), to = country(l.to);
      wanted = l.by == network::mode::road && from != to && (from == "kz" || to == "kz");
    }
    auto const barriers = after.barriers_of(network::arc_ix{i});
    auto const told = std::ranges::count(barriers, "ban", &network::barrier::entity);
    EXPECT_EQ(told, wanted ? 1 : 0);
    EXPECT_EQ(after.duration_s[i], wanted ? network::kBarred : before.duration_s[i]);
    EXPECT_EQ(barriers.size(), before.barriers_of(network::arc_ix{i}).size() + (wanted ? 1 : 0));
    shut += wanted;
  }
  EXPECT_GT(shut, 10U);
  EXPECT_TRUE(std::ranges::is_sorted(after.barriers, {}, &network::barrier::on));
  EXPECT_FALSE(read_bans(store, o.view).goods.empty());
}

}  // namespace
}  // namespace karwan::rules
