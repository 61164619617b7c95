#include "network/departures.h"

namespace karwan::network {

departures departures_of(facts const& f, topology const& t, standpoint const& from, link_ix ix,
                         bool reversed) {
  auto out = departures{};
  auto const& l = t.links[ix];
  if (!is_boarded(l.by)) {
    return out;
  }
  auto const& a = t.places[reversed ? l.to : l.from].entity;
  auto const& b = t.places[reversed ? l.from : l.to].entity;
  auto const& all = f.services;
  auto const is_of = [&](service_row const& s) { return s.by == l.by && s.from == a && s.to == b; };
  auto const holds = std::ranges::any_of(
      all, [&](auto const& s) { return is_of(s) && s.weekdays && from.usable(*s.is); });
  for (auto const& s : all) {
    if (holds && is_of(s) && s.weekdays && from.in_view(*s.is)) {
      out.by_timetable.push_back(&s);
    }
    if (holds || !is_of(s) || !s.per_week || !from.usable(*s.is)) {
      continue;
    }
    auto const same = std::ranges::find_if(out.by_frequency, [&](service_row const* other) {
      return other->is->entity == s.is->entity;
    });
    if (same == out.by_frequency.end()) {
      out.by_frequency.push_back(&s);
    } else if (from.better(*s.is, *(*same)->is)) {
      *same = &s;
    }
  }
  return out;
}

}  // namespace karwan::network
