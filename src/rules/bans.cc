#include "karwan/rules/bans.h"

#include <algorithm>

#include "rules/at_border.h"
#include "rules/overlay.h"
#include "rules/season.h"

namespace karwan::rules {
namespace {

bool is_of_instrument(field f) {
  return f == field::instrument || f == field::other_instrument;
}

bool is_of_border(field f) {
  return f == field::at || f == field::mode || f == field::post || f == field::other_post ||
         is_of_instrument(f);
}

// One side of a link between two countries.
visit side_of(network::topology const& t, network::link const& l, network::place_ix here) {
  visit out{.country = t.countries[t.places[here].in].entity,
            .modes = {},
            .border_modes = {},
            .posts = {}};
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

bool holds_there(rule const& r, visit const& side,
                 std::optional<std::vector<std::string>> const& under) {
  circumstances in;
  in.way = {side};
  in.instruments = under;
  return std::ranges::all_of(r.when, [&](clause const& c) {
    return !is_of_border(c.of) || holds(c, in, 0) == truth::yes;
  });
}

circumstances circumstances_of(shipment const& s) {
  circumstances in;
  for (auto const& country : {s.origin, s.destination}) {
    in.way.push_back({.country = country, .modes = {}, .border_modes = {}, .posts = {}});
  }
  if (!s.product.empty()) {
    in.product = s.product;
  }
  in.on = s.on;
  in.carrier = s.carrier;
  in.instruments = s.instruments;
  in.value_usd = s.value_usd;
  return in;
}

// Decided by the way that is taken, or by a value that may not have been said.
bool is_left_open(field f) {
  return f == field::passes || f == field::value_min || f == field::value_max;
}

// What of instruments nobody said is decided nowhere.
bool is_decided_at_border(clause const& c, circumstances const& in) {
  return is_of_border(c.of) && (!is_of_instrument(c.of) || in.instruments);
}

// But for what is decided at each border.
truth whatever_its_way(rule const& r, circumstances const& in) {
  auto out = truth::yes;
  for (auto const& c : r.when) {
    if (!is_decided_at_border(c, in)) {
      out = std::min(out, c.of == field::passes ? truth::unknown : holds(c, in, 0));
    }
  }
  return out;
}

template <typename Wanted>
std::vector<rule> those_of(std::vector<rule> const& all, shipment const& s, Wanted const& wanted) {
  auto const in = circumstances_of(s);
  std::vector<rule> out;
  std::ranges::copy_if(all, std::back_inserter(out), [&](rule const& r) {
    return r.unreadable.empty() && is_in_force(r, s.on) && wanted(r, in);
  });
  return out;
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

regime::regime(network::topology const& t, shipment const& s, memberships const& all)
    : instruments_{s.instruments} {
  if (!instruments_) {
    return;
  }
  for (auto const& id : *instruments_) {
    auto const carried = !s.carrier || all.holds(id, *s.carrier, s.on);
    auto& party = party_.emplace_back();
    for (auto const& c : t.countries) {
      party.push_back(carried && all.holds(id, c.entity, s.on) ? 1 : 0);
    }
  }
}

std::optional<std::vector<std::string>> regime::between(network::country_ix a,
                                                        network::country_ix b) const {
  if (!instruments_) {
    return std::nullopt;
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < party_.size(); ++i) {
    if (party_[i][a] != 0 && party_[i][b] != 0) {
      out.push_back((*instruments_)[i]);
    }
  }
  return out;
}

bool holds_but_for_border(rule const& r, shipment const& s) {
  return r.unreadable.empty() && is_in_force(r, s.on) &&
         whatever_its_way(r, circumstances_of(s)) == truth::yes;
}

bool holds_on_entry(rule const& r, network::topology const& t, network::arc_ix ix,
                    regime const& under) {
  auto const& a = t.arcs[ix];
  auto const& l = t.links[a.on];
  return holds_there(r, side_of(t, l, a.reversed ? l.from : l.to),
                     under.between(t.places[l.from].in, t.places[l.to].in));
}

std::vector<rule> bans_on(std::vector<rule> const& all, shipment const& s) {
  return those_of(all, s, [](rule const& r, circumstances const& in) {
    return whatever_its_way(r, in) == truth::yes;
  });
}

std::vector<rule> bans_left(std::vector<rule> const& all, shipment const& s) {
  return those_of(all, s, [](rule const& r, circumstances const& in) {
    auto const only_by_these = std::ranges::all_of(r.when, [&](clause const& c) {
      return is_left_open(c.of) || is_decided_at_border(c, in) || holds(c, in, 0) == truth::yes;
    });
    return only_by_these && whatever_its_way(r, in) == truth::unknown;
  });
}

void bar(network::metric& m, network::topology const& t, std::vector<rule> const& bans,
         regime const& under) {
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
    auto const here = under.between(t.places[l.from].in, t.places[l.to].in);
    for (auto const at : {l.from, l.to}) {
      auto const side = side_of(t, l, at);
      for (auto const& r : bans) {
        if (holds_there(r, side, here)) {
          m.barriers.push_back(barrier_of(r, ix, side.country));
          m.duration_s[i] = network::kBarred;
        }
      }
    }
  }
  if (m.barriers.size() != before) {
    std::ranges::stable_sort(m.barriers, {}, &network::barrier::on);
  }
}

std::vector<std::uint32_t> barred_to_trucks(network::topology const& t,
                                            std::vector<rule> const& bans, regime const& under) {
  auto const none = static_cast<std::uint32_t>(bans.size());
  std::vector<std::uint32_t> out(t.arcs.size(), none);
  for (std::uint32_t i = 0; i < t.arcs.size() && none > 0; ++i) {
    auto const& a = t.arcs[network::arc_ix{i}];
    if (a.kind != network::arc_kind::crossing || t.links[a.on].by != network::mode::road) {
      continue;
    }
    auto const& l = t.links[a.on];
    auto const side = side_of(t, l, a.reversed ? l.from : l.to);
    auto const here = under.between(t.places[l.from].in, t.places[l.to].in);
    auto const ban =
        std::ranges::find_if(bans, [&](rule const& r) { return holds_there(r, side, here); });
    out[i] = static_cast<std::uint32_t>(ban - bans.begin());
  }
  return out;
}

}  // namespace karwan::rules
