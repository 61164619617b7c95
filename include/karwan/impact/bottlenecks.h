#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/impact/impact.h"

// Where an hour or a dollar saved is worth most over a basket of flows, and what it costs when the
// place is shut (docs/bottlenecks.md).
namespace karwan::impact {

// By what places are ranked: what an hour less there is worth a year, or a dollar less a load.
enum class worth : std::uint8_t { hour, dollar };
std::string_view name_of(worth) noexcept;

struct bottleneck_question {
  day depart{};  // of every flow
  day today{};
  record::view_spec view;
  std::optional<std::vector<basket_flow>> basket;  // nullopt: the record's
  worth by{worth::hour};
  unsigned jobs{1};
  std::size_t limit{20};  // so many are told, and shut one after the other
};

// What flows do where it is shut.
struct detour {
  std::string flow, from, to, product;  // from and to by name
  bool no_way{false};
  double days{0}, usd_t{0};          // with it shut, minus without; 0 where there is no way
  std::vector<std::string> borders;  // passed then, by name, in order
};

struct criticality {
  std::size_t flows{0}, no_way{0};    // that use it; of those, left without any way
  std::optional<double> days, usd_t;  // the median of those that find another way
  // What they pay more in carriage and days, of flows whose tonnes are known. The dollars of one
  // load of each of the others.
  double usd_year{0}, usd_loads{0};
  std::vector<detour> detours;  // in the order of the basket
};

struct bottleneck {
  plan::passed at;                       // a link, crossing or change of mode
  std::string name;                      // of it; of a change its place
  std::size_t flows{0}, weighted{0};     // that pass; of those, with known tonnes a year
  double tonnes_year{0}, loads_year{0};  // of these
  double hours{0};                       // that a load spends there, the mean of the flows
  // What an hour less there is worth: a year, to flows whose tonnes are known; and summed over one
  // load of each of the others. Goods of unknown value count nothing.
  bounded<double> hour_usd_year{}, hour_usd_loads{};
  std::size_t unvalued{0};  // flows whose goods have no known value
  criticality shut;
};

struct bottlenecks {
  bottleneck_question asked;
  std::string record_version;
  std::size_t flows{0}, no_route{0}, refused{0};    // of the basket
  std::size_t stated{0}, shared{0}, unweighted{0};  // tonnes a year stated; shares of a total; none
  parameter day_value;
  std::size_t all{0};             // places found
  std::vector<bottleneck> items;  // most worth first
};

// Each flow takes the way of least expected cost, carriage and the value of days together, with a
// full load of its unit. The steps are the flows, and the places that are shut one after the other.
// Throws failure: as find_impact.
bottlenecks find_bottlenecks(std::function<record::store()> const& open, bottleneck_question const&,
                             watch const& = {});

// The schema `Bottlenecks` of openapi.yaml on one line.
std::string to_json(bottlenecks const&);
// At most 100 columns wide. Ends with a line end.
std::string to_text(bottlenecks const&);

}  // namespace karwan::impact
