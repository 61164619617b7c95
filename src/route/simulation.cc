#include "karwan/route/simulation.h"

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
  shutters(shut_chance const& chance, std::uint64_t luck) : chance_{&chance}, luck_{luck} {
    if (chance_->per_s > 0) {
      shut_from_ = open_for();
    }
  }

  // When it is open again, from t on; t itself where it is open. Never asked for an earlier t.
  double open_from(double t) {
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
  double open_for() { return -std::log(unit_of(luck_, ++drawn_)) / chance_->per_s; }

  shut_chance const* chance_;
  std::uint64_t luck_, drawn_{0};
  double shut_from_{std::numeric_limits<double>::infinity()};
};

struct arc_draws {
  arc on;
  std::uint64_t luck;
  shut_chance shut;
  double const* levels;
  bool always_open;  // neither windows nor chance hold anybody back
};

// When an arc that is reached at `now` is entered; infinite where that is never. Times are in
// seconds since the epoch.
struct entered {
  double at;
  bool was_shut;
};
entered enter(metric const& m, arc_draws const& a, double now, draw_options const& o,
              std::uint32_t n) {
  constexpr auto kNever = std::numeric_limits<double>::infinity();
  if (a.always_open) {
    return {now, false};
  }
  auto const leaves = static_cast<double>(o.leaves_s);
  shutters closings{a.shut, mixed(~a.luck) + mixed(n)};
  auto was_shut = false;
  for (auto at = now;;) {
    auto const window = entry(m, a.on, static_cast<std::int64_t>(std::floor(at)));
    if (window == kBarred) {
      return {kNever, was_shut};
    }
    at = std::max(at, static_cast<double>(window));
    auto const open = closings.open_from(at - leaves) + leaves;
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
                                std::uint64_t seed, known_times& times) {
  std::vector<arc_draws> out;
  out.reserve(way.size());
  times.make_room(way.size() + 1);
  for (auto const& a : way) {
    if (a.on >= m.opens.size() || !(a.mean_s >= 0) || !(a.sigma >= 0) || !std::isfinite(a.mean_s) ||
        !std::isfinite(a.sigma) || !(a.shut.per_s >= 0) || !std::isfinite(a.shut.per_s) ||
        !std::isfinite(a.shut.log_mean) || !(a.shut.log_sigma >= 0)) {
      throw std::invalid_argument{"an arc to simulate does not exist or has no distribution"};
    }
    out.push_back({a.on, mixed(a.key ^ mixed(seed)), a.shut, times.of(a.mean_s, a.sigma).data(),
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

}  // namespace

std::vector<double> const& known_times::of(double mean_s, double sigma) {
  auto const [at, is_new] = levels_.try_emplace({mean_s, sigma});
  if (is_new) {
    at->second = levels_of(mean_s, sigma);
  }
  return at->second;
}

void known_times::make_room(std::size_t more) {
  constexpr std::size_t kMost = 2048;  // of 8 KiB each
  if (levels_.size() + more > kMost) {
    levels_.clear();
  }
}

simulated simulate(metric const& m, std::span<chance_arc const> way, draw_options const& options) {
  known_times alone;
  return simulate(m, way, options, alone);
}

simulated simulate(metric const& m, std::span<chance_arc const> way, draw_options const& options,
                   known_times& times) {
  auto const arcs = prepared(m, way, options.seed, times);
  auto const& trip = times.of(1, options.trip_sigma);
  auto const trip_luck = mixed(~mixed(options.seed));
  shares by_arc{arcs.size()};
  std::vector<double> parts(arcs.size());
  simulated out;
  out.took_s.reserve(options.draws);
  for (std::uint32_t n = 0; n < options.draws; ++n) {
    auto const factor = trip[level_of(trip_luck, n)];
    auto now = static_cast<double>(options.leaves_s);
    bool arrives = true, shut = false;
    for (std::size_t i = 0; i < arcs.size() && arrives; ++i) {
      auto const& a = arcs[i];
      auto const in = enter(m, a, now, options, n);
      arrives = std::isfinite(in.at);
      shut = shut || in.was_shut;
      auto const left = in.at + factor * a.levels[level_of(a.luck, n)];
      parts[i] = left - now;
      now = left;
    }
    out.shut += shut ? 1 : 0;
    auto const took = now - static_cast<double>(options.leaves_s);
    out.took_s.push_back(arrives ? std::llround(took) : kBarred);
    if (arrives) {
      by_arc.add(parts, took);
    }
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
