#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "karwan/network/metric.h"

// What a metric would be if closures, rules or promises that bar arcs were lifted together.
namespace karwan::network {

// The arrays of a metric that barriers decide; as in metric.h.
struct opened {
  std::vector<std::int64_t> duration_s;
  std::vector<std::uint32_t> opens, first_window;
  std::vector<interval<std::int64_t>> windows;
};

class lifting {
 public:
  // Only barriers for which `may` holds can be lifted. What the options rule out (modes, places and
  // countries avoided) stays shut. Refers to topology and metric.
  lifting(topology const&, metric const&, metric_options const&,
          std::function<bool(barrier const&)> const& may);

  // Entities that can be lifted and bar some arc at some time, sorted.
  std::vector<std::string> const& entities() const { return entities_; }

  // With those lifted whose flag is set (one flag per entity). An arc opens where all that shut it
  // for good are lifted; closed days of the others stay closed. Opening hours of one target that
  // are stated under several entities are lifted with the last of them. Lifting more never shuts
  // anything.
  opened with(std::vector<bool> const& lifted);

 private:
  struct held {  // an arc, and which entities hold it
    arc_ix on;
    std::vector<std::size_t> whole;      // each alone, for good
    std::vector<std::size_t> timed;      // that its calendar names
    std::vector<std::size_t> beginning;  // until which its link is not there
    bool hopeless{false};                // something that cannot be lifted shuts it for good
  };
  using variant = std::pair<std::uint32_t, std::vector<std::size_t>>;  // of a calendar, without

  std::size_t index_of(std::string const&) const;
  held read(arc_ix, std::function<bool(barrier const&)> const& may) const;
  std::vector<interval<std::int64_t>> const& windows_of(std::uint32_t calendar,
                                                        std::vector<std::size_t> const& lifted,
                                                        bool there);

  metric const& metric_;
  std::vector<std::string> entities_;
  std::vector<held> held_;
  std::map<std::pair<variant, bool>, std::vector<interval<std::int64_t>>> laid_out_;
};

}  // namespace karwan::network
