#include "require/rides.h"

#include <algorithm>
#include <limits>
#include <queue>
#include <tuple>

#include <fmt/format.h>

namespace karwan::require {
namespace {

using namespace network;

constexpr double kPerService = 200, kDoubtful = 500, kRoadBesideRail = 2, kBare = 1.5;
constexpr int kWaitDays = 14;  // for something with a stated end

metric_options options_of(question const& q) {
  metric_options o;
  o.view = q.way.view;
  o.depart = q.way.depart;
  o.who = traffic::passenger;
  return o;
}

int likelihood(record::row const& r) {  // lower is likelier
  return r.text("status") == "running" ? 0 : 1;
}

// Whose word on a service comes first: one that says when it was last seen, and when it goes.
auto rank(record::row const& r) {
  return std::tuple{likelihood(r), r.find("evidence_on") == nullptr,
                    r.find("timetable") == nullptr};
}

}  // namespace

rides::rides(record::store const& from, question const& q)
    : depart_{q.way.depart},
      facts_{read_facts(from, q.way.view)},
      topo_{build_topology(*facts_)},
      metric_{build_metric(topo_, *facts_, options_of(q))},
      services_{from.rows(record::find_table("services").value(), q.way.view)} {
  std::erase_if(services_, [](record::row const& r) {
    auto const carries = r.text("carries");
    return (carries != "passengers" && carries != "both") || r.find("carried") != nullptr ||
           r.text("from").empty() || r.text("to").empty();
  });
  std::ranges::stable_sort(services_, [&](record::row const& a, record::row const& b) {
    return rank(a) != rank(b) ? rank(a) < rank(b) : record::preferred(a, b, depart_);
  });
  add_links();
  out_.resize(topo_.places.size());
  auto const lead_on = [&](std::size_t first) {
    for (auto i = first; i < hops_.size(); ++i) {
      out_[*hops_[i].from].push_back(i);
    }
  };
  lead_on(0);
  auto const links = hops_.size();
  add_services();
  lead_on(links);
}

std::vector<record::statement_ix> rides::entry(arc_ix a) const {
  return metric_.statements_of_entry(a, 0);
}

// Closures in force on the day; of rules that open on some days only the weekdays are told apart by
// whoever travels.
std::vector<barrier const*> rides::closed(arc_ix a) const {
  std::vector<barrier const*> out;
  for (auto const& b : metric_.barriers_of(a)) {
    auto const now =
        b.from && *b.from <= depart_ && (!b.to || *b.to > depart_ + std::chrono::days{kWaitDays});
    auto const& a_link = topo_.arcs[a];
    auto const promised = a_link.kind != arc_kind::transfer &&
                          (b.entity == topo_.links[a_link.on].world || b.entity == b.target);
    if (promised ? b.for_good : b.missing.empty() && (b.for_good || now)) {
      out.push_back(&b);
    }
  }
  return out;
}

void rides::add_links() {
  std::map<std::pair<link_ix, bool>, arc_ix> crossings;
  for (std::uint32_t i = 0; i < topo_.arcs.size(); ++i) {
    auto const& a = topo_.arcs[arc_ix{i}];
    if (a.kind == arc_kind::crossing) {
      crossings.emplace(std::pair{a.on, a.reversed}, arc_ix{i});
    }
  }
  for (std::uint32_t i = 0; i < topo_.arcs.size(); ++i) {
    auto const ix = arc_ix{i};
    auto const& a = topo_.arcs[ix];
    if (a.kind != arc_kind::link) {
      continue;
    }
    auto const& l = topo_.links[a.on];
    if (l.by != mode::road && l.by != mode::rail) {
      continue;
    }
    hop h;
    h.from = a.reversed ? l.to : l.from;
    h.to = a.reversed ? l.from : l.to;
    h.by = l.by;
    h.km = metric_.length_km[ix];
    h.link = ix;
    h.shut_by = closed(ix);
    if (auto const at = crossings.find({a.on, a.reversed}); at != crossings.end()) {
      h.crossings.push_back(at->second);
      std::ranges::copy(closed(at->second), std::back_inserter(h.shut_by));
    }
    hops_.push_back(std::move(h));
  }
}

bool rides::may_run(record::row const& r) const {
  auto const status = r.text("status");
  return (status == "running" || status == "unknown") && r.valid.contains(depart_);
}

void rides::add_services() {
  for (auto const back : {false, true}) {
    for (std::size_t i = 0; i < services_.size(); ++i) {
      auto const& r = services_[i];
      auto const from = topo_.find_place(r.text("from")), to = topo_.find_place(r.text("to"));
      if (from && to && may_run(r)) {
        back ? add_service(i, *to, *from, true) : add_service(i, *from, *to, false);
      }
    }
  }
}

// A bus or train over a border is shut where the border on the shortest way of its mode is.
void rides::add_ground(hop& h) const {
  if ((h.by != mode::road && h.by != mode::rail) ||
      topo_.places[h.from].in == topo_.places[h.to].in) {
    return;
  }
  auto km = 0.0;
  for (auto const i : best(h.from, h.to, {h.by, {}, {}, true})) {
    auto const& part = hops_[i];
    km += part.km;
    h.crossings.insert(h.crossings.end(), part.crossings.begin(), part.crossings.end());
    h.shut_by.insert(h.shut_by.end(), part.shut_by.begin(), part.shut_by.end());
  }
  if (h.geodesic && km > 0) {
    h.km = km;
    h.geodesic = false;
  }
}

void rides::add_service(std::size_t row, place_ix from, place_ix to, bool back) {
  auto const by = parse_mode(services_[row].text("mode"));
  if (!by) {
    return;
  }
  auto const same = std::ranges::find_if(hops_, [&](hop const& h) {
    return !h.services.empty() && h.from == from && h.to == to && h.by == *by;
  });
  if (same != hops_.end()) {
    if (same->way_back == back) {
      same->services.push_back(row);
    }
    return;
  }
  hop h;
  h.from = from;
  h.to = to;
  h.by = *by;
  h.services = {row};
  h.way_back = back;
  for (std::uint32_t i = 0; i < topo_.arcs.size(); ++i) {
    auto const ix = arc_ix{i};
    auto const& a = topo_.arcs[ix];
    auto const& l = a.kind == arc_kind::link ? topo_.links[a.on] : topo_.links[link_ix{0}];
    if (a.kind == arc_kind::link && l.by == *by && (a.reversed ? l.to : l.from) == from &&
        (a.reversed ? l.from : l.to) == to) {
      h.link = ix;
      h.km = metric_.length_km[ix];
      h.shut_by = closed(ix);
    }
  }
  if (h.km <= 0) {
    h.km = services_[row].number("distance_km").value_or(0);
  }
  if (h.km <= 0) {
    h.km = geodesic_metres(topo_.places[from].at, topo_.places[to].at) / 1000;
    h.geodesic = true;
  }
  add_ground(h);
  hops_.push_back(std::move(h));
}

double rides::length(hop const& h, mode way_by) const {
  auto km = h.services.empty() ? h.km * kBare : h.km;
  if (!h.services.empty()) {
    km += kPerService + (likelihood(services_[h.services.front()]) > 0 ? kDoubtful : 0);
  }
  return way_by == mode::rail && h.by == mode::road ? km * kRoadBesideRail : km;
}

// By air one is on the ground only to and from airports.
bool rides::allowed(hop const& h, wish const& w, std::pair<country_ix, country_ix> ends) const {
  auto const a = topo_.places[h.from].in, b = topo_.places[h.to].in;
  auto const near = a == b && (a == ends.first || a == ends.second);
  auto const on_ground = h.by == mode::road || (w.by == mode::rail && h.by == mode::rail);
  auto const fits =
      h.by == w.by || (w.by == mode::air ? on_ground && near : on_ground || h.by == mode::ferry);
  auto const passes = !w.without.contains(h.to) && !w.outside.contains(b);
  return fits && passes && (w.through_closures || h.shut_by.empty());
}

std::vector<std::size_t> rides::best(place_ix from, place_ix to, wish const& w) const {
  // Twice each place: before and after the wished mode was used.
  auto const n = topo_.places.size();
  std::vector<double> at(2 * n, std::numeric_limits<double>::infinity());
  std::vector<std::size_t> by(2 * n, hops_.size()), before(2 * n, 0);
  using entry = std::pair<double, std::size_t>;
  std::priority_queue<entry, std::vector<entry>, std::greater<>> open;
  at[*from] = 0;
  open.emplace(0.0, *from);
  auto const ends = std::pair{topo_.places[from].in, topo_.places[to].in};
  while (!open.empty()) {
    auto const [d, state] = open.top();
    open.pop();
    if (d > at[state]) {
      continue;
    }
    for (auto const i : out_[state % n]) {
      auto const& h = hops_[i];
      if (!allowed(h, w, ends)) {
        continue;
      }
      auto const next = *h.to + (state >= n || h.by == w.by ? n : 0);
      if (auto const length_there = d + length(h, w.by); length_there < at[next]) {
        at[next] = length_there;
        by[next] = i;
        before[next] = state;
        open.emplace(length_there, next);
      }
    }
  }
  std::vector<std::size_t> out;
  for (auto state = *to + n; by[state] < hops_.size(); state = before[state]) {
    out.push_back(by[state]);
  }
  std::ranges::reverse(out);
  return turns_back(out, from) ? std::vector<std::size_t>{} : out;
}

// A way that goes out and back only to have used a mode is none.
bool rides::turns_back(std::vector<std::size_t> const& hops, place_ix from) const {
  std::set<place_ix> seen{from};
  return std::ranges::any_of(hops, [&](auto i) { return !seen.insert(hops_[i].to).second; });
}

std::string ranking() {
  return fmt::format(
      "Ways of a mode are ranked by kilometres, with weights of ours that no source "
      "states: {:.6g} more for a ride by service, {:.6g} for one not known to run, "
      "{:.6g} times the ground without a service, {:.6g} times the road on a way by "
      "rail.",
      kPerService, kDoubtful, kBare, kRoadBesideRail);
}

}  // namespace karwan::require
