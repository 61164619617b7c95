#include <gtest/gtest.h>

#include <random>

#include "hand_made.h"

// When arcs can be entered. The epoch is the departure's midnight UTC; xx is at UTC+5, yy at UTC+8.
namespace karwan::network::testing {
namespace {

//  a (xx) == b (yy)      p, q: ports joined by sea through a strait
hand_made roads_and_strait_with(std::string_view rows) {
  auto r = hand_made{R"(
countries c-x xx iso2=XX utc_offset_min=300
countries c-y yy iso2=YY utc_offset_min=480
places p-a a country=xx kind=city
places p-b b country=yy kind=city
places p-p p country=xx kind=seaport
places p-q q country=yy kind=seaport
links  l-1 road-ab from=a to=b mode=road country=xx length_km=10 crossing=x crossing_at=to
links  l-2 road-ap from=a to=p mode=road country=xx length_km=10
links  l-3 sea-pq  from=p to=q mode=sea length_km=100 passes=strait;canal
)"};
  r += kAssumptions;
  r += rows;
  return r;
}

std::string when(std::vector<interval<std::int64_t>> const& windows, std::size_t first = 0,
                 std::size_t count = 3) {
  auto out = std::string{};
  for (auto i = first; i < std::min(first + count, windows.size()); ++i) {
    auto const hours = [](std::int64_t t) { return std::to_string(t / kHour); };
    out += (out.empty() ? "" : " ") + hours(windows[i].from) + "-" + hours(windows[i].to);
  }
  return out;
}

std::string crossing_windows(std::string_view rows, std::string_view day, bool reversed = false) {
  auto const b = build(roads_and_strait_with(rows), at(day));
  auto const a = b.crossing("x", reversed);
  return b.barred(a) ? "barred" : when(b.windows(a));
}

TEST(openings, shut_on_weekends_in_the_local_time_of_the_country_that_is_left) {
  // 2025-06-16 is a Monday.
  constexpr auto kWeekdays = "openings o-1 o target=x traffic=all weekdays=mon;tue;wed;thu;fri";
  EXPECT_EQ(crossing_windows(kWeekdays, "2025-06-16"), "0-115 163-283 331-451")
      << "shut from Friday midnight at UTC+5, 19:00 UTC";
  EXPECT_EQ(crossing_windows(kWeekdays, "2025-06-16", true), "0-112 160-280 328-448");
}

TEST(openings, are_laid_out_from_the_local_day_of_departure) {
  auto const b =
      build(roads_and_strait_with("openings o-1 o target=x open_from=03:00 open_to=04:00"),
            at("2025-06-16"));
  auto const first = b.m.windows[b.m.first_window[b.m.opens[*b.crossing("x")]]];
  EXPECT_EQ(first.from, -2 * kHour) << "16 June 03:00 at UTC+5";
  EXPECT_EQ(b.m.utc_offset_min[*b.t.find_country("yy")], 480);
}

TEST(openings, keep_hours_and_a_night_that_passes_midnight) {
  EXPECT_EQ(crossing_windows("openings o-1 o target=x open_from=09:00 open_to=17:00", "2025-06-16"),
            "4-12 28-36 52-60");
  EXPECT_EQ(crossing_windows("openings o-1 o target=x open_from=22:00 open_to=06:00", "2025-06-16"),
            "0-1 17-25 41-49");
  EXPECT_EQ(crossing_windows("openings o-1 o target=x open_from=00:00 open_to=24:00", "2025-06-16"),
            "")
      << "always open";
}

TEST(openings, keep_seasons_that_may_pass_the_new_year) {
  constexpr auto kSummer = "openings o-1 o target=x season_from=04-01 season_to=11-30";
  auto const b = build(roads_and_strait_with(kSummer), at("2025-06-16"));
  auto const w = b.windows(b.crossing("x"));
  ASSERT_EQ(w.size(), 2U);
  EXPECT_EQ(w[0].to,
            (value_or_throw(parse_day("2025-12-01")) - b.m.epoch).count() * kDay - 5 * kHour);
  EXPECT_EQ(w[1].from,
            (value_or_throw(parse_day("2026-04-01")) - b.m.epoch).count() * kDay - 5 * kHour);
  EXPECT_EQ(w[1].to, kHorizonDays * kDay);

  auto const winter =
      build(roads_and_strait_with("openings o-1 o target=x season_from=12-01 season_to=02-28"),
            at("2026-01-10"));
  EXPECT_EQ(winter.windows(winter.crossing("x")).front().from, 0);
}

TEST(openings, of_one_target_are_alternatives_and_each_speaks_only_of_its_own_days) {
  constexpr auto kRows = R"(
openings o-1 o target=x weekdays=mon @valid=../2025-06-22
openings o-2 o target=x weekdays=tue @valid=../2025-06-22
openings o-3 o target=x weekdays=fri @valid=2025-06-30/2025-07-06
)";
  auto const b = build(roads_and_strait_with(kRows), at("2025-06-16"));
  EXPECT_EQ(when(b.windows(b.crossing("x")), 0, 9), "0-43 163-331 427-451 499-9600")
      << "Monday and Tuesday; from the 23rd no rule; on 4 July alone; then no rule";
}

TEST(openings, shut_on_holidays_of_the_countries_they_name) {
  constexpr auto kRows = R"(
openings o-1 o target=x closed_on_holidays_of=yy
holidays h-1 h country=yy on=2025-06-18 name=one closes_border=yes
holidays h-2 h country=yy on=2025-06-20/2025-06-21 name=two closes_border=yes
holidays h-3 h country=yy on=2025-06-23 name=three closes_border=unknown
holidays h-4 h country=xx on=2025-06-24 name=four closes_border=yes
)";
  EXPECT_EQ(crossing_windows(kRows, "2025-06-16"), "0-43 67-91 139-9600");
}

TEST(openings, of_several_targets_must_all_hold) {
  auto const r = roads_and_strait_with(R"(
places   p-c c country=xx kind=dry_port
links    l-9 road-ac from=a to=c mode=road country=xx length_km=10
openings o-1 o target=road-ac weekdays=mon;tue
openings o-2 p target=c weekdays=tue;wed
)");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_EQ(when(b.windows(b.link("road-ac"))), "19-43 187-211 355-379");
}

TEST(closures, shut_from_their_first_to_their_last_day) {
  EXPECT_EQ(crossing_windows("closures k-1 k target=x traffic=trade effect=closed "
                             "closed_from=2025-06-18 closed_to=2025-06-19",
                             "2025-06-16"),
            "0-43 91-9600");
  EXPECT_EQ(
      crossing_windows("closures k-1 k target=x traffic=all effect=closed closed_from=2025-07",
                       "2025-06-16"),
      "0-355")
      << "one that begins during the journey, open-ended";
  EXPECT_EQ(crossing_windows("closures k-1 k target=x traffic=all effect=closed closed_from=2025",
                             "2025-06-16"),
            "barred");
}

TEST(closures, bar_only_the_traffic_they_speak_of) {
  auto const closed = [](std::string_view whose, enum traffic who) {
    auto o = at("2025-06-16");
    o.who = who;
    auto const b = build(
        roads_and_strait_with("closures k-1 k target=x effect=closed closed_from=2025 traffic=" +
                              std::string{whose}),
        o);
    return b.barred(b.crossing("x"));
  };
  EXPECT_TRUE(closed("all", traffic::trade));
  EXPECT_TRUE(closed("trade", traffic::trade));
  EXPECT_TRUE(closed("transit", traffic::trade))
      << "at a crossing any consignment may be in transit";
  EXPECT_FALSE(closed("passenger", traffic::trade));
  EXPECT_TRUE(closed("passenger", traffic::passenger));
  EXPECT_FALSE(closed("trade", traffic::passenger));
}

TEST(closures, that_restrict_or_delay_do_not_shut) {
  EXPECT_EQ(
      crossing_windows("closures k-1 k target=x traffic=all effect=restricted closed_from=2025",
                       "2025-06-16"),
      "");
  EXPECT_EQ(crossing_windows("closures k-1 k target=x traffic=all effect=delayed closed_from=2025",
                             "2025-06-16"),
            "");
}

TEST(closures, without_an_end_hold_until_a_later_reopening_of_the_same_traffic) {
  constexpr auto kShut =
      "closures k-1 k target=x traffic=trade effect=closed closed_from=2025-06-10\n";
  auto const then = [&](std::string const& reopening) {
    return crossing_windows(kShut + reopening, "2025-06-16");
  };
  EXPECT_EQ(then("closures k-2 o target=x traffic=trade effect=reopened closed_from=2025-06-20"),
            "91-9600");
  EXPECT_EQ(then("closures k-2 o target=x traffic=all effect=reopened closed_from=2025-06-12"), "");
  EXPECT_EQ(
      then("closures k-2 o target=x traffic=passenger effect=reopened closed_from=2025-06-20"),
      "barred");
  EXPECT_EQ(then("closures k-2 o target=y traffic=trade effect=reopened closed_from=2025-06-20"),
            "barred");
  EXPECT_EQ(then("closures k-2 o target=x traffic=trade effect=reopened closed_from=2025-06-01"),
            "barred")
      << "a reopening before it";
  EXPECT_EQ(then("closures k-2 o target=x traffic=trade effect=reopened closed_from=2025-06-20 "
                 "closed_to=2025-06-22"),
            "barred")
      << "a pause for stranded goods";
}

TEST(closures, come_every_year_within_their_validity) {
  constexpr auto kWinter =
      "closures k-1 k target=x traffic=all effect=closed season_from=12-01 season_to=03-31 "
      "@valid=../2024-11-30";
  EXPECT_EQ(crossing_windows(kWinter, "2023-11-01"), "0-715 3643-9600")
      << "shut for one winter; the rule ends before the next";
}

TEST(closures, of_other_targets_reach_the_arcs_they_concern) {
  auto const shut = [](std::string_view target) {
    auto const b = build(
        roads_and_strait_with("closures k-1 k traffic=all effect=closed closed_from=2025 target=" +
                              std::string{target}),
        at("2025-06-16"));
    auto out = std::set<std::string>{};
    auto const note = [&](char const* name, arc_ix a) {
      if (b.barred(a)) {
        out.insert(name);
      }
    };
    note("crossing", b.crossing("x"));
    note("road to border", b.link("road-ab"));
    note("road to port", b.link("road-ap"));
    note("sea", b.link("sea-pq"));
    note("port", b.transfer("p", mode::road, mode::sea));
    return out;
  };
  using names = std::set<std::string>;
  EXPECT_EQ(shut("x"), names({"crossing"}));
  EXPECT_EQ(shut("road-ab"), names({"road to border"}));
  EXPECT_EQ(shut("strait"), names({"sea"}));
  EXPECT_EQ(shut("canal"), names({"sea"}));
  EXPECT_EQ(shut("p"), names({"sea", "port"})) << "a port: its ships, not the road through it";
  EXPECT_EQ(shut("a"), names({"road to border", "road to port"}));
  EXPECT_EQ(shut("yy"), names({"crossing"})) << "a country: its land borders";
}

TEST(closures, of_a_whole_link_shut_its_pieces) {
  auto const r = roads_and_strait_with(R"(
places   p-m m country=xx kind=city
links    l-7 road-am from=a to=m mode=road country=xx length_km=5 part_of=road-ap
closures k-1 k target=road-ap traffic=all effect=closed closed_from=2025
)");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_TRUE(b.barred(b.link("road-am")));
}

TEST(barriers, say_who_since_when_and_how_fresh) {
  auto const r = roads_and_strait_with(R"(
closures k-1 cl target=x traffic=all effect=closed closed_from=2025-06-01 evidence_last_on=2026-02
openings o-1 op target=x weekdays=mon
)");
  auto const b = build(r, at("2025-06-16"));
  auto const all = b.m.barriers_of(b.crossing("x"));
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].entity, "cl");
  EXPECT_EQ(all[0].target, "x");
  EXPECT_EQ(to_string(*all[0].from), "2025-06-01");
  EXPECT_FALSE(all[0].to);
  EXPECT_EQ(to_string(*all[0].evidence_last_on), "2026-02-28");
  EXPECT_TRUE(all[0].for_good);
  EXPECT_EQ(r.ids_of(all[0].statements),
            (std::set<std::string>{"k-1.target", "k-1.traffic", "k-1.effect", "k-1.closed_from",
                                   "k-1.evidence_last_on"}));
  EXPECT_EQ(all[1].entity, "op");
  EXPECT_FALSE(all[1].for_good);
}

TEST(worlds, are_there_only_when_chosen_and_from_their_day) {
  auto const r = roads_and_strait_with(R"(
places p-c c country=xx kind=city
links  l-9 road-ac from=a to=c mode=road country=xx length_km=10 @world=promise
)");
  auto o = at("2025-06-16");
  auto const actual = build(r, o);
  EXPECT_TRUE(actual.barred(actual.link("road-ac")));
  auto const why = actual.m.barriers_of(actual.link("road-ac"));
  ASSERT_EQ(why.size(), 1U);
  EXPECT_EQ(why.front().entity, "promise");
  EXPECT_GT(actual.hours(actual.link("road-ac")), 0) << "what it would take is known";

  o.view.worlds = {{"promise", {}}};
  auto const kept = build(r, o);
  EXPECT_FALSE(kept.barred(kept.link("road-ac")));
  EXPECT_TRUE(kept.windows(kept.link("road-ac")).empty());

  o.view.worlds = {{"promise", value_or_throw(parse_day("2025-06-20"))}};
  auto const later = build(r, o);
  EXPECT_EQ(when(later.windows(later.link("road-ac"))), "91-9600");
  ASSERT_EQ(later.m.barriers_of(later.link("road-ac")).size(), 1U);
  EXPECT_EQ(to_string(*later.m.barriers_of(later.link("road-ac")).front().to), "2025-06-19");

  o.view.worlds = {{"promise", value_or_throw(parse_day("2035-01-01"))}};
  auto const too_late = build(r, o);
  EXPECT_TRUE(too_late.barred(too_late.link("road-ac")));
}

TEST(worlds, may_close_what_is_open) {
  auto const r = roads_and_strait_with(
      "closures k-1 k target=x traffic=all effect=closed closed_from=2025 @world=what-if");
  auto o = at("2025-06-16");
  auto const actual = build(r, o);
  EXPECT_FALSE(actual.barred(actual.crossing("x")));
  o.view.worlds = {{"what-if", {}}};
  auto const closed = build(r, o);
  EXPECT_TRUE(closed.barred(closed.crossing("x")));
}

TEST(worlds, change_values_before_actual_rows) {
  auto const r = roads_and_strait_with(R"(
crossings d-1 x mode=road side=both dwell_h=40 dwell_basis=post @grade=measured
crossings d-2 x mode=road side=both dwell_h=4 dwell_basis=post @grade=assumed @world=reform
)");
  auto o = at("2025-06-16");
  o.view.worlds = {{"reform", {}}};
  auto const b = build(r, o);
  EXPECT_NEAR(b.hours(b.crossing("x")), 4, 1e-3);
}

TEST(links, are_there_from_the_day_they_were_opened) {
  auto const r = roads_and_strait_with(R"(
places p-c c country=xx kind=city
links  l-9 road-ac from=a to=c mode=road country=xx length_km=10 opens_on=2025-06-20
)");
  auto const b = build(r, at("2025-06-16"));
  EXPECT_EQ(when(b.windows(b.link("road-ac"))), "91-9600");
  auto const past = build(r, at("2020-06-16"));
  EXPECT_TRUE(past.barred(past.link("road-ac")));
}

// What decides an entry is found by leaving rules out; here by retracting statements for good.
TEST(entry, rests_on_exactly_the_statements_whose_retraction_changes_it) {
  auto const r = roads_and_strait_with(R"(
openings o-1 o target=x weekdays=mon;tue;wed;thu;fri closed_on_holidays_of=yy @valid=../2025-09-30
openings o-2 o target=x open_from=06:00 open_to=20:00 @valid=2025-08-01/..
openings o-3 o target=x weekdays=sun @valid=2025-07-01/2025-07-31
holidays h-1 h country=yy on=2025-06-18 name=one closes_border=yes
holidays h-2 h country=yy on=2025-06-19/2025-06-20 name=two closes_border=yes
closures k-1 k target=x traffic=all effect=closed closed_from=2025-10-01
closures k-2 k target=x traffic=trade effect=closed closed_from=2025-10-05 closed_to=2025-10-20
closures k-3 k target=x traffic=all effect=reopened closed_from=2025-10-12
closures k-4 k target=yy traffic=all effect=closed season_from=12-01 season_to=12-10
)");
  auto const whole = build(r, at("2025-06-16"));
  auto const a = whole.crossing("x");
  auto const entry = [](built const& b, arc_ix on, std::int64_t t) {
    auto const w = b.windows(on);
    if (b.m.opens[*on] == std::numeric_limits<std::uint32_t>::max()) {
      return b.barred(on) ? std::int64_t{-1} : t;
    }
    for (auto const& i : w) {
      if (i.to > t) {
        return std::max(i.from, t);
      }
    }
    return std::int64_t{-1};
  };
  auto times = std::vector<std::int64_t>{};
  auto random = std::mt19937{7};
  for (auto i = 0; i < 150; ++i) {
    times.push_back(std::uniform_int_distribution<std::int64_t>{0, 200 * kDay}(random));
  }
  for (auto const& id : r.statement_ids()) {
    if (!id.starts_with("o-") && !id.starts_with("h-") && !id.starts_with("k-") &&
        !id.starts_with("c-")) {
      continue;
    }
    if (id.ends_with(".name")) {
      continue;
    }
    auto const without = build(r, at("2025-06-16"), {id});
    for (auto const t : times) {
      auto const changed = entry(whole, a, t) != entry(without, without.crossing("x"), t);
      auto const listed = r.ids_of(whole.m.statements_of_entry(a, t)).contains(id);
      EXPECT_EQ(changed, listed) << id << " at hour " << t / kHour;
    }
  }
}

}  // namespace
}  // namespace karwan::network::testing
