#include "karwan/plan/accession.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "plan/basket.h"
#include "plan/ways.h"

namespace karwan::plan {
namespace {

constexpr auto kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::uint8_t kByTruck = 1U << static_cast<unsigned>(network::mode::road) |
                                  1U << static_cast<unsigned>(network::mode::ferry);

struct extremes {
  std::int64_t fastest_s{kNever}, cheapest_cents{kNever};
  bool is_open() const { return fastest_s != kNever; }
};

extremes better(extremes const& a, extremes const& b) {
  return {std::min(a.fastest_s, b.fastest_s), std::min(a.cheapest_cents, b.cheapest_cents)};
}

// One flow in the trucks of one country.
struct ride {
  task what;
  std::string carrier;
  extremes now{};
};

using country_pair = std::pair<network::country_ix, network::country_ix>;

class finder {
 public:
  finder(record::store const& record, record::view_spec const& view)
      : record_{record},
        view_{view},
        index_{record, view},
        names_{index_, "en"},
        facts_{network::read_facts(record, view)},
        topo_{network::build_topology(*facts_)},
        search_{searchable(topo_)},
        patient_{read_patience(record, view)},
        members_{record, view},
        bans_{rules::read_bans(record, view)} {}

  accessions run() {
    read_instruments();
    read_rides();
    auto as_is = world{members_};
    for (auto& r : rides_) {
      r.now = best_of(r, as_is);
      out_.no_way += r.now.is_open() ? 0 : 1;
    }
    try_joining();
    try_admitting();
    try_through();
    rank();
    return std::move(out_);
  }

 private:
  // The world as it is, or with one thing changed.
  struct world {
    rules::memberships const& members;
    std::string_view joined{};  // the instrument that has one party more
    std::optional<std::pair<std::string, network::country_ix>> admitted{};  // carrier, country
    std::optional<country_pair> through{};
    // By carrier and instruments.
    std::map<std::pair<std::string, std::vector<std::string>>, rules::regime> regimes{};
  };

  // Those that a ban of this day names.
  void read_instruments() {
    for (auto const* all : {&bans_.goods, &bans_.trucks}) {
      for (auto const& r : *all) {
        for (auto const& c : r.when) {
          auto const names_some =
              c.of == rules::field::instrument || c.of == rules::field::other_instrument;
          if (names_some && r.valid.contains(view_.as_of)) {
            instruments_.insert(c.values.begin(), c.values.end());
          }
        }
      }
    }
  }

  void read_rides() {
    for (auto const& [from, to, product] : flows_of(record_, view_)) {
      auto t = task_of(from, to, product);
      if (!t) {
        continue;
      }
      ++out_.flows;
      std::set<std::string> carriers;
      for (auto const stop : {t->stops.front(), t->stops.back()}) {
        carriers.insert(topo_.countries[topo_.places[stop].in].entity);
      }
      for (auto const& c : carriers) {
        rides_.push_back({*t, c});
        rides_.back().what.carrier = c;
      }
    }
    out_.journeys = static_cast<int>(rides_.size());
  }

  // nullopt: goods that do not go by truck.
  std::optional<task> task_of(std::string const& from, std::string const& to,
                              std::string const& product) const {
    question q;
    q.from = from;
    q.to = to;
    q.product = product;
    q.modes = kByTruck;
    q.depart = q.today = view_.as_of;
    q.view = view_;
    try {
      return resolve(q, view_, record_, topo_, names_);
    } catch (failure const& f) {
      if (product.empty() || f.what_failed.place != "product") {
        throw;
      }
      return task_of(from, to, {});  // the record knows the code only from the basket
    }
  }

  network::metric const& metric_of(task const& t, std::optional<country_pair> const& through) {
    auto const& load = t.options.carried;
    auto const key = std::tuple{load.unit, load.cold, through};
    auto const at = metrics_.find(key);
    if (at != metrics_.end()) {
      return at->second;
    }
    auto options = t.options;
    if (through) {
      options.trucks_through = {*through};
    }
    return metrics_.emplace(key, network::build_metric(topo_, *facts_, options)).first->second;
  }

  // Nothing, each instrument alone, all of them.
  std::vector<std::vector<std::string>> choices() const {
    std::vector<std::vector<std::string>> out{{}};
    for (auto const& id : instruments_) {
      out.push_back({id});
    }
    if (instruments_.size() > 1) {
      out.emplace_back(instruments_.begin(), instruments_.end());
    }
    return out;
  }

  extremes best_of(ride const& r, world& in) {
    extremes out;
    for (auto const& under : choices()) {
      auto const same_as_now =
          !in.joined.empty() && std::ranges::find(under, in.joined) == under.end();
      if (!same_as_now) {
        out = better(out, found(r, in, under));
      }
    }
    return out;
  }

  rules::regime const& regime_of(world& in, rules::shipment const& trucks) const {
    auto const key = std::pair{*trucks.carrier, *trucks.instruments};
    auto at = in.regimes.find(key);
    if (at == in.regimes.end()) {
      at = in.regimes.emplace(key, rules::regime{topo_, trucks, in.members}).first;
    }
    return at->second;
  }

  // What is shut to the goods, and where they change trucks: questions alike in that have one
  // answer.
  extremes found(ride const& r, world& in, std::vector<std::string> const& under) {
    auto const goods = shipment_of(topo_, r.what);
    auto trucks = trucks_of(goods);
    trucks.instruments = under;
    auto of_goods = goods;
    if (!under.empty()) {
      of_goods.instruments = under;
    }
    auto const& regime = regime_of(in, trucks);
    auto const bans = rules::bans_on(bans_.goods, of_goods);
    auto const on_trucks = rules::bans_on(bans_.trucks, trucks);
    auto kept_out = truck_rules(topo_, on_trucks, regime);
    admit(kept_out, r.carrier, in);
    auto const& metric = metric_of(r.what, in.through);
    std::optional<network::metric> barred;
    std::set<std::uint32_t> shut;
    if (!bans.empty()) {
      barred.emplace(metric);
      rules::bar(*barred, topo_, bans, regime);
      for (std::uint32_t a = 0; a < metric.duration_s.size(); ++a) {
        if (barred->duration_s[a] != metric.duration_s[a]) {
          shut.insert(a);
        }
      }
    }
    auto key = std::tuple{r.what.stops, &metric, r.what.options.carried.tonnes, std::move(shut),
                          changes_of(kept_out)};
    auto const known = answers_.find(key);
    if (known != answers_.end()) {
      return known->second;
    }
    auto const e = planned(r.what, barred ? *barred : metric, std::move(kept_out));
    answers_.emplace(std::move(key), e);
    return e;
  }

  void admit(std::vector<std::uint32_t>& kept_out, std::string const& carrier,
             world const& in) const {
    if (!in.admitted || in.admitted->first != carrier) {
      return;
    }
    for (std::uint32_t a = 0; a < kept_out.size(); ++a) {
      if (kept_out[a] != kNoRule && entered_by(network::arc_ix{a}) == in.admitted->second) {
        kept_out[a] = kNoRule;
      }
    }
  }

  network::country_ix entered_by(network::arc_ix a) const {
    auto const& arc = topo_.arcs[a];
    auto const& l = topo_.links[arc.on];
    return topo_.places[arc.reversed ? l.from : l.to].in;
  }

  static std::vector<std::uint32_t> changes_of(std::vector<std::uint32_t> const& kept_out) {
    std::vector<std::uint32_t> out;
    for (std::uint32_t a = 0; a < kept_out.size(); ++a) {
      if (kept_out[a] != kNoRule) {
        out.push_back(a);
      }
    }
    return out;
  }

  extremes planned(task const& t, network::metric const& m, std::vector<std::uint32_t> kept_out) {
    auto const ways = anywhere(search_, topo_, t.stops, m.leaves_s, t.eps);
    auto const f = find_ways(topo_, m, t, std::move(kept_out), {}, *ways);
    extremes out;
    for (auto const& way : replay_all(topo_, m, t, patient_, {}, f)) {
      out = better(out, {way.time.value.best, way.cost.value.best});
    }
    return out;
  }

  void try_one(accession a, world in) {
    for (auto const& r : rides_) {
      auto const then = better(r.now, best_of(r, in));
      if (!then.is_open()) {
        continue;
      }
      if (!r.now.is_open()) {
        ++a.opened;
        continue;
      }
      a.faster += then.fastest_s < r.now.fastest_s ? 1 : 0;
      a.cheaper += then.cheapest_cents < r.now.cheapest_cents ? 1 : 0;
      a.saved_s += r.now.fastest_s - then.fastest_s;
      a.saved_cents += r.now.cheapest_cents - then.cheapest_cents;
    }
    out_.all.push_back(std::move(a));
  }

  void try_joining() {
    std::set<network::country_ix> at_borders;
    for (auto const& l : topo_.links) {
      if (l.by == network::mode::road && topo_.places[l.from].in != topo_.places[l.to].in) {
        at_borders.insert(topo_.places[l.from].in);
        at_borders.insert(topo_.places[l.to].in);
      }
    }
    for (auto const& id : instruments_) {
      for (auto const c : at_borders) {
        auto const& country = topo_.countries[c].entity;
        if (!members_.holds(id, country, view_.as_of)) {
          auto joined = members_;
          joined.suppose(id, country);
          try_one({.kind = accession_kind::joins, .instrument = id, .country = country},
                  {.members = joined, .joined = id});
        }
      }
    }
    for (auto const& r : members_.instruments()) {
      if (r.text("sector") == "transport" && !instruments_.contains(r.entity)) {
        out_.unknown.push_back({r.entity, false});
      }
    }
  }

  void try_admitting() {
    std::set<std::pair<std::string, network::country_ix>> kept_out;
    for (auto const& r : rides_) {
      auto const trucks = trucks_of(shipment_of(topo_, r.what));
      auto const on = rules::bans_on(bans_.trucks, trucks);
      for (auto const a : changes_of(truck_rules(topo_, on, {topo_, trucks, members_}))) {
        kept_out.emplace(r.carrier, entered_by(network::arc_ix{a}));
      }
    }
    for (auto const& [carrier, country] : kept_out) {
      try_one({.kind = accession_kind::admits,
               .instrument = {},
               .country = topo_.countries[country].entity,
               .who = carrier},
              {.members = members_, .admitted = std::pair{carrier, country}});
    }
  }

  void try_through() {
    std::set<country_pair> pairs;
    std::set<std::string> held;
    for (auto const& r : record_.rows(record::find_table("crossings").value(), view_)) {
      auto const stated = r.text("exchange");
      if (r.text("mode") != "road" || stated.empty() || stated == "none") {
        continue;
      }
      if (r.text("dwell_holds_exchange") == "yes") {
        held.insert(r.entity);
      }
      for (auto const& l : topo_.links) {
        if (l.crossing.valid() && topo_.crossings[l.crossing].entity == r.entity) {
          pairs.insert(std::minmax(topo_.places[l.from].in, topo_.places[l.to].in));
        }
      }
    }
    for (auto const& p : pairs) {
      try_one({.kind = accession_kind::through,
               .instrument = {},
               .country = topo_.countries[p.first].entity,
               .who = topo_.countries[p.second].entity},
              {.members = members_, .through = p});
    }
    for (auto const& crossing : held) {
      out_.unknown.push_back({crossing, true});
    }
  }

  void rank() {
    auto const merit = [](accession const& a) {
      return std::tuple{-a.opened, -a.faster, -a.saved_s, -a.saved_cents};
    };
    std::ranges::stable_sort(out_.all, {}, merit);
    auto rank = 0;
    for (std::size_t i = 0; i < out_.all.size(); ++i) {
      auto& a = out_.all[i];
      if (merit(a) == std::tuple{0, 0, std::int64_t{0}, std::int64_t{0}}) {
        break;
      }
      auto const tie = i > 0 && merit(out_.all[i - 1]) == merit(a);
      rank = tie ? rank : static_cast<int>(i) + 1;
      a.rank = rank;
    }
  }

  record::store const& record_;
  record::view_spec view_;
  record::name_index index_;
  namer names_;
  std::shared_ptr<network::facts const> facts_;
  network::topology topo_;
  route::searcher search_;
  patience patient_;
  rules::memberships members_;
  rules::bans bans_;
  std::set<std::string> instruments_;
  std::vector<ride> rides_;
  std::map<std::tuple<network::load_unit, bool, std::optional<country_pair>>, network::metric>
      metrics_;
  std::map<std::tuple<std::vector<network::place_ix>, network::metric const*, double,
                      std::set<std::uint32_t>, std::vector<std::uint32_t>>,
           extremes>
      answers_;
  accessions out_;
};

}  // namespace

std::string_view name_of(accession_kind k) noexcept {
  constexpr std::array<std::string_view, 3> kNames{"joins", "admits", "through"};
  return kNames[static_cast<std::size_t>(k)];
}

accessions find_accessions(record::store const& record, record::view_spec const& view) {
  record::reading const one_state{record};
  return finder{record, view}.run();
}

}  // namespace karwan::plan
