#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "evidence.h"
#include "network/calendar.h"
#include "tests/shipped_record.h"

// The shipped pack: what its rows mean once they are a network.
namespace karwan::network::testing {
namespace {

struct network {
  std::shared_ptr<facts const> f;
  topology t;
  metric m;

  std::vector<arc_ix> arcs_of(arc_kind kind, std::string_view entity) const {
    auto out = std::vector<arc_ix>{};
    for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
      auto const& a = t.arcs[arc_ix{i}];
      if (a.kind == kind && (kind == arc_kind::link ? t.links[a.on].entity == entity
                                                    : t.crossings[a.over].entity == entity)) {
        out.push_back(arc_ix{i});
      }
    }
    EXPECT_EQ(out.size() % 2, 0U) << entity;
    EXPECT_FALSE(out.empty()) << entity;
    return out;
  }

  // First moment from noon of a day at which the arc can be entered, as a day; nullopt: never.
  std::optional<day> entered(arc_ix a, std::string_view from) const {
    if (m.duration_s[*a] == kBarred) {
      return std::nullopt;
    }
    auto const t0 = (value_or_throw(parse_day(from)) - m.epoch).count() * 86400 + 43200;
    if (m.opens[*a] == kAlwaysOpen) {
      return value_or_throw(parse_day(from));
    }
    for (auto w = m.first_window[m.opens[*a]]; w < m.first_window[m.opens[*a] + 1]; ++w) {
      if (m.windows[w].to > t0) {
        auto const at = std::max(m.windows[w].from, t0);
        return m.epoch + std::chrono::days{at / 86400};
      }
    }
    return std::nullopt;
  }
};

metric_options on(std::string_view date) {
  auto o = metric_options{};
  o.depart = value_or_throw(parse_day(date));
  o.view.as_of = o.depart;
  return o;
}

network build(metric_options const& o) {
  auto f = read_facts(shipped_record(), o.view);
  auto t = build_topology(*f);
  auto m = build_metric(t, *f, o);
  return {std::move(f), std::move(t), std::move(m)};
}

std::string day_of(std::optional<day> d) {
  return d ? to_string(*d) : "never";
}

TEST(kaz_pak, khunjerab_slept_through_winter_until_2024_and_rests_at_weekends) {
  auto const winter = build(on("2024-01-15"));
  for (auto const a : winter.arcs_of(arc_kind::crossing, "x-road-khunjerab")) {
    EXPECT_EQ(day_of(winter.entered(a, "2024-01-15")), "2024-03-31") << "1 April, local time";
    EXPECT_EQ(day_of(winter.entered(a, "2024-05-11")), "2024-05-12")
        << "a Saturday waits for Monday";
    EXPECT_EQ(day_of(winter.entered(a, "2024-05-14")), "2024-05-14");
  }
  auto const now = build(on("2025-12-01"));
  for (auto const a : now.arcs_of(arc_kind::crossing, "x-road-khunjerab")) {
    EXPECT_EQ(day_of(now.entered(a, "2026-01-14")), "2026-01-14") << "a Wednesday in winter";
    EXPECT_EQ(day_of(now.entered(a, "2026-01-17")), "2026-01-18");
  }
}

TEST(kaz_pak, torkham_and_chaman_are_shut_since_october_2025) {
  auto const before = build(on("2025-06-16")), after = build(on("2025-12-01"));
  for (auto const x :
       {"x-road-torkham", "x-road-chaman", "x-road-kharlachi", "x-road-ghulam-khan"}) {
    for (auto const a : before.arcs_of(arc_kind::crossing, x)) {
      EXPECT_EQ(day_of(before.entered(a, "2025-06-17")), "2025-06-17") << x;
      EXPECT_EQ(day_of(before.entered(a, "2025-10-12")), "never") << x << ": shut while under way";
    }
    for (auto const a : after.arcs_of(arc_kind::crossing, x)) {
      EXPECT_EQ(after.m.duration_s[*a], kBarred) << x;
      auto const why = after.m.barriers_of(a);
      ASSERT_FALSE(why.empty());
      EXPECT_TRUE(std::ranges::any_of(why, [](barrier const& b) { return b.for_good; }));
      EXPECT_FALSE(why.front().statements.empty());
    }
  }
  auto lifted = on("2025-12-01");
  for (auto const a : after.arcs_of(arc_kind::crossing, "x-road-torkham")) {
    for (auto const& b : after.m.barriers_of(a)) {
      lifted.view.without.push_back(b.entity);
    }
  }
  auto const open = build(lifted);
  for (auto const a : open.arcs_of(arc_kind::crossing, "x-road-torkham")) {
    EXPECT_NE(open.m.duration_s[*a], kBarred) << "without what bars it, it is open";
  }
}

TEST(kaz_pak, hormuz_shuts_the_gulf_in_spring_2026_and_not_the_sea_before_it) {
  auto const n = build(on("2026-04-01"));
  for (auto const l : {"link-sea-karachi-port-shahid-rajaee", "link-sea-karachi-port-jebel-ali",
                       "link-sea-gwadar-port-jebel-ali", "link-sea-chabahar-shahid-rajaee"}) {
    for (auto const a : n.arcs_of(arc_kind::link, l)) {
      EXPECT_GE(day_of(n.entered(a, "2026-04-01")), "2026-06-21") << l;
      EXPECT_TRUE(std::ranges::any_of(n.m.barriers_of(a), [](barrier const& b) {
        return b.target == "strait-of-hormuz" && b.from && b.to && b.evidence_last_on;
      })) << l;
    }
  }
  for (auto const l : {"link-sea-karachi-port-chabahar", "link-sea-karachi-port-mombasa",
                       "link-sea-karachi-port-gwadar-port"}) {
    for (auto const a : n.arcs_of(arc_kind::link, l)) {
      EXPECT_EQ(day_of(n.entered(a, "2026-04-01")), "2026-04-01") << l;
    }
  }
}

TEST(kaz_pak, taftan_is_open_on_the_strength_of_an_assumed_reopening) {
  auto const n = build(on("2025-12-01"));
  for (auto const a : n.arcs_of(arc_kind::crossing, "x-road-taftan")) {
    EXPECT_EQ(day_of(n.entered(a, "2025-12-03")), "2025-12-03");
    auto reopened = false;
    for (auto const s : n.m.statements_of_entry(a, 86400)) {
      reopened |= shipped_record().id_of(s).find("pk-ir-2025-06-end") != std::string::npos;
    }
    EXPECT_TRUE(reopened) << "its retraction would shut the border";
  }
}

TEST(kaz_pak, has_no_free_border_and_no_link_without_a_price) {
  for (auto const date : {"2019-01-01", "2025-06-16", "2030-01-01"}) {
    for (auto const unit :
         {load_unit::truck, load_unit::reefer, load_unit::teu, load_unit::wagon}) {
      auto o = on(date);
      o.carried.unit = unit;
      auto const n = build(o);
      for (auto i = std::uint32_t{0}; i < n.t.arcs.size(); ++i) {
        auto const a = arc_ix{i};
        auto const name = name_of_arc(n.t, a);
        EXPECT_GT(n.m.time[a].amount.low, 0) << name;
        EXPECT_LE(n.m.time[a].amount.low, n.m.time[a].amount.best) << name;
        EXPECT_LE(n.m.time[a].amount.best, n.m.time[a].amount.high) << name;
        EXPECT_FALSE(n.m.statements_of(a).empty()) << name;
        for (auto const& b : n.m.barriers_of(a)) {
          EXPECT_EQ(b.missing, "") << name;
        }
        if (n.t.arcs[a].kind == arc_kind::link) {
          EXPECT_GT(n.m.cost[a].amount.low, 0) << name;
          EXPECT_GT(n.m.emissions[a].amount.low, 0) << name;
          EXPECT_GT(n.m.length_km[a], 0) << name;
        }
      }
    }
  }
}

TEST(kaz_pak, crosses_every_land_border_at_a_post) {
  auto const n = build(on("2025-06-16"));
  for (auto const& l : n.t.links) {
    auto const abroad = n.t.places[l.from].in != n.t.places[l.to].in;
    if (abroad && (l.by == mode::road || l.by == mode::rail)) {
      EXPECT_TRUE(l.crossing.valid()) << l.entity;
    }
  }
  for (auto i = std::uint32_t{0}; i < n.t.arcs.size(); ++i) {
    auto const& a = n.t.arcs[arc_ix{i}];
    if (a.kind == arc_kind::crossing) {
      EXPECT_GE(n.m.time[arc_ix{i}].amount.best, 3600) << name_of_arc(n.t, arc_ix{i});
      EXPECT_EQ(n.m.borders[i], 1);
    }
  }
}

TEST(kaz_pak, opens_promised_railways_only_where_they_are_taken_as_kept) {
  auto o = on("2030-01-01");
  auto const actual = build(o);
  auto const line = "link-rail-naibabad-kharlachi";
  for (auto const a : actual.arcs_of(arc_kind::link, line)) {
    EXPECT_EQ(actual.m.duration_s[*a], kBarred);
    EXPECT_EQ(actual.m.barriers_of(a).front().entity, "project-trans-afghan-railway");
  }
  o.view.worlds = {{"project-trans-afghan-railway", {}}};
  auto const kept = build(o);
  for (auto const a : kept.arcs_of(arc_kind::link, line)) {
    EXPECT_NE(kept.m.duration_s[*a], kBarred);
  }
}

TEST(kaz_pak, is_built_the_same_every_time) {
  auto const one = build(on("2025-06-16")), two = build(on("2025-06-16"));
  EXPECT_EQ(one.t.head, two.t.head);
  EXPECT_EQ(one.m.duration_s, two.m.duration_s);
  EXPECT_EQ(one.m.cost_cents, two.m.cost_cents);
  EXPECT_EQ(one.m.statements, two.m.statements);
  EXPECT_EQ(one.m.windows, two.m.windows);
}

// The leg that docs/network.md works out by hand. Where the pack changes, change both.
TEST(kaz_pak, takes_values_over_for_another_day_and_other_ways) {
  auto other = on("2025-02-10");
  other.modes = 1;
  auto const from = build(other);
  for (auto const* depart : {"2024-05-11", "2025-02-10", "2025-12-24", "2026-10-01"}) {
    auto o = other;
    o.depart = value_or_throw(parse_day(depart));
    o.modes = 0x1f;
    o.avoid_countries = {*from.t.find_country("af")};
    ASSERT_TRUE(same_values(o, other));
    auto const anew = build_metric(from.t, *from.f, o);
    auto const taken = build_metric(from.t, *from.f, o, from.m);
    EXPECT_EQ(taken.duration_s, anew.duration_s);
    EXPECT_EQ(taken.opens, anew.opens);
    EXPECT_EQ(taken.windows, anew.windows);
    EXPECT_EQ(taken.first_window, anew.first_window);
    EXPECT_EQ(taken.calendar_of, anew.calendar_of);
    EXPECT_EQ(taken.cost_cents, anew.cost_cents);
    EXPECT_EQ(taken.statements, anew.statements);
    EXPECT_EQ(taken.epoch, anew.epoch);
    EXPECT_TRUE(std::ranges::equal(taken.barriers, anew.barriers, [](auto const& a, auto const& b) {
      return a.on == b.on && a.entity == b.entity && a.statements == b.statements &&
             a.from == b.from && a.to == b.to && a.for_good == b.for_good;
    }));
  }
}

TEST(kaz_pak, lays_windows_out_as_each_day_for_itself_is_open) {
  for (auto const& [depart, world] : {std::pair{"2024-01-15", ""},
                                      {"2025-11-20", ""},
                                      {"2025-11-20", "cl-pk-af-2025-end"},
                                      {"2026-05-01", "cl-hormuz-2026-end"},
                                      {"2026-05-01", "project-trans-afghan-railway"}}) {
    auto o = on(depart);
    if (*world != '\0') {
      o.view.worlds = {{.id = world}};
    }
    auto const all = build(o);
    for (std::uint32_t i = 0; i < all.t.arcs.size(); ++i) {
      arc_ix const a{i};
      if (all.m.opens[i] == kAlwaysOpen) {
        continue;
      }
      auto const& c = *all.m.calendars[all.m.calendar_of[i]];
      for (std::int64_t t = 0; t < kHorizon.to; t += 86400 * 7 / 3 + 1) {
        auto const by_window =
            std::ranges::find_if(all.m.windows.begin() + all.m.first_window[all.m.opens[i]],
                                 all.m.windows.begin() + all.m.first_window[all.m.opens[i] + 1],
                                 [&](auto const& w) { return w.to > t; });
        auto const has =
            by_window != all.m.windows.begin() + all.m.first_window[all.m.opens[i] + 1];
        auto const expected = has ? std::optional{std::max(by_window->from, t)} : std::nullopt;
        ASSERT_EQ(c.next_open(t), expected) << depart << world << ", arc " << i << ", " << t;
      }
    }
  }
}

TEST(kaz_pak, takes_from_peshawar_over_torkham_what_the_book_says) {
  auto const n = build(on("2025-06-16"));
  auto const link = n.arcs_of(arc_kind::link, "link-road-torkham-peshawar");
  auto const out = n.t.arcs[link[0]].reversed ? link[0] : link[1];
  auto const& time = n.m.time[out].amount;
  EXPECT_NEAR(static_cast<double>(time.best), 3600 * 54 / 24.8 * 1.1 * 24 / 14 * 1.44, 1);
  EXPECT_NEAR(static_cast<double>(time.low), 3600 * 54 / 24.8 * 0.85 * 24 / 18 * 0.977, 1);
  EXPECT_NEAR(static_cast<double>(time.high), 3600 * 54 / 24.8 * 1.5 * 1.4 * 24 / 10 * 2.07, 1);
  EXPECT_EQ(n.m.cost[out].amount, (bounded<std::int64_t>{4609, 6145, 9832}));
  EXPECT_EQ(n.m.emissions[out].amount.best, std::llround(54 * 102.73 * 20));
  auto const over = n.arcs_of(arc_kind::crossing, "x-road-torkham");
  auto const& link_over = n.t.links[n.t.arcs[over[0]].on];
  auto const into_pakistan = n.t.places[link_over.to].entity == "torkham";
  auto const northward = n.t.arcs[over[0]].reversed == into_pakistan ? over[0] : over[1];
  EXPECT_NEAR(static_cast<double>(n.m.time[northward].amount.best), 3600 * 48.4 * 0.409, 1);
  EXPECT_NEAR(static_cast<double>(n.m.time[northward].amount.high), 3600 * 145.2 * 1.14, 1);
  EXPECT_EQ(n.m.cost[northward].amount.best, 0);
}

// A sample; every statement was tried once by hand (docs/network.md).
TEST(kaz_pak, lists_exactly_the_statements_that_decide_an_arc) {
  auto all = std::vector<record::statement_ix>{};
  auto view = on("2025-06-16").view;
  view.all_worlds = true;
  for (auto const table :
       {"places", "links", "crossings", "rates", "emissions", "services", "assumptions"}) {
    for (auto const& r : shipped_record().rows(record::find_table(table).value(), view)) {
      for (auto const& c : r.cells) {
        all.push_back(c.statement);
      }
    }
  }
  auto const whole = build(on("2025-06-16"));
  auto random = std::mt19937{20250616};
  auto sample = std::vector<record::statement_ix>{};
  std::ranges::sample(all, std::back_inserter(sample), 20, random);
  // ... and some that surely decide something
  std::ranges::sample(whole.m.statements, std::back_inserter(sample), 20, random);
  for (auto const s : sample) {
    auto o = on("2025-06-16");
    o.view.hidden = {s};
    auto const without = build(o);
    EXPECT_EQ(compare({whole.t, whole.m}, {without.t, without.m}, s), "")
        << shipped_record().id_of(s);
  }
}

}  // namespace
}  // namespace karwan::network::testing
