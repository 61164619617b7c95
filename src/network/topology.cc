#include "karwan/network/topology.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "network/departures.h"
#include "network/pick.h"

namespace karwan::network {
namespace {

using node_key = std::tuple<place_ix, mode, std::uint16_t, bool>;

template <typename Row, typename Each>
void each_entity(std::vector<Row> const& all, Each const& each) {
  for (auto i = all.begin(); i != all.end();) {
    auto const end =
        std::find_if(i, all.end(), [&](Row const& r) { return r.is->entity != i->is->entity; });
    each(std::span<Row const>{i, end});
    i = end;
  }
}

[[noreturn]] void bad_row(record::row const& r, std::string text, std::string remedy) {
  throw failure{{error_kind::bad_data, std::move(text),
                 fmt::format("{} row {}", record::tables()[*r.table].name, r.row_id),
                 std::move(remedy)}};
}

class topology_builder {
 public:
  explicit topology_builder(facts const& f) : f_{f} {}

  topology build() && {
    add_countries();
    add_places();
    add_crossings();
    note_wholes();
    add_links();
    add_nodes();
    add_arcs();
    add_transfers();
    freeze();
    return std::move(t_);
  }

 private:
  void add_countries() {
    auto named = std::set<std::string_view>{};
    each_entity(f_.countries, [&](auto rows) { named.insert(rows.front().is->entity); });
    for (auto const& p : f_.places) {
      if (p.country) {
        named.insert(p.country->value);
      }
    }
    for (auto const entity : named) {
      auto c = country{std::string{entity}, {}};
      auto const rows = rows_of(f_.countries, entity);
      if (auto const* r = latest_row(rows, [](auto const& x) { return !x.iso2.empty(); })) {
        c.iso2 = r->iso2;
      }
      t_.countries.add(std::move(c));
    }
  }

  void add_places() {
    each_entity(f_.places, [&](std::span<place_row const> rows) {
      auto const* r = row_of_place(f_, rows.front().is->entity);
      if (r == nullptr) {
        return;
      }
      auto const* located = latest_row(rows, [](auto const& x) { return x.at.has_value(); });
      t_.places.add({r->is->entity, *t_.find_country(r->country->value), r->kind,
                     located == nullptr ? lat_lon{} : *located->at});
    });
  }

  // Those with rows and those that links name. Posts and countries come from the rows, else from
  // the link (place_crossing).
  void add_crossings() {
    auto named = std::set<std::string_view>{};
    for (auto const& r : f_.crossings) {
      named.insert(r.is->entity);
    }
    for (auto const& r : f_.links) {
      if (r.shape && !r.shape->crossing.empty()) {
        named.insert(r.shape->crossing);
      }
    }
    for (auto const entity : named) {
      auto c = crossing{};
      c.entity = entity;
      auto const* r = latest_row(rows_of(f_.crossings, entity), [&](crossing_row const& x) {
        return t_.find_place(x.post_a) && t_.find_place(x.post_b);
      });
      if (r != nullptr) {
        c.post_a = *t_.find_place(r->post_a);
        c.post_b = *t_.find_place(r->post_b);
        c.country_a = t_.places[c.post_a].in;
        c.country_b = t_.places[c.post_b].in;
      }
      t_.crossings.add(std::move(c));
    }
  }

  // A link that others are pieces of is not travelled itself: it would pass by their posts.
  void note_wholes() {
    for (auto const& r : f_.links) {
      if (r.shape && r.part_of && r.is->world.empty()) {
        in_pieces_.insert(r.part_of->value.begin(), r.part_of->value.end());
      }
    }
  }

  void add_links() {
    each_entity(f_.links, [&](std::span<link_row const> rows) {
      if (auto const* r = row_of_link(rows, t_)) {
        add_link(*r, rows);
      }
    });
  }

  void add_link(link_row const& r, std::span<link_row const> rows) {
    auto const& s = *r.shape;
    auto l = link{};
    l.entity = r.is->entity;
    l.from = *t_.find_place(s.from);
    l.to = *t_.find_place(s.to);
    l.by = s.by;
    l.gauge_from_mm = s.gauge_from_mm;
    l.gauge_to_mm = s.gauge_to_mm;
    l.world = r.is->world;
    if (l.from == l.to) {
      bad_row(*r.is, "a link from a place to itself", "Name two places.");
    }
    auto const abroad = t_.places[l.from].in != t_.places[l.to].in;
    if (!s.crossing.empty() && abroad) {
      l.crossing = *t_.find_crossing(s.crossing);
      place_crossing(l, s);
    } else if (abroad && (l.by == mode::road || l.by == mode::rail)) {
      bad_row(*r.is, "it runs from one country to another and names no crossing",
              "Name the border it crosses in column crossing.");
    }
    l.in_pieces = in_pieces_.contains(l.entity);
    l.unchecked = l.by == mode::air && std::ranges::all_of(rows, [](link_row const& x) {
                    return !x.shape || x.is->row_grade >= record::grade::computed;
                  });
    l.line.push_back(t_.places[l.from].at);
    auto const points =
        std::ranges::equal_range(f_.waypoints, std::string_view{l.entity}, {}, &waypoint_row::link);
    for (auto const& w : points) {
      l.line.push_back(w.at);
    }
    l.line.push_back(t_.places[l.to].at);
    one_way_.push_back(s.one_way);
    t_.links.add(std::move(l));
  }

  // At which end the posts stand: as stated; else where a post of the crossing or a border place
  // is; else at the far end.
  void place_crossing(link& l, link_shape const& s) {
    auto& c = t_.crossings[l.crossing];
    c.by = l.by;
    if (!c.post_a.valid()) {
      c.post_a = l.from;
      c.post_b = l.to;
      c.country_a = t_.places[l.from].in;
      c.country_b = t_.places[l.to].in;
    }
    auto const border = [&](place_ix p) {
      return p == c.post_a || p == c.post_b || t_.places[p].kind == place_kind::border;
    };
    l.crossing_at_from = s.crossing_at_from.value_or(border(l.from) && !border(l.to));
  }

  // A railway that changes gauge without a border is taken to run on its first gauge throughout:
  // the change is then a transfer at its far end.
  static std::uint16_t gauge_at_end(link const& l) {
    return l.crossing.valid() ? l.gauge_to_mm : l.gauge_from_mm;
  }

  // What comes in by ship or aircraft is not yet on the next departure.
  node_key end_of(link const& l, bool at_from, bool landed) const {
    return at_from ? node_key{l.from, l.by, l.gauge_from_mm, landed && is_boarded(l.by)}
                   : node_key{l.to, l.by, gauge_at_end(l), landed && is_boarded(l.by)};
  }

  void add_nodes() {
    auto keys = std::set<node_key>{};
    for (auto const& l : t_.links) {
      if (l.in_pieces) {
        continue;
      }
      for (auto const landed : {false, true}) {
        keys.insert(end_of(l, true, landed));
        keys.insert(end_of(l, false, landed));
      }
      keys.emplace(l.to, l.by, l.gauge_to_mm, false);
    }
    t_.nodes_at.resize(t_.places.size());
    for (auto const& k : keys) {
      auto const [at, on, gauge, landed] = k;
      auto const n = t_.nodes.add({at, on, gauge, landed, {}});
      node_of_.emplace(k, n);
      t_.nodes_at[*at].push_back(n);
    }
  }

  void add_arcs() {
    for (auto i = std::uint32_t{0}; i < t_.links.size(); ++i) {
      auto const ix = link_ix{i};
      if (auto const& l = t_.links[ix]; !l.in_pieces) {
        add_way(ix, node_of_.at(end_of(l, true, false)), node_of_.at(end_of(l, false, true)),
                false);
        if (!one_way_[i]) {
          add_way(ix, node_of_.at(end_of(l, false, false)), node_of_.at(end_of(l, true, true)),
                  true);
        }
      }
    }
  }

  // One direction of a link: one arc, or a link arc and a crossing arc that meet where it reaches
  // its border. Both directions meet there at the same node.
  void add_way(link_ix ix, node_ix tail, node_ix head, bool reversed) {
    auto const& l = t_.links[ix];
    if (!l.crossing.valid()) {
      t_.arcs.add({arc_kind::link, tail, head, ix, {}, reversed});
      return;
    }
    if (!reversed) {
      auto const post = l.crossing_at_from ? l.from : l.to;
      auto const gauge = l.crossing_at_from ? l.gauge_to_mm : l.gauge_from_mm;
      t_.nodes.add({post, l.by, gauge, false, ix});
      mid_ = node_ix{static_cast<std::uint32_t>(t_.nodes.size() - 1)};
    }
    auto const border_first = l.crossing_at_from != reversed;
    auto const crossing = arc{arc_kind::crossing,
                              border_first ? tail : mid_,
                              border_first ? mid_ : head,
                              ix,
                              l.crossing,
                              reversed};
    auto const run = arc{
        arc_kind::link, border_first ? mid_ : tail, border_first ? head : mid_, ix, {}, reversed};
    t_.arcs.add(crossing);
    t_.arcs.add(run);
  }

  bool can_transfer(node const& a, node const& b) const {
    return std::ranges::any_of(f_.assumptions, [&](assumption_row const& r) {
      auto const gauge_change = a.on == mode::rail && b.on == mode::rail;
      return r.key == "transfer_h" && r.by.value_or(a.on) == a.on &&
             r.to_mode.value_or(b.on) == b.on &&
             r.gauge_change.value_or(gauge_change) == gauge_change;
    });
  }

  void add_transfers() {
    for (auto const& here : t_.nodes_at) {
      for (auto const a : here) {
        for (auto const b : here) {
          auto const &x = t_.nodes[a], &y = t_.nodes[b];
          auto const off = x.landed || !is_boarded(x.on);
          if (a != b && off && !y.landed && can_transfer(x, y)) {
            t_.arcs.add({arc_kind::transfer, a, b, {}, {}, false});
          }
        }
      }
    }
  }

  void freeze() {
    std::ranges::stable_sort(t_.arcs, {}, &arc::tail);
    t_.first_out.assign(t_.nodes.size() + 1, 0);
    for (auto const& a : t_.arcs) {
      ++t_.first_out[*a.tail + 1];
      t_.head.push_back(*a.head);
    }
    for (std::size_t i = 1; i < t_.first_out.size(); ++i) {
      t_.first_out[i] += t_.first_out[i - 1];
    }
  }

  facts const& f_;
  topology t_;
  std::set<std::string_view> in_pieces_;  // links
  std::vector<bool> one_way_;             // per link: travelled from `from` to `to` only
  std::map<node_key, node_ix> node_of_;
  node_ix mid_;  // of the link being added
};

template <typename Ix, typename Thing>
std::optional<Ix> find(vector_map<Ix, Thing> const& sorted, std::string_view entity) {
  auto const it = std::ranges::lower_bound(
      sorted, entity, {}, [](Thing const& x) { return std::string_view{x.entity}; });
  if (it == sorted.end() || it->entity != entity) {
    return std::nullopt;
  }
  return Ix{static_cast<typename Ix::value_type>(it - sorted.begin())};
}

}  // namespace

std::optional<country_ix> topology::find_country(std::string_view entity) const {
  return find(countries, entity);
}
std::optional<place_ix> topology::find_place(std::string_view entity) const {
  return find(places, entity);
}
std::optional<link_ix> topology::find_link(std::string_view entity) const {
  return find(links, entity);
}
std::optional<crossing_ix> topology::find_crossing(std::string_view entity) const {
  return find(crossings, entity);
}

topology build_topology(facts const& f) {
  return topology_builder{f}.build();
}

topology build_topology(record::store const& s, record::view_spec const& view) {
  return build_topology(*read_facts(s, view));
}

}  // namespace karwan::network
