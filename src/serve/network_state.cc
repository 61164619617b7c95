#include "serve/network_state.h"

#include <algorithm>
#include <limits>

namespace karwan::serve {
namespace {

using namespace network;

constexpr std::int64_t kDaySeconds = 86400;

bool opens_on_first_day(metric const& m, arc_ix a) {
  auto const set = m.opens[*a];
  if (set == kAlwaysOpen) {
    return true;
  }
  auto const first = m.windows.begin() + m.first_window[set];
  auto const end = m.windows.begin() + m.first_window[set + 1];
  return std::any_of(first, end, [](auto const& w) { return w.overlaps({0, kDaySeconds}); });
}

bool in_force(barrier const& b, day d) {
  return b.missing.empty() && (!b.from || *b.from <= d) && (!b.to || d <= *b.to);
}

// Barriers without a calendar: the arc is not there in this view.
bool is_absent(metric const& m, arc_ix a) {
  return m.calendar_of[*a] == kAlwaysOpen &&
         std::ranges::any_of(m.barriers_of(a),
                             [](barrier const& b) { return b.missing.empty() && b.for_good; });
}

// The nearest day to d for which a span is word.
void hear(state& s, date_span const& about, day d) {
  if (about.end == day::max() || about.first == day::min()) {
    return;
  }
  auto const nearest = std::clamp(d, about.first, about.last());
  if (!s.word || std::abs((nearest - d).count()) < std::abs((*s.word - d).count())) {
    s.word = nearest;
  }
}

state of_barrier(barrier const& b, day d, open_state is) {
  state out{.is = is};
  out.barred_by = b.entity == b.target ? std::string{} : b.entity;
  out.since = b.from && *b.from <= d ? b.from : std::nullopt;
  // A closure is known to have held from its beginning to its last evidence.
  auto const first = b.from ? b.from : b.evidence_last_on;
  auto const last = b.evidence_last_on ? b.evidence_last_on : b.from;
  if (first && last) {
    hear(out, {.first = std::min(*first, *last), .end = *last + std::chrono::days{1}}, d);
  }
  return out;
}

// A link that is still to come: of a world not chosen, or not there before a date.
bool is_to_come(link const& l, barrier const& b, day d) {
  auto const its_own = b.entity == l.entity || b.entity == l.world;
  return its_own && (!l.world.empty() || (b.to && *b.to >= d));
}

state of_arc(topology const& t, metric const& m, arc_ix a, day d) {
  auto const absent = is_absent(m, a);
  if (!absent && opens_on_first_day(m, a)) {
    return {};
  }
  // The latest word of its being shut.
  barrier const* best = nullptr;
  for (auto const& b : m.barriers_of(a)) {
    auto const counts = absent ? b.missing.empty() && b.for_good : in_force(b, d);
    if (counts && (best == nullptr || best->evidence_last_on < b.evidence_last_on)) {
      best = &b;
    }
  }
  if (best == nullptr) {
    return {.is = open_state::closed};
  }
  auto const to_come = is_to_come(t.links[t.arcs[a].on], *best, d);
  return of_barrier(*best, d, to_come ? open_state::planned : open_state::closed);
}

// The time that a row speaks of, else its source's publication.
date_span span_of(record::row const& r) {
  auto const stated = r.observed.first != day::min() || r.observed.end != day::max();
  return stated ? r.observed : r.published.value_or(date_span{});
}

int patience_days(reading const& in) {
  for (auto const& r : in.rows("assumptions")) {
    if (r.text("key") == "evidence_fresh_days") {
      return static_cast<int>(*r.number("best"));
    }
  }
  return std::numeric_limits<int>::max();
}

void settle(state& s, day d, int patience) {
  s.age_days = s.word ? static_cast<int>(std::abs((*s.word - d).count())) : 0;
  s.unconfirmed = s.is != open_state::planned && (!s.word || s.age_days > patience);
}

bool restricts(record::row const& r, day d) {
  auto const effect = r.text("effect");
  auto const* from = r.find("closed_from");
  auto const* to = r.find("closed_to");
  return (effect == "restricted" || effect == "delayed") && r.text("traffic") != "passenger" &&
         from != nullptr && from->span.first <= d &&
         (to == nullptr ? from->span.end > d : d < to->span.end);
}

// Restrictions and delays do not bar; the network does not read them.
void add_restrictions(reading const& in, day d, std::vector<state>& crossings) {
  for (auto const& r : in.rows("closures")) {
    auto const ix = in.topology.find_crossing(r.text("target"));
    if (ix && crossings[**ix].is == open_state::open && restricts(r, d)) {
      crossings[**ix].is = open_state::restricted;
      crossings[**ix].barred_by = r.entity;
      crossings[**ix].since = r.find("closed_from")->span.first;
      hear(crossings[**ix], r.find("closed_from")->span, d);
    }
  }
}

}  // namespace

std::string_view name_of(open_state s) noexcept {
  constexpr std::string_view kNames[] = {"open", "closed", "restricted", "planned"};
  return kNames[static_cast<std::size_t>(s)];
}

network_states states_on(reading const& in, day d,
                         std::vector<record::world_choice> const& worlds) {
  auto const& t = in.topology;
  metric_options options;
  options.depart = d;
  options.view.as_of = d;
  options.view.worlds = worlds;
  auto const m = build_metric(t, *in.facts, options);
  network_states out{std::vector<state>(t.links.size()), std::vector<state>(t.crossings.size())};
  std::vector<bool> seen_link(t.links.size()), seen_crossing(t.crossings.size());
  // A link or crossing is as open as the most open of its arcs.
  auto const note = [](state& have, bool first, state next) {
    if (first || (have.is != open_state::open && next.is == open_state::open)) {
      have = std::move(next);
    }
  };
  for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
    auto const& a = t.arcs[arc_ix{i}];
    if (a.kind == arc_kind::link) {
      note(out.links[*a.on], !seen_link[*a.on], of_arc(t, m, arc_ix{i}, d));
      seen_link[*a.on] = true;
    } else if (a.kind == arc_kind::crossing) {
      note(out.crossings[*a.over], !seen_crossing[*a.over], of_arc(t, m, arc_ix{i}, d));
      seen_crossing[*a.over] = true;
    }
  }
  add_restrictions(in, d, out.crossings);
  for (auto const& r : in.rows("crossings")) {
    auto const ix = t.find_crossing(r.entity);
    if (ix && out.crossings[**ix].is == open_state::open) {
      hear(out.crossings[**ix], span_of(r), d);
    }
  }
  auto const patience = patience_days(in);
  for (auto& s : out.crossings) {
    settle(s, d, patience);
  }
  return out;
}

}  // namespace karwan::serve
