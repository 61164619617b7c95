#pragma once

#include <memory>
#include <string>
#include <vector>

#include "plan/front.h"
#include "plan/patience.h"

// Where the ways of a question may go: everywhere, or by one corridor.
namespace karwan::plan {

// What every way of a corridor does. Entities that the network does not know count for nothing.
struct corridor {
  std::string entity;
  std::vector<std::vector<std::string>> gates;  // of each, one place, crossing or link is passed
  std::vector<network::mode> uses;              // each is used somewhere
  std::uint8_t modes{(1U << network::kModes) - 1};  // others are not used
  std::vector<std::string> avoids;                  // places, crossings, links, countries
};

// Finds ways between stops, and knows whether there is any. Refers to its arguments.
class passage {
 public:
  virtual ~passage() = default;
  virtual front find(route::metric const&) = 0;
  // Is there a way on which nothing keeps one waiting for longer than anyone would? By earliest
  // arrival: quick.
  virtual bool is_open(route::metric const&, patience const&) = 0;
};

// leaves_s: departure, seconds since the epoch. eps as in route::query, from stop to stop.
std::unique_ptr<passage> anywhere(route::searcher&, network::topology const&,
                                  std::vector<network::place_ix> stops, std::int64_t leaves_s,
                                  double eps);
// At most 6 gates and modes to use, taken together; two stops.
std::unique_ptr<passage> along(corridor const&, network::topology const&, network::place_ix from,
                               network::place_ix to, std::int64_t leaves_s);

}  // namespace karwan::plan
