// Effects of the shipped pack: each of the subjects that people name changes a journey of the
// basket, or says where else it is seen.
#include "karwan/impact/effects.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "karwan/plan/planner.h"
#include "tests/shipped_record.h"

namespace karwan::impact {
namespace {

using record::effect_kind;

effects_list const& all() {
  static auto const list = [] {
    auto const view = view_on("2026-11-23");
    return list_effects(shipped_record(), {shipped_record(), view}, view);
  }();
  return list;
}

subject const* find(std::string_view id) {
  auto const at = std::ranges::find(all().subjects, id, &subject::id);
  return at == all().subjects.end() ? nullptr : &*at;
}

// Subjects, and flows of the basket of which the journeys change; `given` is taken as kept with and
// without the subject.
struct trial {
  char const *subject, *from, *to, *product, *unit, *depart;
  char const* given{""};
};
constexpr auto kToday = "2026-11-23";
constexpr trial kTrials[] = {
    {"project-trans-afghan-railway", "kostanay", "karachi", "100199", "wagon", kToday},
    {"commitment-trans-afghan-railway", "kostanay", "karachi", "100199", "wagon", kToday},
    {"commitment-kz-join-trans-afghan", "kostanay", "lahore", "100199", "wagon", kToday},
    {"commitment-western-trans-afghan-railway", "kostanay", "karachi", "100199", "wagon", kToday},
    {"project-pakistan-kazakhstan-rail-corridor", "kostanay", "lahore", "100199", "wagon", kToday},
    {"project-torghundi-herat-railway", "kostanay", "karachi", "100199", "wagon", kToday,
     "project-herat-kandahar-railway,project-kandahar-spin-boldak-railway"},
    {"commitment-torghundi-herat-railway", "kostanay", "karachi", "100199", "wagon", kToday,
     "project-herat-kandahar-railway,project-kandahar-spin-boldak-railway"},
    {"project-herat-kandahar-railway", "kostanay", "karachi", "100199", "wagon", kToday,
     "project-torghundi-herat-railway,project-kandahar-spin-boldak-railway"},
    {"project-kandahar-spin-boldak-railway", "kostanay", "karachi", "100199", "wagon", kToday,
     "project-torghundi-herat-railway,project-herat-kandahar-railway"},
    // No flow of the basket goes to Herat: the railway is seen on one that does.
    {"project-khaf-herat-railway", "tehran", "herat", "", "wagon", kToday},
    {"project-ml1-upgrade", "kostanay", "karachi", "100199", "wagon", kToday},
    {"project-cku-railway", "kostanay", "lahore", "100199", "wagon", kToday},
    {"project-kkh-thakot-raikot", "kostanay", "lahore", "100199", "wagon", kToday},
    // Chabahar lies outside Hormuz: its railway is worth something while Hormuz is shut.
    {"project-chabahar-zahedan-railway", "zhezkazgan", "nhava-sheva", "740311", "wagon", kToday,
     "cl-hormuz-2026"},
    {"project-bakhty-ayagoz-railway", "kostanay", "lahore", "100199", "wagon", kToday},
    {"project-dostyk-moiynty", "kostanay", "lahore", "100199", "wagon", kToday},
    {"project-quetta-taftan-standard-gauge", "kostanay", "karachi", "100199", "wagon", kToday},
    {"project-caspian-feeder-fleet", "zhezkazgan", "istanbul", "740311", "wagon", kToday},
    {"project-middle-corridor", "zhezkazgan", "istanbul", "740311", "wagon", kToday},
    {"project-qtta-tir", "almaty", "lahore", "070320", "", kToday},
    {"agreement-qtta", "almaty", "lahore", "070320", "", kToday},
    {"instrument-etir", "kostanay", "karachi", "100199", "", kToday},
    {"project-borders-round-the-clock", "shymkent", "lahore", "070310", "", kToday},
    {"project-torkham-ittms", "kostanay", "lahore", "100199", "", kToday, "cl-pk-af-2025-end"},
    {"cl-pk-af-2025-end", "kostanay", "lahore", "100199", "", kToday},
    {"cl-pk-af-2025", "taraz", "peshawar", "070310", "", "2025-06-16"},
    {"cl-hormuz-2026", "pavlodar", "jebel-ali", "760110", "wagon", kToday},
    {"cl-hormuz-2026-end", "pavlodar", "jebel-ali", "760110", "wagon", "2026-04-15"},
    {"cl-khunjerab-winter", "kostanay", "lahore", "100199", "wagon", "2027-02-15"},
    {"project-scat-pakistan-flights", "khi-air", "ala-air", "product-mango", "air", kToday},
    {"project-candidate-direct-flights", "shymkent", "lahore", "070310", "", kToday},
    {"commitment-flights-almaty-karachi", "khi-air", "ala-air", "product-mango", "air", kToday},
    {"commitment-flights-almaty-lahore", "lhe-air", "ala-air", "020130", "air", kToday},
    {"commitment-flights-five-weekly", "lhe-air", "ala-air", "020130", "air", kToday,
     "commitment-flights-almaty-lahore"},
    {"commitment-direct-flights", "lhe-air", "ala-air", "020130", "air", kToday},
};

// They change papers, visas and duties, not journeys, and say so.
constexpr char const* kSeenInNeeds[] = {"project-strategic-partnership-transit",
                                        "commitment-transit-trade-agreement",
                                        "commitment-transit-port-access",
                                        "commitment-kz-business-visa",
                                        "commitment-pk-business-visa",
                                        "commitment-medical-degrees",
                                        "agreement-tta",
                                        "project-tariff-preference"};

std::vector<plan::journey> journeys(plan::planner& plans, trial const& t, bool kept) {
  plan::asked a;
  a.from = t.from;
  a.to = t.to;
  a.product = t.product;
  a.unit = t.unit;
  a.depart = t.depart;
  a.draws = "1";
  a.scenario = {t.given};
  if (kept) {
    a.scenario.emplace_back(t.subject);
  }
  auto const q = value_or_throw(plan::read_question(a, *parse_day(kToday)));
  return plans(q, plan::detail::totals).journeys;
}

// What tells two sets of journeys apart: their ways, times and costs.
std::string told(std::vector<plan::journey> const& all) {
  std::string out;
  for (auto const& j : all) {
    out += std::to_string(j.time.value.best) + " " + std::to_string(j.cost.value.best) + ":";
    for (auto const& l : j.legs) {
      out += l.entity + ",";
    }
    out += "\n";
  }
  return out;
}

TEST(effects, every_promise_and_project_says_what_it_would_change_or_why_nothing) {
  for (auto const& c : all().covered) {
    EXPECT_EQ(c.not_looked_at, 0) << c.kind;
    EXPECT_EQ(c.all, c.modelled + c.number_missing + c.never + c.not_looked_at);
  }
  EXPECT_EQ(all().covered.front().kind, "commitment");
  EXPECT_GE(all().covered.front().modelled, 12);
  EXPECT_GE(all().covered[1].modelled, 18);
}

TEST(effects, have_rows_in_each_of_their_worlds) {
  for (auto const& s : all().subjects) {
    for (auto const& world : s.worlds) {
      EXPECT_TRUE(std::ranges::find(s.rows, world, &changed_row::world) != s.rows.end())
          << s.id << " " << world;
    }
  }
}

TEST(effects, change_what_they_say_is_their_target) {
  for (auto const& s : all().subjects) {
    for (auto const& e : s.effects) {
      for (auto const& target : e.targets) {
        auto const touches = [&](changed_row const& r) {
          return r.entity == target || r.table == "closures" || r.table == "openings" ||
                 r.table == "services";
        };
        EXPECT_TRUE(std::ranges::any_of(s.rows, touches)) << e.row_id << " " << target;
      }
    }
  }
}

TEST(effects, change_a_journey_of_the_basket) {
  plan::planner plans{shipped_record()};
  for (auto const& t : kTrials) {
    EXPECT_NE(told(journeys(plans, t, false)), told(journeys(plans, t, true)))
        << t.subject << ": " << t.from << " - " << t.to;
  }
}

TEST(effects, that_change_no_journey_say_where_they_are_seen) {
  for (auto const* id : kSeenInNeeds) {
    auto const* s = find(id);
    ASSERT_NE(s, nullptr) << id;
    EXPECT_TRUE(std::ranges::all_of(s->effects, [](record::effect const& e) {
      return e.what.find("karwan needs") != std::string::npos;
    })) << id;
  }
}

// No subject with an effect on the network is left out of the trials.
TEST(effects, are_all_tried) {
  auto const on_network = [](record::effect const& e) {
    return e.kind != effect_kind::none && e.kind != effect_kind::tariff &&
           e.kind != effect_kind::requirement && e.kind != effect_kind::visa;
  };
  for (auto const& s : all().subjects) {
    if (std::ranges::none_of(s.effects, on_network)) {
      continue;
    }
    auto const tried =
        std::ranges::any_of(kTrials, [&](auto const& t) { return t.subject == s.id; });
    EXPECT_TRUE(tried) << s.id;
  }
}

// Alone these join nothing, or what they change is shut: together they do.
TEST(effects, of_a_set_are_those_of_all_its_worlds) {
  auto const view = view_on("2030-01-01");
  record::name_index const names{shipped_record(), view};
  auto const both =
      supposing(shipped_record(), names, view,
                {"project-torkham-ittms", "commitment-western-trans-afghan-railway"}, std::nullopt);
  EXPECT_EQ(both.worlds.size(), 4U);
}

std::string refusal(std::string const& id) {
  auto const view = view_on("2026-11-23");
  record::name_index const names{shipped_record(), view};
  try {
    supposing(shipped_record(), names, view, {id}, std::nullopt);
  } catch (failure const& f) {
    EXPECT_EQ(f.what_failed.kind, error_kind::bad_input);
    return f.what_failed.sentence();
  }
  return {};
}

TEST(effects, that_do_not_exist_are_refused_with_the_reason) {
  EXPECT_NE(refusal("commitment-media-mou").find("changes nothing"), std::string::npos);
  EXPECT_NE(refusal("commitment-banking-agreement").find("if this were known"), std::string::npos);
  EXPECT_NE(refusal("no-such-promise").find("no-such-promise"), std::string::npos);
  EXPECT_NE(refusal("event-igc-13").find("does not say"), std::string::npos);
}

}  // namespace
}  // namespace karwan::impact
