#include "network/metric_times.h"

#include <utility>

#include "network/cuts.h"

namespace karwan::network {
namespace {

class time_setter {
 public:
  time_setter(metric& m, topology const& t, facts const& f, standpoint const& from,
              metric_options const& o)
      : m_{m}, t_{t}, options_{o}, cuts_{f, t, from, o.who, o.depart} {}

  void set_all() {
    auto const lacks = take_lacks();
    m_.epoch = options_.depart;
    for (auto i = std::uint16_t{0}; i < t_.countries.size(); ++i) {
      auto const offset = cuts_.offset_of(country_ix{i});
      m_.utc_offset_min.add(offset ? static_cast<int>(offset->value) : 0);
    }
    auto lack = lacks.begin();
    m_.first_window.push_back(0);
    for (auto i = std::uint32_t{0}; i < t_.arcs.size(); ++i) {
      arc_ix const ix{i};
      auto const known = lack == lacks.end() || lack->on != ix;
      if (!known) {
        m_.barriers.push_back(*lack++);
      }
      auto const open = add_times(ix);
      auto const usable = known && open && !is_avoided(t_.arcs[ix]);
      m_.duration_s.push_back(usable ? m_.expected_s(ix) : kBarred);
    }
  }

 private:
  // What bars arcs because no row gives a value of theirs; all else is forgotten.
  std::vector<barrier> take_lacks() {
    auto lacks = std::exchange(m_.barriers, {});
    std::erase_if(lacks, [](barrier const& b) { return b.missing.empty(); });
    m_.utc_offset_min = {};
    m_.duration_s.clear();
    m_.opens.clear();
    m_.first_window.clear();
    m_.windows.clear();
    m_.calendars.clear();
    m_.calendar_of.clear();
    return lacks;
  }

  // When it can be entered, and what bars it. False: never.
  bool add_times(arc_ix ix) {
    m_.opens.push_back(kAlwaysOpen);
    m_.calendar_of.push_back(kAlwaysOpen);
    if (auto absent = cuts_.absence(ix)) {
      m_.barriers.push_back(std::move(*absent));
      return false;
    }
    auto const c = cuts_.calendar_of(ix);
    if (c == nullptr) {
      return true;
    }
    std::ranges::move(cuts_.barriers(ix, *c), std::back_inserter(m_.barriers));
    auto const known = std::ranges::find(m_.calendars, c);
    auto const at = static_cast<std::uint32_t>(known - m_.calendars.begin());
    if (known == m_.calendars.end()) {
      m_.calendars.push_back(c);
      add_windows(*c);
    }
    m_.calendar_of.back() = at;
    m_.opens.back() = set_of_[at];
    return set_of_[at] == kAlwaysOpen ||
           m_.first_window[set_of_[at]] != m_.first_window[set_of_[at] + 1];
  }

  void add_windows(calendar const& c) {
    auto const windows = c.windows();
    if (windows.size() == 1 && windows.front() == kHorizon) {
      set_of_.push_back(kAlwaysOpen);
      return;
    }
    set_of_.push_back(static_cast<std::uint32_t>(m_.first_window.size() - 1));
    m_.windows.insert(m_.windows.end(), windows.begin(), windows.end());
    m_.first_window.push_back(static_cast<std::uint32_t>(m_.windows.size()));
  }

  bool is_avoided(arc const& a) const {
    auto const avoided = [&](node_ix n) {
      auto const& node = t_.nodes[n];
      return (options_.modes >> static_cast<unsigned>(node.on) & 1U) == 0 ||
             std::ranges::find(options_.avoid_places, node.at) != options_.avoid_places.end() ||
             std::ranges::find(options_.avoid_countries, t_.places[node.at].in) !=
                 options_.avoid_countries.end();
    };
    return avoided(a.tail) || avoided(a.head);
  }

  metric& m_;
  topology const& t_;
  metric_options const& options_;
  cuts cuts_;
  std::vector<std::uint32_t> set_of_;  // window set per calendar
};

}  // namespace

void set_times(metric& m, topology const& t, facts const& f, standpoint const& from,
               metric_options const& o) {
  time_setter{m, t, f, from, o}.set_all();
}

}  // namespace karwan::network
