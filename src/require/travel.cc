#include "karwan/require/travel.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/statement.h"
#include "require/rides.h"

namespace karwan::require {
namespace {

using namespace network;

constexpr std::size_t kWaysByAir = 3, kWaysByLand = 2;

class traveller {
 public:
  traveller(record::store const& from, record::name_index const& names, plan::planner& planner,
            question const& q)
      : store_{from}, names_{names}, planner_{planner}, q_{q}, rides_{from, q} {}

  travel run() {
    auto const from = place(q_.way.from, "from"), to = place(q_.way.to, "to");
    out_.asked = q_;
    out_.from = named_place(from);
    out_.to = named_place(to);
    out_.depart = q_.way.depart;
    out_.today = q_.way.today;
    out_.view = q_.way.view;
    for (auto const by : {mode::air, mode::rail, mode::road}) {
      if (wished(by)) {
        find_ways(by, from, to);
      }
    }
    if (out_.ways.empty()) {
      out_.nationality = name(nationality());
    } else {
      out_.nationality = out_.ways.front().papers.nationality;
    }
    add_not_running(topo().places[from].in, topo().places[to].in);
    return std::move(out_);
  }

 private:
  topology const& topo() const { return rides_.topo(); }

  bool wished(mode by) const {
    return q_.by.empty() || std::ranges::find(q_.by, name_of(by)) != q_.by.end();
  }

  std::string nationality() const {
    constexpr std::array<std::string_view, 1> kKinds{"country"};
    auto found = names_.resolve(q_.nationality, kKinds);
    if (!found) {
      found.error().place = "nationality";
    }
    return value_or_throw(std::move(found));
  }

  place_ix place(std::string const& text, char const* option) const {
    constexpr std::array<std::string_view, 1> kKinds{"place"};
    auto found = names_.resolve(text, kKinds);
    if (!found) {
      found.error().place = option;
      found.error().remedy += found.error().remedy.empty() ? "Name a town" : "";
    }
    auto const at = topo().find_place(value_or_throw(std::move(found)));
    if (!at) {
      throw failure{
          {error_kind::bad_input,
           fmt::format("{} is in the record, but its network does not reach it", in_quotes(text)),
           option, "Name a place nearby"}};
    }
    return *at;
  }

  named name(std::string const& id) const {
    return {id, std::string{names_.display_name(id, q_.way.lang)}};
  }
  named named_place(place_ix p) const { return name(topo().places[p].entity); }
  std::string const& country(place_ix p) const {
    return topo().countries[topo().places[p].in].entity;
  }

  // The best way, then the best that shuns what the ones before changed at or passed.
  void find_ways(mode by, place_ix from, place_ix to) {
    rides::wish w{by, {}, {}, false};
    auto const most = by == mode::air ? kWaysByAir : kWaysByLand;
    for (std::size_t n = 0; n < most; ++n) {
      auto const hops = rides_.best(from, to, w);
      if (hops.empty()) {
        break;
      }
      out_.ways.push_back(way(by, hops));
      if (!shun(hops, by, from, to, w)) {
        break;
      }
    }
    if (out_.ways.empty() || out_.ways.back().by != by) {
      out_.none_by.push_back(by);
    }
    w = {by, {}, {}, true};
    for (auto const i : rides_.best(from, to, w)) {
      for (auto const* b : rides_.hops()[i].shut_by) {
        add_shut(*b);
      }
    }
  }

  // By air another airport to change at, by land another country; false: there is none to shun.
  bool shun(std::vector<std::size_t> const& hops, mode by, place_ix from, place_ix to,
            rides::wish& w) const {
    auto const before = w.without.size() + w.outside.size();
    for (auto const i : hops) {
      auto const at = rides_.hops()[i].to;
      auto const in = topo().places[at].in;
      if (in == topo().places[from].in || in == topo().places[to].in) {
        continue;
      }
      if (by == mode::air) {
        w.without.insert(at);
      } else {
        w.outside.insert(in);
        break;
      }
    }
    return w.without.size() + w.outside.size() > before;
  }

  // A railway that is only promised is not shut.
  void add_shut(barrier const& b) {
    auto const& a = topo().arcs[b.on];
    if (a.kind != arc_kind::transfer && topo().links[a.on].world == b.entity) {
      return;
    }
    auto const same = [&](not_offered const& n) { return n.id == b.entity; };
    if (std::ranges::any_of(out_.shut, same)) {
      return;
    }
    not_offered out{b.entity, named_target(b), "", b.from, b.to, b.statements};
    for (auto const& r : store_.rows_with(b.statements, q_.way.view)) {
      if (r.table == record::find_table("closures") && out.why.empty()) {
        out.why = r.text("reason");
      }
    }
    out_.shut.push_back(std::move(out));
  }

  std::string named_target(barrier const& b) const {
    if (auto const l = topo().find_link(b.target)) {
      return fmt::format("{}–{}", named_place(topo().links[*l].from).name,
                         named_place(topo().links[*l].to).name);
    }
    return name(b.target.empty() ? b.entity : b.target).name;
  }

  // Direct services between the two countries that are announced, suspended, over or shut.
  void add_not_running(country_ix a, country_ix b) {
    for (auto const& r : rides_.services()) {
      auto const from = topo().find_place(r.text("from")), to = topo().find_place(r.text("to"));
      if (!from || !to) {
        continue;
      }
      auto const x = topo().places[*from].in, y = topo().places[*to].in;
      if (std::minmax(x, y) != std::minmax(a, b) || x == y) {
        continue;
      }
      if (rides_.may_run(r)) {
        add_shut_service(r, *from, *to);
        continue;
      }
      not_offered out;
      out.id = r.entity;
      out.name = fmt::format("{} {}–{}", r.text("operator"), named_place(*from).name,
                             named_place(*to).name);
      out.why = fmt::format("{}, {}", r.text("status"),
                            r.text("timetable").empty() ? "no timetable" : r.text("timetable"));
      if (auto const* on = r.find("evidence_on")) {
        out.why += ", last word " + on->text;
      }
      for (auto const& c : r.cells) {
        out.statements.push_back(c.statement);
      }
      out_.shut.push_back(std::move(out));
    }
  }

  void add_shut_service(record::row const& r, place_ix from, place_ix to) {
    for (auto const& h : rides_.hops()) {
      if (!h.services.empty() && h.from == from && h.to == to &&
          rides_.services()[h.services.front()].entity == r.entity) {
        std::ranges::for_each(h.shut_by, [&](auto const* b) { add_shut(*b); });
      }
    }
  }

  travel_way way(mode by, std::vector<std::size_t> const& hops) {
    travel_way out;
    out.by = by;
    for (auto const i : hops) {
      auto const& h = rides_.hops()[i];
      auto const goes_on = !out.rides.empty() && h.services.empty() &&
                           !out.rides.back().is_service() && out.rides.back().by == h.by;
      if (goes_on) {
        extend(out.rides.back(), h);
      } else {
        out.rides.push_back(ride_of(h));
      }
      for (auto const p : {h.from, h.to}) {
        if (out.countries.empty() || out.countries.back().id != country(p)) {
          out.countries.push_back(name(country(p)));
        }
      }
    }
    for (auto const& r : out.rides) {
      sum_up(r, out);
    }
    out.papers = papers(out);
    return out;
  }

  void extend(ride& r, hop const& h) const {
    r.to = named_place(h.to);
    r.to_country = country(h.to);
    r.km += h.km;
    for (auto const c : h.crossings) {
      r.borders.push_back(name(topo().crossings[topo().arcs[c].over].entity));
      add_cautions(r, c);
    }
  }

  // A border that was shut rests on somebody's word that it is open again.
  void add_cautions(ride& r, arc_ix crossing) const {
    for (auto const& row : store_.rows_with(rides_.entry(crossing), q_.way.view)) {
      if (row.table == record::find_table("closures") && row.text("effect") == "reopened") {
        r.cautions.push_back(fmt::format("{}: open again since {}, {}; last word {}",
                                         r.borders.back().name, row.text("closed_from"),
                                         row.text("summary"), row.text("evidence_last_on")));
      }
    }
  }

  ride ride_of(hop const& h) const {
    ride out;
    out.by = h.by;
    out.from = named_place(h.from);
    out.from_country = country(h.from);
    out.geodesic = h.geodesic;
    extend(out, h);
    if (h.services.empty()) {
      return out;
    }
    auto const& r = rides_.services()[h.services.front()];
    out.service = r.entity;
    out.row = r.row_id;
    out.source = r.source;
    out.operated_by = r.text("operator");
    out.timetable = r.text("timetable");
    out.status = r.text("status");
    out.way_back = h.way_back;
    out.frequency_week = r.number("frequency_week");
    out.hours = r.number("transit_h");
    if (auto const fare = r.number("price");
        fare && r.text("price_unit").find("truck") == std::string_view::npos) {
      out.fare = fare;
      out.fare_currency = r.text("currency");
      out.fare_unit = r.text("price_unit");
    }
    if (auto const* on = r.find("evidence_on")) {
      out.evidence_on = std::min(on->span.last(), q_.way.depart);
      out.age_days = static_cast<int>((q_.way.depart - *out.evidence_on).count());
      out.current = out.status == "running" && *out.age_days <= fresh_days();
    }
    for (auto const& c : r.cells) {
      out.statements.push_back(c.statement);
    }
    for (auto const& s : record::read_statements(store_, out.statements, q_.way.view)) {
      out.note = s.note;
    }
    for (std::size_t i = 1; i < h.services.size(); ++i) {
      auto const other = rides_.services()[h.services[i]].text("operator");
      if (!other.empty() && other != out.operated_by) {
        out.others.emplace_back(other);
      }
    }
    return out;
  }

  // After how many days a state reads as unconfirmed: the record's own assumption.
  int fresh_days() const {
    for (auto const& r : store_.rows(record::find_table("assumptions").value(), q_.way.view)) {
      if (r.text("key") == "evidence_fresh_days") {
        return static_cast<int>(r.number("best").value_or(0));
      }
    }
    return 0;
  }

  static void sum_up(ride const& r, travel_way& into) {
    into.hours += r.hours.value_or(0);
    into.hours_unknown += r.hours ? 0 : 1;
    if (!r.is_service()) {
      return;
    }
    if (!r.fare) {
      ++into.fares_unknown;
      return;
    }
    auto const same = std::ranges::find(into.fares, r.fare_currency, &fee_sum::currency);
    auto const one = bounded<double>{*r.fare, *r.fare, *r.fare};
    if (same == into.fares.end()) {
      into.fares.push_back({r.fare_currency, one});
    } else {
      same->amount += one;
    }
  }

  // Of the countries in order. Of one where only an aircraft is changed too: whether that needs a
  // paper is a question of its own.
  needs papers(travel_way const& w) {
    auto q = q_;
    q.way.from = w.countries.front().id;
    q.way.to = w.countries.back().id;
    q.way.via.clear();
    for (std::size_t i = 1; i + 1 < w.countries.size(); ++i) {
      q.way.via.push_back(w.countries[i].id);
    }
    q.by = {std::string{name_of(w.by)}};
    return find_needs(store_, names_, planner_, q);
  }

  record::store const& store_;
  record::name_index const& names_;
  plan::planner& planner_;
  question const& q_;
  rides rides_;
  travel out_;
};

}  // namespace

travel find_travel(record::store const& from, record::name_index const& names,
                   plan::planner& planner, question const& q) {
  return traveller{from, names, planner, q}.run();
}

}  // namespace karwan::require
