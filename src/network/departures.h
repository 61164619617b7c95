#pragma once

#include "network/standpoint.h"

namespace karwan::network {

// What leaves by a link in one direction. One that says its weekdays is awaited by them; only where
// none does, the frequencies count.
struct departures {
  std::vector<service_row const*> by_timetable;
  std::vector<service_row const*> by_frequency;  // one per service
};

// Does one board something that leaves by itself? By road and rail one goes on as one came; what a
// train waits for is in the change to it.
inline bool is_boarded(mode m) {
  return m != mode::road && m != mode::rail;
}

// Timetables of the view that hold on its day, and those that follow them; else frequencies.
departures departures_of(facts const&, topology const&, standpoint const&, link_ix, bool reversed);

}  // namespace karwan::network
