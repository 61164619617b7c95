#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "karwan/route/search.h"

// How long a known way takes by chance. Each arc's time is lognormal, a trip has a factor of its
// own that all its arcs share, and windows hold back whoever comes too early or too late. What is
// open when the trip begins may be shut on the way: open and shut follow each other by chance.
namespace karwan::route {

// What may be shut: it stays open for exponential times and shut for lognormal ones, in turns, from
// departure on.
struct shut_chance {
  double per_s{0};     // closures per second of being open, >= 0; 0: is never shut by chance
  double log_mean{0};  // of how long in s, its natural logarithm
  double log_sigma{0};
};

struct chance_arc {
  arc on;             // whose windows hold
  double mean_s;      // >= 0
  double sigma;       // of the logarithm, >= 0
  std::uint64_t key;  // arcs of one key have the same luck in a draw, on every way of every view
  shut_chance shut{};
};

struct draw_options {
  std::uint64_t seed{1};
  std::uint32_t draws{1000};
  std::int64_t leaves_s{0};          // departure, seconds since the epoch
  double trip_sigma{0};              // of the logarithm of the trip's factor, >= 0; its mean is 1
  std::int64_t patience_s{kBarred};  // who would wait longer for what is shut by chance never comes
};

struct simulated {
  // Per draw, from departure to the end; kBarred where a window did not come again.
  std::vector<std::int64_t> took_s;
  // Per arc, the wait before it included: what part of the variance of the whole it makes (its
  // covariance with the whole over the variance of the whole). They sum to 1; all 0 where nothing
  // varies. Draws that never arrive are left out.
  std::vector<double> part;
  std::uint32_t shut{0};  // draws in which something on the way was shut by chance when reached
};

// What was made for earlier ways, of which many share arcs: distributions by mean and sigma, and
// who draws what. It decides speed only. Not for use by two threads at once.
class known_times {
 public:
  // Its levels; they live until the next call of `make_room`.
  std::vector<double> const& of(double mean_s, double sigma);
  // Which level each of the first draws has, for whoever has that luck; they live as long.
  std::vector<std::uint16_t> const& levels_drawn(std::uint64_t luck, std::uint32_t draws);
  // Forgets all where there would be more than some megabytes with so many arcs and draws more.
  void make_room(std::size_t arcs, std::uint32_t draws);

 private:
  std::map<std::pair<double, double>, std::vector<double>> levels_;
  std::unordered_map<std::uint64_t, std::vector<std::uint16_t>> drawn_;
  std::size_t draws_kept_{0};
};

// Draws are numbered: the first n of a longer run are those of a shorter one,
// and none depends on another, on threads or on the other arcs of the way.
// Throws std::invalid_argument where an arc does not exist, or a mean or sigma is negative or not
// finite.
simulated simulate(metric const&, std::span<chance_arc const>, draw_options const&, known_times&);
// The same of one way alone.
simulated simulate(metric const&, std::span<chance_arc const>, draw_options const&);

// The value that a share of the draws does not exceed, 0 < share <= 1 (nearest rank). nullopt where
// the draw of that rank never arrives, or there is none.
std::optional<std::int64_t> quantile(std::span<std::int64_t const> sorted, double share);

}  // namespace karwan::route
