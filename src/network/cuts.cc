#include "network/cuts.h"

#include "network/departures.h"

namespace karwan::network {
namespace {

constexpr auto kAllDays = interval<day>{day::min(), day::max()};

bool at_sea(mode m) {
  return m == mode::sea || m == mode::ferry;
}

}  // namespace

// Something that rules can be about, and why it concerns an arc.
struct cuts::target {
  std::string_view entity;
  statements because;
};

cuts::cuts(facts const& f, topology const& t, standpoint const& from, traffic who, day epoch)
    : facts_{f},
      topology_{t},
      from_{from},
      epoch_{epoch},
      book_{std::make_shared<rule_book>()},
      presences_(t.links.size()) {
  read_openings(who);
  read_closures(who);
}

interval<day> cuts::horizon() const {
  return {epoch_, epoch_ + std::chrono::days{kHorizonDays}};
}

// Local days begin before or after those of UTC.
interval<day> cuts::reach() const {
  return {horizon().from - std::chrono::days{2}, horizon().to + std::chrono::days{2}};
}

// The days for which a row of the view speaks.
interval<day> cuts::days_of(record::row const& r) const {
  auto out = interval<day>{r.valid.first, r.valid.end};
  if (auto const* c = from_.choice_of(r); c != nullptr && c->from) {
    out.from = std::max(out.from, *c->from);
  }
  return out;
}

// A closure to transit shuts a crossing or a country's land borders to a consignment: whether it is
// in transit is not known per arc. At other places goods of the country itself may still pass.
bool cuts::concerns(std::string_view cell, std::string_view of, traffic who) const {
  if (cell.empty() || cell == "all") {
    return true;
  }
  if (who == traffic::passenger || cell == "passenger") {
    return who == traffic::passenger && cell == "passenger";
  }
  return cell == "trade" || topology_.find_crossing(of).has_value() ||
         topology_.find_country(of).has_value();
}

void cuts::read_openings(traffic who) {
  for (auto const& r : facts_.openings) {
    if (!from_.in_view(*r.is) || !concerns(r.traffic, r.target, who)) {
      continue;
    }
    auto rule = opening_rule{r.is->entity,
                             std::string{r.target},
                             days_of(*r.is),
                             r.open,
                             r.weekdays,
                             {r.open_from_min, r.open_to_min},
                             {},
                             r.cells};
    for (auto const& h : facts_.holidays) {
      auto const on = interval<day>{h.on.first, h.on.end};
      if (from_.in_view(*h.is) &&
          std::ranges::find(r.holidays_of, h.country) != r.holidays_of.end() &&
          on.overlaps(reach())) {
        rule.holidays.push_back({on, h.cells});
        rule.closed.push_back(on);
      }
    }
    merge(rule.closed);
    by_target_[r.target].openings.push_back(book_->openings.size());
    book_->openings.push_back(std::move(rule));
  }
}

void cuts::read_closures(traffic who) {
  for (auto const& r : facts_.closures) {
    if (!from_.in_view(*r.is) || !concerns(r.traffic, r.target, who)) {
      continue;
    }
    auto days = days_of(*r.is);
    days.from = std::max(days.from, r.from ? r.from->first : day::min());
    if (r.reopens) {
      // One with an end is a pause of the closure; one of a chosen world that states no day lifts
      // all closures of its target while the world lasts.
      auto const lifts = !r.is->world.empty() && !r.from;
      if (!r.to && (lifts || days.from != day::min())) {
        by_target_[r.target].reopenings.push_back(book_->reopenings.size());
        book_->reopenings.push_back(
            {std::string{r.target}, days.from, r.cells, !r.is->world.empty(), lifts});
      }
      continue;
    }
    days.to = std::min(days.to, r.to ? r.to->end : day::max());
    // What a chosen world shuts it shuts as long as it lasts.
    auto const undated = days == kAllDays && !r.every_year && r.is->world.empty();
    if (undated || !days.overlaps(reach())) {
      continue;
    }
    by_target_[r.target].closings.push_back(book_->closings.size());
    book_->closings.push_back({r.is->entity, std::string{r.target}, days, r.every_year,
                               r.evidence_last_on, r.cells, !r.is->world.empty()});
  }
}

void cuts::add_places(arc const& a, std::vector<target>& out) const {
  auto const &tail = topology_.nodes[a.tail], &head = topology_.nodes[a.head];
  auto const add = [&](place_ix p) {
    auto const& place = topology_.places[p];
    auto const by_ship = at_sea(tail.on) || at_sea(head.on);
    if (place.kind != place_kind::seaport || by_ship) {
      out.push_back({place.entity, {}});
    }
  };
  add(tail.at);
  if (head.at != tail.at) {
    add(head.at);
  }
}

std::vector<cuts::target> cuts::targets_of(arc const& a) const {
  auto out = std::vector<target>{};
  add_places(a, out);
  if (a.kind == arc_kind::crossing) {
    auto const& l = topology_.links[a.on];
    out.push_back({topology_.crossings[a.over].entity, {}});
    if (l.by == mode::road || l.by == mode::rail) {
      for (auto const p : {l.from, l.to}) {
        out.push_back({topology_.countries[topology_.places[p].in].entity, {}});
      }
    }
  } else if (a.kind == arc_kind::link) {
    auto const& entity = topology_.links[a.on].entity;
    out.push_back({entity, {}});
    for (auto const& r : rows_of(facts_.links, entity)) {
      for (auto const& list : {r.part_of, r.passes}) {
        if (!list || !from_.in_view(*r.is)) {
          continue;
        }
        for (auto const name : list->value) {
          if (std::ranges::find(out, name, &target::entity) == out.end()) {
            out.push_back({name, {list->id}});
          }
        }
      }
    }
  }
  return out;
}

// Of the country that is left at a border, of the place where the arc begins otherwise.
std::optional<stated<double>> cuts::offset_of(arc const& a) const {
  auto p = topology_.nodes[a.tail].at;
  if (a.kind == arc_kind::crossing) {
    auto const& l = topology_.links[a.on];
    p = a.reversed ? l.to : l.from;
  }
  return offset_of(topology_.places[p].in);
}

std::optional<stated<double>> cuts::offset_of(country_ix in) const {
  auto const rows = rows_of(facts_.countries, topology_.countries[in].entity);
  auto const* r = from_.best(rows, [](auto const& x) { return x.utc_offset_min.has_value(); });
  return r == nullptr ? std::nullopt : r->utc_offset_min;
}

cuts::presence const& cuts::presence_of(link_ix ix) const {
  auto& known = presences_[*ix];
  if (!known) {
    known = read_presence(ix);
  }
  return *known;
}

cuts::presence cuts::read_presence(link_ix ix) const {
  auto out = presence{};
  for (auto const& r : rows_of(facts_.links, topology_.links[ix].entity)) {
    if (!r.shape) {
      continue;
    }
    if (!from_.in_view(*r.is)) {
      out.world = r.is->world;
      continue;
    }
    auto days = days_of(*r.is);
    if (r.opens_on && r.is->world.empty() && r.opens_on->value.first > days.from) {
      days.from = r.opens_on->value.first;
      out.because.push_back(r.opens_on->id);
    }
    out.always |= days == kAllDays;
    if (!days.empty()) {
      out.days.push_back(days);
    }
  }
  if (out.always) {
    out.days.clear();
    out.because.clear();
  }
  return out;
}

// Each link has its own: arcs that leave by the same rules are told apart by what they are.
void cuts::add_departures(arc const& a, calendar& c) {
  if (a.kind != arc_kind::link) {
    return;
  }
  for (auto const* s : departures_of(facts_, topology_, from_, a.on, a.reversed).by_timetable) {
    c.departures.push_back({book_->departures.size(), {}});
    book_->departures.push_back({days_of(*s->is), *s->weekdays, s->departs_min, s->cells});
  }
}

std::shared_ptr<calendar const> cuts::calendar_of(arc_ix ix) {
  auto const& a = topology_.arcs[ix];
  auto c = calendar{};
  for (auto const& t : targets_of(a)) {
    auto const it = by_target_.find(t.entity);
    if (it == by_target_.end()) {
      continue;
    }
    auto const uses = [&](std::vector<std::size_t> const& rules) {
      auto out = std::vector<calendar::use>{};
      for (auto const r : rules) {
        out.push_back({r, t.because});
      }
      return out;
    };
    if (!it->second.openings.empty()) {
      c.openings.push_back(uses(it->second.openings));
    }
    std::ranges::copy(uses(it->second.closings), std::back_inserter(c.closings));
    std::ranges::copy(uses(it->second.reopenings), std::back_inserter(c.reopenings));
  }
  if (a.kind != arc_kind::transfer) {
    auto const& p = presence_of(a.on);
    auto const whole = [&](interval<day> const& d) {
      return d.from <= horizon().from && horizon().to <= d.to;
    };
    if (!p.always && !(p.because.empty() && std::ranges::any_of(p.days, whole))) {
      c.there = p.days;
      c.there_because = p.because;
    }
  }
  add_departures(a, c);
  if (c.openings.empty() && c.closings.empty() && c.there.empty() && c.departures.empty()) {
    return nullptr;
  }
  c.book = book_;
  c.epoch = epoch_;
  c.utc_offset_min = offset_of(a);
  auto const same = std::ranges::find_if(made_, [&](auto const& m) { return *m == c; });
  if (same != made_.end()) {
    return *same;
  }
  return made_.emplace_back(std::make_shared<calendar const>(std::move(c)));
}

}  // namespace karwan::network
