#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/network/metric.h"
#include "karwan/record/view.h"

// What is asked of a plan: first as it was written, then as it is meant.
namespace karwan::plan {

// Options of a command or parameters of a request, all as text; empty where not given. Lists may
// also hold several values separated by commas.
struct asked {
  std::string from, to;
  std::vector<std::string> via;
  std::string product;
  std::string tonnes;
  std::string value;  // of the goods, USD
  std::string unit;
  std::string crew, carrier;
  std::vector<std::string> under;
  std::vector<std::string> modes;
  std::vector<std::string> avoid;  // not split: names may hold commas
  std::string depart, deadline, as_of, known_at, published_by;
  std::string draws, seed;
  std::string eps;
  std::vector<std::string> without;
  std::vector<std::string> scenario;  // ID or ID@DATE
  std::vector<std::string> layers;    // private ones to lay over the record
  std::string lang;
};

// What ways pass: a link or crossing, or the change from one mode to another at a place.
struct passed {
  network::arc_kind kind{network::arc_kind::link};
  std::string entity;  // of a transfer its place
  network::mode by{network::mode::road};
  std::optional<network::mode> to_mode{};  // of a transfer
  friend auto operator<=>(passed const&, passed const&) = default;
};

inline constexpr double kDefaultTonnes = 20;
inline constexpr double kMaxValueUsd = 1e12;
inline constexpr double kMaxTonnes = 1'000'000;
inline constexpr std::uint32_t kDefaultDraws = 1'000;  // of simulated trips
inline constexpr std::uint32_t kMaxDraws = 1'000'000;
inline constexpr std::uint8_t kAllModes = (1U << network::kModes) - 1;

// Checked as far as it can be without the record: names are still text.
struct question {
  std::string from, to;
  std::vector<std::string> via;
  std::string product;  // empty: any goods
  double tonnes{kDefaultTonnes};
  std::optional<double> value_usd;         // of the goods
  std::optional<network::load_unit> unit;  // nullopt: truck, or reefer where the product needs cold
  std::optional<network::crew> drivers;
  std::string carrier;             // the country of its trucks; empty: nobody said
  std::vector<std::string> under;  // instruments under which the goods move
  // Bit per network::mode. Where none was asked for: all, but air only for a truck, reefer or air.
  std::uint8_t modes{kAllModes};
  std::vector<std::string> avoid;
  std::vector<passed> shut;  // where nothing passes, in either direction, whatever the record says
  day depart{};
  // Past midnight on the clocks where it starts; nullopt: midnight UTC of the day.
  std::optional<std::chrono::minutes> depart_at;
  std::optional<day> deadline;  // arrives by the end of this day, where it ends
  std::uint32_t draws{kDefaultDraws};
  std::uint64_t seed{1};
  // 0..1; a way may be left out where one that is told takes at most (1 + eps) times its cost and
  // emissions, arrives no later and crosses no more borders; from stop to stop.
  double eps{0};
  record::view_spec view;  // without, hidden and worlds included
  day today{};
  std::string lang{"en"};
};

// Error bad_input with the option as its place: a date that is not one, tonnes out of range, an
// unknown unit or mode, options that contradict each other.
result<question> read_question(asked const&, day today);

// Bits of the modes on which a unit can stay on its own wheels, keel or wings.
std::uint8_t own_modes(network::load_unit) noexcept;
bool has_mode(std::uint8_t modes, network::mode) noexcept;
std::vector<network::mode> modes_in(std::uint8_t modes);

}  // namespace karwan::plan
