#include "impact/choice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace karwan::impact {
namespace {

constexpr bounded<double> kDayValue{0.006, 0.0135, 0.021};

plan::weighed_way way(std::uint64_t luck, bounded<std::int64_t> hours, bounded<std::int64_t> usd) {
  plan::weighed_way w;
  plan::weighed_step s;
  s.luck = luck;
  s.spent_s = {hours.low * 3600, hours.best * 3600, hours.high * 3600};
  s.cents = {usd.low * 100, usd.best * 100, usd.high * 100};
  w.steps.push_back(s);
  return w;
}

offered flow(std::vector<std::optional<plan::weighed_way>> without,
             std::vector<std::optional<plan::weighed_way>> with) {
  offered o;
  o.ways = {std::move(without), std::move(with)};
  o.tonnes = 20;
  o.value_usd_t = bounded<double>{800, 1000, 1200};
  return o;
}

TEST(Stance, HoldsTheBestInTheMiddleAndBothEnds) {
  bounded<double> const v{1, 2, 10};
  EXPECT_DOUBLE_EQ(value_at(v, 0), 1);
  EXPECT_DOUBLE_EQ(value_at(v, 0.25), 1.5);
  EXPECT_DOUBLE_EQ(value_at(v, 0.5), 2);
  EXPECT_DOUBLE_EQ(value_at(v, 1), 10);
}

TEST(Stance, DrawsByCounterAlone) {
  factor const f{assumption::time};
  auto const a = stance::draw(7, 3).of(f, 42);
  EXPECT_EQ(a, stance::draw(7, 3).of(f, 42));
  EXPECT_NE(a, stance::draw(7, 4).of(f, 42));
  EXPECT_NE(a, stance::draw(8, 3).of(f, 42));
  EXPECT_NE(a, stance::draw(7, 3).of(f, 43));
  EXPECT_NE(a, stance::draw(7, 3).of({assumption::cost}, 42));
}

TEST(Stance, SpreadsEvenly) {
  double sum = 0;
  int below = 0;
  for (std::uint32_t n = 0; n < 10'000; ++n) {
    auto const u = stance::draw(1, n).of({assumption::day_value}, 0);
    ASSERT_GT(u, 0);
    ASSERT_LT(u, 1);
    sum += u;
    below += u < 0.1 ? 1 : 0;
  }
  EXPECT_NEAR(sum / 10'000, 0.5, 0.01);
  EXPECT_NEAR(below, 1000, 100);
}

TEST(Stance, MovesOneFactorOnly) {
  factor const f{assumption::time, plan::leg_kind::crossing, network::mode::rail};
  auto const s = stance::moved(f, 1);
  EXPECT_EQ(s.of(f, 1), 1);
  EXPECT_EQ(s.of({assumption::cost, f.kind, f.by}, 1), 0.5);
  EXPECT_EQ(s.of({assumption::time, f.kind, network::mode::road}, 1), 0.5);
}

// 20 t worth 1,000 USD a tonne: a day is worth 270 USD.
TEST(Chooser, WeighsDaysAgainstDollars) {
  auto const slow = way(1, {240, 240, 240}, {2000, 2000, 2000});
  auto const fast = way(2, {120, 120, 120}, {3300, 3300, 3300});
  auto const faster = way(3, {120, 120, 120}, {3400, 3400, 3400});
  chooser const c{flow({slow, fast}, {slow, faster})};
  auto const best = c.choose(stance::best(), kDayValue);
  EXPECT_EQ(best.taken[0]->way, 1);  // 5 days * 270 = 1,350 are worth 1,300
  EXPECT_EQ(best.taken[1]->way, 0);  // but not 1,400
  EXPECT_DOUBLE_EQ(best.taken[0]->days, 5);
  EXPECT_DOUBLE_EQ(best.taken[0]->usd_t, 165);
  auto const delivered = [](double usd_t, double days) {
    return std::log((1 + usd_t / 1000) * (1 + 0.0135 * days));
  };
  EXPECT_NEAR(*best.log_delivered, delivered(100, 10) - delivered(165, 5), 1e-12);
}

TEST(Chooser, TakesTheCheapestWhereGoodsHaveNoValue) {
  auto f =
      flow({way(1, {240, 240, 240}, {2000, 2000, 2000})}, {way(2, {1, 1, 1}, {2001, 2001, 2001})});
  f.value_usd_t.reset();
  for (auto& side : f.ways) {
    side = {way(1, {240, 240, 240}, {2000, 2000, 2000}), way(2, {1, 1, 1}, {2001, 2001, 2001})};
  }
  auto const best = chooser{f}.choose(stance::best(), kDayValue);
  EXPECT_EQ(best.taken[0]->way, 0);
  EXPECT_FALSE(best.log_delivered);
}

TEST(Chooser, TellsASideWithoutAWay) {
  chooser const c{flow({std::nullopt}, {way(1, {1, 1, 1}, {1, 1, 1})})};
  auto const best = c.choose(stance::best(), kDayValue);
  EXPECT_FALSE(best.taken[0]);
  EXPECT_TRUE(best.taken[1]);
  EXPECT_FALSE(best.log_delivered);
}

// The same thing has the same luck in both views: what does not change adds no noise, and a way
// more is never worse, in no draw.
TEST(Chooser, NeverTakesNoiseForGain) {
  std::mt19937 random{1};
  auto const number = [&](std::int64_t to) { return static_cast<std::int64_t>(random() % to); };
  for (int round = 0; round < 50; ++round) {
    std::vector<std::optional<plan::weighed_way>> ways;
    for (std::uint64_t i = 0; i < 5; ++i) {
      auto const h = 20 + number(100), usd = 100 + number(5000);
      ways.push_back(way(i, {h / 2, h, h * 3}, {usd / 2, usd, usd * 2}));
    }
    auto less = ways;
    less[0].reset();
    chooser const same{flow(ways, ways)}, more{flow(less, ways)};
    for (std::uint32_t n = 0; n < 200; ++n) {
      auto const at = stance::draw(3, n);
      EXPECT_EQ(*same.choose(at, kDayValue).log_delivered, 0);
      auto const c = more.choose(at, kDayValue);
      auto const tau = value_at(kDayValue, at.of({assumption::day_value}, 0));
      auto const value = value_at({800, 1000, 1200}, at.of({assumption::goods_value}, 0));
      auto const cost = [&](chosen_way const& w) { return w.usd_t + value * tau * w.days; };
      EXPECT_LE(cost(*c.taken[1]), cost(*c.taken[0]) + 1e-9);
    }
  }
}

// Ways of equal mean but wide luck: on average choosing by expected cost gains nothing at best.
TEST(Chooser, FindsNothingInEqualWays) {
  auto const a = way(1, {50, 100, 200}, {500, 1000, 2000});
  auto const b = way(2, {50, 100, 200}, {500, 1000, 2000});
  chooser const c{flow({a, b}, {a, b})};
  auto const best = c.choose(stance::best(), kDayValue);
  EXPECT_EQ(best.taken[0]->way, 0);
  EXPECT_EQ(*best.log_delivered, 0);
}

}  // namespace
}  // namespace karwan::impact
