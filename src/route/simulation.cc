#include "karwan/route/simulation.h"

#include <algorithm>
#include <array>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "karwan/route/luck.h"
#include "route/entry.h"

namespace karwan::route {
namespace {

// A distribution is told by this many of its quantiles, at the middles of equal shares. With 1,024
// the tails end at 3.3 standard deviations, and a draw costs one look into a table.
constexpr unsigned kLevelBits = 10;
constexpr std::size_t kLevels = std::size_t{1} << kLevelBits;

std::array<double, kLevels> const& standard_normal() {
  static auto const levels = [] {
    std::array<double, kLevels> out{};
    boost::math::normal const z;
    for (std::size_t i = 0; i < kLevels; ++i) {
      out[i] = boost::math::quantile(z, (static_cast<double>(i) + 0.5) / kLevels);
    }
    return out;
  }();
  return levels;
}

// Which level draw number n has, for whoever has that luck: a function of counters alone.
constexpr std::size_t level_of(std::uint64_t luck, std::uint64_t n) {
  return bits_of(luck, n) >> (64U - kLevelBits);
}

// Lognormal with that mean. Scaled so that the levels themselves have it, not only their limit.
std::vector<double> levels_of(double mean, double sigma) {
  std::vector<double> out(kLevels);
  double sum = 0;
  for (std::size_t i = 0; i < kLevels; ++i) {
    out[i] = std::exp(sigma * standard_normal()[i]);
    sum += out[i];
  }
  for (auto& each : out) {
    each *= mean * kLevels / sum;
  }
  return out;
}

// Whether something is shut, in one draw. Times are in seconds since departure.
class shutters {
 public:
  shutters(shut_chance const& chance, std::uint64_t luck) : chance_{&chance}, luck_{luck} {}

  // When it is open again, from t on; t itself where it is open. Never asked for an earlier t.
  double open_from(double t) {
    if (drawn_ == 0) {
      if (is_surely_open(t)) {
        return t;
      }
      shut_from_ = open_for();
    }
    while (shut_from_ <= t) {
      auto const z = standard_normal()[level_of(luck_, ++drawn_)];
      auto const open = shut_from_ + std::exp(chance_->log_mean + chance_->log_sigma * z);
      if (t < open) {
        return open;
      }
      shut_from_ = open + open_for();
    }
    return t;
  }

 private:
  // That it was not shut up to then, told without a logarithm: -log(u) >= 1 - u.
  bool is_surely_open(double t) const {
    constexpr double kMoreThanRounding = 1 + 1e-9;
    return 1 - unit_of(luck_, 1) > t * chance_->per_s * kMoreThanRounding;
  }
  double open_for() { return -std::log(unit_of(luck_, ++drawn_)) / chance_->per_s; }

  shut_chance const* chance_;
  std::uint64_t luck_, drawn_{0};
  double shut_from_{};
};

struct arc_draws {
  arc on;
  std::uint64_t luck;
  shut_chance shut;
  double const* levels;
  std::uint16_t const* drawn;  // which of them, per draw
  bool always_open;            // neither windows nor chance hold anybody back
};

// When an arc that is not always open and is reached at `now` is entered; infinite where that is
// never. Times are in seconds since the epoch.
struct entered {
  double at;
  bool was_shut;
};
entered enter(metric const& m, arc_draws const& a, double now, draw_options const& o,
              std::uint32_t n) {
  constexpr auto kNever = std::numeric_limits<double>::infinity();
  auto const leaves = static_cast<double>(o.leaves_s);
  auto const by_chance = a.shut.per_s > 0;
  shutters closings{a.shut, mixed(~a.luck) + mixed(n)};
  auto was_shut = false;
  for (auto at = now;;) {
    auto const window = entry(m, a.on, static_cast<std::int64_t>(std::floor(at)));
    if (window == kBarred) {
      return {kNever, was_shut};
    }
    at = std::max(at, static_cast<double>(window));
    auto const open = by_chance ? closings.open_from(at - leaves) + leaves : at;
    if (open <= at) {
      return {at, was_shut};
    }
    if (open - at > static_cast<double>(o.patience_s)) {
      return {kNever, true};
    }
    was_shut = true;
    at = open;
  }
}

std::vector<arc_draws> prepared(metric const& m, std::span<chance_arc const> way,
                                draw_options const& o, known_times& times) {
  std::vector<arc_draws> out;
  out.reserve(way.size());
  times.make_room(way.size() + 1, o.draws);
  for (auto const& a : way) {
    if (a.on >= m.opens.size() || !(a.mean_s >= 0) || !(a.sigma >= 0) || !std::isfinite(a.mean_s) ||
        !std::isfinite(a.sigma) || !(a.shut.per_s >= 0) || !std::isfinite(a.shut.per_s) ||
        !std::isfinite(a.shut.log_mean) || !(a.shut.log_sigma >= 0)) {
      throw std::invalid_argument{"an arc to simulate does not exist or has no distribution"};
    }
    auto const luck = mixed(a.key ^ mixed(o.seed));
    out.push_back({a.on, luck, a.shut, times.of(a.mean_s, a.sigma).data(),
                   times.levels_drawn(luck, o.draws).data(),
                   m.opens[a.on] == kAlwaysOpen && a.shut.per_s == 0});
  }
  return out;
}

// Sums for the covariance of each arc's time with that of the whole.
class shares {
 public:
  explicit shares(std::size_t arcs) : sum_(arcs, 0.0), with_total_(arcs, 0.0) {}

  void add(std::span<double const> parts, double total) {
    ++draws_;
    total_ += total;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      sum_[i] += parts[i];
      with_total_[i] += parts[i] * total;
    }
  }

  std::vector<double> of_variance() const {
    std::vector<double> out(sum_.size(), 0.0);
    double variance = 0;
    for (std::size_t i = 0; i < out.size() && draws_ > 0; ++i) {
      out[i] = with_total_[i] - sum_[i] * total_ / draws_;
      variance += out[i];
    }
    // What rounding leaves of a sum of squares is no variance.
    auto const noise = 1e-9 * total_ * total_ / std::max(draws_, 1.0);
    for (auto& each : out) {
      each = variance > noise ? each / variance : 0.0;
    }
    return out;
  }

 private:
  std::vector<double> sum_, with_total_;
  double total_{0}, draws_{0};
};

constexpr std::uint32_t kBlock = 128;  // draws at once: what is kept of them fits a fast cache

// Some draws, made one arc after the other: those of one arc do not wait for each other.
class block {
 public:
  block(metric const& m, std::vector<arc_draws> const& arcs, draw_options const& o,
        std::span<double const> trip, std::span<std::uint16_t const> trip_drawn)
      : m_{m},
        arcs_{arcs},
        options_{o},
        trip_{trip},
        trip_drawn_{trip_drawn},
        parts_(arcs.size() * kBlock) {}

  void run(std::uint32_t first, std::uint32_t count) {
    first_ = first;
    count_ = count;
    now_.fill(static_cast<double>(options_.leaves_s));
    shut_.fill(false);
    for (std::uint32_t n = 0; n < count; ++n) {
      factor_[n] = trip_[trip_drawn_[first + n]];
    }
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
      arcs_[i].always_open ? pass(i) : enter_and_pass(i);
    }
  }

  void add_to(simulated& out, shares& by_arc) const {
    for (std::uint32_t n = 0; n < count_; ++n) {
      auto const took = now_[n] - static_cast<double>(options_.leaves_s);
      auto const arrives = std::isfinite(took);
      out.shut += shut_[n] ? 1 : 0;
      out.took_s.push_back(arrives ? std::llround(took) : kBarred);
      if (arrives) {
        by_arc.add(std::span{parts_}.subspan(n * arcs_.size(), arcs_.size()), took);
      }
    }
  }

 private:
  // Nobody is held back there.
  void pass(std::size_t i) {
    auto const& a = arcs_[i];
    for (std::uint32_t n = 0; n < count_; ++n) {
      leave(i, n, now_[n] + factor_[n] * a.levels[a.drawn[first_ + n]]);
    }
  }

  void enter_and_pass(std::size_t i) {
    auto const& a = arcs_[i];
    for (std::uint32_t n = 0; n < count_; ++n) {
      if (std::isfinite(now_[n])) {
        auto const in = enter(m_, a, now_[n], options_, first_ + n);
        shut_[n] = shut_[n] || in.was_shut;
        leave(i, n, in.at + factor_[n] * a.levels[a.drawn[first_ + n]]);
      }
    }
  }

  void leave(std::size_t i, std::uint32_t n, double left) {
    parts_[n * arcs_.size() + i] = left - now_[n];
    now_[n] = left;
  }

  metric const& m_;
  std::vector<arc_draws> const& arcs_;
  draw_options const& options_;
  std::span<double const> trip_;
  std::span<std::uint16_t const> trip_drawn_;
  std::uint32_t first_{0}, count_{0};
  std::array<double, kBlock> now_{}, factor_{};  // infinite: never arrives
  std::array<bool, kBlock> shut_{};
  std::vector<double> parts_;  // per draw, per arc
};

}  // namespace

std::vector<double> const& known_times::of(double mean_s, double sigma) {
  auto const [at, is_new] = levels_.try_emplace({mean_s, sigma});
  if (is_new) {
    at->second = levels_of(mean_s, sigma);
  }
  return at->second;
}

std::vector<std::uint16_t> const& known_times::levels_drawn(std::uint64_t luck,
                                                            std::uint32_t draws) {
  auto& out = drawn_[luck];
  draws_kept_ += std::max<std::size_t>(draws, out.size()) - out.size();
  out.reserve(draws);
  for (auto n = out.size(); n < draws; ++n) {
    out.push_back(static_cast<std::uint16_t>(level_of(luck, n)));
  }
  return out;
}

void known_times::make_room(std::size_t arcs, std::uint32_t draws) {
  constexpr std::size_t kMostLevels = 2048;            // of 8 KiB each
  constexpr std::size_t kMostDraws = 4 * 1024 * 1024;  // of 2 bytes each
  if (levels_.size() + arcs > kMostLevels) {
    levels_.clear();
  }
  if (draws_kept_ + arcs * draws > kMostDraws) {
    drawn_.clear();
    draws_kept_ = 0;
  }
}

simulated simulate(metric const& m, std::span<chance_arc const> way, draw_options const& options) {
  known_times alone;
  return simulate(m, way, options, alone);
}

simulated simulate(metric const& m, std::span<chance_arc const> way, draw_options const& options,
                   known_times& times) {
  auto const arcs = prepared(m, way, options, times);
  auto const& trip = times.of(1, options.trip_sigma);
  auto const& trip_drawn = times.levels_drawn(mixed(~mixed(options.seed)), options.draws);
  block draws{m, arcs, options, trip, trip_drawn};
  shares by_arc{arcs.size()};
  simulated out;
  out.took_s.reserve(options.draws);
  for (std::uint32_t first = 0; first < options.draws; first += kBlock) {
    draws.run(first, std::min(kBlock, options.draws - first));
    draws.add_to(out, by_arc);
  }
  out.part = by_arc.of_variance();
  return out;
}

std::optional<std::int64_t> quantile(std::span<std::int64_t const> sorted, double share) {
  if (sorted.empty()) {
    return std::nullopt;
  }
  auto const rank = std::ceil(share * static_cast<double>(sorted.size()));
  auto const at = std::min(static_cast<std::size_t>(std::max(rank, 1.0)), sorted.size()) - 1;
  return sorted[at] == kBarred ? std::nullopt : std::optional{sorted[at]};
}

}  // namespace karwan::route
