#include "impact/stance.h"

#include <fmt/format.h>

#include "karwan/route/luck.h"

namespace karwan::impact {
namespace {

std::uint64_t key_of(factor const& f) {
  return static_cast<std::uint64_t>(f.what) << 16U | static_cast<std::uint64_t>(f.kind) << 8U |
         static_cast<std::uint64_t>(f.by);
}

std::string_view name_of(assumption what) {
  switch (what) {
    case assumption::day_value:
      return "value of a day";
    case assumption::elasticity:
      return "trade elasticity";
    case assumption::goods_value:
      return "value of the goods";
    case assumption::base:
      return "trade today, by whose books";
    case assumption::domestic_sales:
      return "domestic sales";
    case assumption::duty:
      return "duty, by which line of the tariff";
    case assumption::time:
      return "time";
    case assumption::cost:
      break;
  }
  return "cost";
}

}  // namespace

std::string name_of(factor const& f) {
  if (f.what != assumption::time && f.what != assumption::cost) {
    return std::string{name_of(f.what)};
  }
  switch (f.kind) {
    case plan::leg_kind::link:
      return fmt::format("{} of travel by {}", name_of(f.what), network::name_of(f.by));
    case plan::leg_kind::crossing:
      return fmt::format("{} at borders by {}", name_of(f.what), network::name_of(f.by));
    case plan::leg_kind::transfer:
    case plan::leg_kind::wait:
      break;
  }
  return fmt::format("{} of changes from {}", name_of(f.what), network::name_of(f.by));
}

stance stance::draw(std::uint64_t seed, std::uint32_t number) {
  stance s;
  s.how_ = how::draw;
  s.seed_ = route::mixed(seed);
  s.number_ = number;
  return s;
}

stance stance::moved(factor f, double to) {
  stance s;
  s.how_ = how::moved;
  s.moves_ = f;
  s.to_ = to;
  return s;
}

double stance::of(factor const& f, std::uint64_t luck) const {
  switch (how_) {
    case how::best:
      return 0.5;
    case how::moved:
      return f == moves_ ? to_ : 0.5;
    case how::draw:
      break;
  }
  return route::unit_of(route::mixed(luck ^ seed_ ^ route::mixed(key_of(f))), number_);
}

}  // namespace karwan::impact
