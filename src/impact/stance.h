#pragma once

#include <cstdint>
#include <string>

#include "karwan/base/quantity.h"
#include "karwan/plan/answer.h"

// Where in its range each assumption stands: all at their best values, as a draw has them, or one
// of them moved while the others stay.
namespace karwan::impact {

enum class assumption : std::uint8_t {
  day_value,
  elasticity,
  goods_value,
  base,
  time,
  cost,
  domestic_sales,
  duty
};

// What is moved together: one parameter, or the times or costs of all legs of one kind and mode.
struct factor {
  assumption what{assumption::day_value};
  plan::leg_kind kind{plan::leg_kind::link};  // of time and cost
  network::mode by{network::mode::road};

  friend auto operator<=>(factor const&, factor const&) = default;
};
std::string name_of(factor const&);  // in words

class stance {
 public:
  static stance best() { return {}; }
  static stance draw(std::uint64_t seed, std::uint32_t number);
  static stance moved(factor, double to);

  // 0..1; `luck` tells apart what has the same factor: things passed, goods, pairs of countries.
  // The same thing stands the same in every view, on every way and for every flow.
  double of(factor const&, std::uint64_t luck) const;

 private:
  enum class how : std::uint8_t { best, draw, moved } how_{how::best};
  std::uint64_t seed_{0};
  std::uint32_t number_{0};
  factor moves_{};
  double to_{0.5};
};

// Half of what may be lies evenly below the best value, half above: 0 is low, 0.5 best, 1 high.
inline double value_at(bounded<double> const& range, double stands) {
  return stands < 0.5 ? range.low + (range.best - range.low) * 2 * stands
                      : range.best + (range.high - range.best) * (2 * stands - 1);
}

}  // namespace karwan::impact
