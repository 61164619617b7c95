#include "karwan/rules/bans.h"

#include <algorithm>
#include <limits>

#include "rules/overlay.h"
#include "rules/season.h"

namespace karwan::rules {
namespace {

constexpr auto kBarred = std::numeric_limits<std::int64_t>::max();  // as in route/search.h

bool is_of_border(field f) {
  return f == field::at || f == field::mode || f == field::post || f == field::other_post;
}

// One side of a link between two countries.
visit side_of(network::topology const& t, network::link const& l, network::place_ix here) {
  visit out{t.countries[t.places[here].in].entity, {}, {}, {}, true, true};
  out.modes = out.border_modes = {std::string{network::name_of(l.by)}};
  out.posts = {t.places[l.from].entity, t.places[l.to].entity};
  if (l.crossing.valid()) {
    auto const& c = t.crossings[l.crossing];
    out.posts.push_back(c.entity);
    for (auto const post : {c.post_a, c.post_b}) {  // which may stand apart from the link's ends
      if (post.valid()) {
        out.posts.push_back(t.places[post].entity);
      }
    }
  }
  return out;
}

bool holds_there(rule const& r, visit const& side) {
  circumstances in;
  in.way = {side};
  return std::ranges::all_of(r.when, [&](clause const& c) {
    return !is_of_border(c.of) || holds(c, in, 0) == truth::yes;
  });
}

network::barrier barrier_of(rule const& r, network::arc_ix on, std::string const& country) {
  network::barrier b{};
  b.on = on;
  b.entity = r.entity;
  b.target = country;
  if (r.valid.first != day::min()) {
    b.from = r.valid.first;
  }
  if (r.valid.end != day::max()) {
    b.to = r.valid.last();
  }
  b.statements = r.statements;
  std::ranges::sort(b.statements);
  b.for_good = true;
  return b;
}

}  // namespace

bans read_bans(record::store const& from, record::view_spec const& view) {
  bans out;
  for (auto const& r : procedures(from, view)) {
    if (r.text("effect") != "barred") {
      continue;
    }
    auto const whom = r.text("for_whom");
    if (whom == "goods") {
      out.goods.push_back(read_rule(r));
    } else if (whom == "vehicle") {
      out.trucks.push_back(read_rule(r));
    }
  }
  return out;
}

std::vector<rule> bans_on(std::vector<rule> const& all, shipment const& s) {
  circumstances in;
  in.way = {{s.origin, {}, {}, {}, true, true}, {s.destination, {}, {}, {}, true, true}};
  if (!s.product.empty()) {
    in.product = s.product;
  }
  in.on = s.on;
  in.carrier = s.carrier;
  in.instruments = s.instruments;
  std::vector<rule> out;
  std::ranges::copy_if(all, std::back_inserter(out), [&](rule const& r) {
    return r.unreadable.empty() && is_in_force(r, s.on) &&
           std::ranges::all_of(r.when, [&](clause const& c) {
             return is_of_border(c.of) || (c.of != field::passes && holds(c, in, 0) == truth::yes);
           });
  });
  return out;
}

void bar(network::metric& m, network::topology const& t, std::vector<rule> const& bans) {
  if (bans.empty()) {
    return;
  }
  auto const before = m.barriers.size();
  for (std::uint32_t i = 0; i < t.arcs.size(); ++i) {
    auto const ix = network::arc_ix{i};
    auto const& a = t.arcs[ix];
    if (a.kind != network::arc_kind::link) {
      continue;
    }
    auto const& l = t.links[a.on];
    if (t.places[l.from].in == t.places[l.to].in) {
      continue;
    }
    for (auto const at : {l.from, l.to}) {
      auto const side = side_of(t, l, at);
      for (auto const& r : bans) {
        if (holds_there(r, side)) {
          m.barriers.push_back(barrier_of(r, ix, side.country));
          m.duration_s[i] = kBarred;
        }
      }
    }
  }
  if (m.barriers.size() != before) {
    std::ranges::stable_sort(m.barriers, {}, &network::barrier::on);
  }
}

std::vector<std::uint32_t> barred_to_trucks(network::topology const& t,
                                            std::vector<rule> const& bans) {
  auto const none = static_cast<std::uint32_t>(bans.size());
  std::vector<std::uint32_t> out(t.arcs.size(), none);
  for (std::uint32_t i = 0; i < t.arcs.size() && none > 0; ++i) {
    auto const& a = t.arcs[network::arc_ix{i}];
    if (a.kind != network::arc_kind::crossing || t.links[a.on].by != network::mode::road) {
      continue;
    }
    auto const& l = t.links[a.on];
    auto const side = side_of(t, l, a.reversed ? l.from : l.to);
    auto const ban =
        std::ranges::find_if(bans, [&](rule const& r) { return holds_there(r, side); });
    out[i] = static_cast<std::uint32_t>(ban - bans.begin());
  }
  return out;
}

}  // namespace karwan::rules
