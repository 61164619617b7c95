#pragma once

#include <array>
#include <optional>
#include <vector>

#include "impact/stance.h"
#include "karwan/impact/impact.h"
#include "karwan/plan/ways.h"

// Which way goods take in each of two views, and what it then takes.
namespace karwan::impact {

enum class side : std::uint8_t { without, with };
inline constexpr std::array<side, 2> kSides{side::without, side::with};

// The ways of one flow: the union of what both views offer, each as either view has it.
struct offered {
  std::array<std::vector<std::optional<plan::weighed_way>>, 2> ways;  // [side][way]
  double tonnes{1};                                                   // of the consignment
  std::optional<bounded<double>> value_usd_t;                         // of the goods
  std::uint64_t goods{0};                                             // whose value it is: luck
  std::optional<duty_change> duty_pct;                                // nullopt: the same on both

  std::vector<std::optional<plan::weighed_way>> const& on(side s) const {
    return ways[static_cast<std::size_t>(s)];
  }
};

struct chosen_way {
  std::size_t way{0};
  double days{0}, usd_t{0};  // expected; US dollars of carriage a tonne
};

struct choice {
  std::array<std::optional<chosen_way>, 2> taken;  // [side]; nullopt: no way
  // ln of what the goods cost delivered, with over without; blank where their value is not known or
  // a side has no way.
  std::optional<double> log_delivered;

  std::optional<chosen_way> const& on(side s) const { return taken[static_cast<std::size_t>(s)]; }
};

// Prepares a flow for many stances.
class chooser {
 public:
  explicit chooser(offered const&);

  // The way of least expected cost on each side: carriage + the goods' value x day_value x days;
  // where the goods' value is not known, carriage alone; ties go to the faster, then the earlier.
  choice choose(stance const&, bounded<double> const& day_value) const;

  std::vector<factor> const& factors() const { return factors_; }  // of its legs, each once

 private:
  // What a thing takes; ways share most of them, so each is worked out once for a stance.
  struct part {
    std::uint32_t thing;
    bounded<double> s, usd;
    friend bool operator==(part const&, part const&) = default;
  };
  struct prepared {
    std::size_t way;
    double wait_s;
    std::vector<std::uint32_t> parts;  // into parts_
  };
  struct thing {
    std::uint64_t luck;
    factor time, cost;
  };

  std::uint32_t thing_of(plan::weighed_step const&);
  std::uint32_t part_of(plan::weighed_step const&);

  std::array<std::vector<prepared>, 2> sides_;
  std::vector<thing> things_;
  std::vector<part> parts_;
  std::vector<factor> factors_;
  double tonnes_;
  std::optional<bounded<double>> value_usd_t_;
  std::uint64_t goods_;
  std::optional<duty_change> duty_pct_;
};

}  // namespace karwan::impact
