#include "hand_made.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <sstream>

namespace karwan::network::testing {
namespace {

double number_of(record::column const& c, std::string const& text) {
  switch (c.type) {
    case record::value_type::boolean:
      return text == "yes" ? 1 : 0;
    case record::value_type::month_day:
      return std::stod(text.substr(0, 2)) * 100 + std::stod(text.substr(3));
    case record::value_type::clock:
      return std::stod(text.substr(0, 2)) * 60 + std::stod(text.substr(3));
    case record::value_type::number:
    case record::value_type::integer:
      return std::stod(text);
    default:
      return 0;
  }
}

record::grade grade_of(std::string_view name) {
  for (auto i = 0; i < 5; ++i) {
    if (record::name_of(static_cast<record::grade>(i)) == name) {
      return static_cast<record::grade>(i);
    }
  }
  throw std::invalid_argument{"no such grade: " + std::string{name}};
}

void set_common(record::row& r, std::string const& name, std::string const& value) {
  if (name == "@valid") {
    r.valid = value_or_throw(parse_date_span(value));
  } else if (name == "@observed") {
    r.observed = value_or_throw(parse_date_span(value));
  } else if (name == "@grade") {
    r.row_grade = grade_of(value);
  } else if (name == "@world") {
    r.world = value;
  } else {
    throw std::invalid_argument{"no such common column: " + name};
  }
}

}  // namespace

hand_made::hand_made(std::string_view rows) {
  *this += rows;
}

hand_made& hand_made::operator+=(std::string_view rows) {
  auto in = std::istringstream{std::string{rows}};
  for (auto line = std::string{}; std::getline(in, line);) {
    if (auto const from = line.find_first_not_of(' ');
        from != std::string::npos && line[from] != '#') {
      add_line(std::string_view{line}.substr(from));
    }
  }
  return *this;
}

void hand_made::add_line(std::string_view line) {
  auto in = std::istringstream{std::string{line}};
  auto table = std::string{};
  auto r = record::row{};
  r.row_grade = record::grade::reported;
  in >> table >> r.row_id >> r.entity;
  r.table = record::find_table(table).value();
  for (auto pair = std::string{}; in >> pair;) {
    auto const eq = pair.find('=');
    auto const name = pair.substr(0, eq);
    auto value = pair.substr(eq + 1);
    std::ranges::replace(value, '_', ' ');
    if (name.front() == '@') {
      set_common(r, name, value);
      continue;
    }
    auto c = record::cell{};
    c.property = record::find_property(r.table, name).value();
    auto const& column = record::column_of(c.property);
    if (!column.choices.empty() || !column.ref.empty() || name == "measure") {
      value = pair.substr(eq + 1);  // ids and choices keep their underscores
    }
    c.statement = record::statement_ix{static_cast<std::uint32_t>(ids_.size())};
    c.text = value;
    c.number = number_of(column, value);
    if (column.type == record::value_type::date) {
      c.span = value_or_throw(parse_date_span(value));
    }
    ids_.push_back(r.row_id + "." + name);
    r.cells.push_back(std::move(c));
  }
  std::ranges::sort(r.cells, {}, &record::cell::property);
  rows_[r.table].push_back(std::move(r));
}

std::shared_ptr<facts const> hand_made::read(std::set<std::string> const& retracted) const {
  return read_facts([&](record::table_ix t) {
    auto const it = rows_.find(t);
    auto rows = it == rows_.end() ? std::vector<record::row>{} : it->second;
    for (auto& r : rows) {
      std::erase_if(r.cells, [&](record::cell const& c) {
        auto const gone = retracted.contains(ids_[*c.statement]);
        if (gone) {
          r.withdrawn.push_back(c.property);
        }
        return gone;
      });
    }
    std::erase_if(rows, [](record::row const& r) { return r.cells.empty(); });
    std::ranges::sort(rows, {}, &record::row::row_id);
    return rows;
  });
}

std::set<std::string> hand_made::statement_ids() const {
  return {ids_.begin(), ids_.end()};
}

std::string hand_made::id_of(record::statement_ix s) const {
  return ids_.at(*s);
}

std::set<std::string> hand_made::ids_of(std::span<record::statement_ix const> all) const {
  auto out = std::set<std::string>{};
  for (auto const s : all) {
    out.insert(id_of(s));
  }
  return out;
}

std::string_view const kAssumptions = R"(
assumptions a-speed-road      as key=speed_kmh mode=road unit=km/h low=40 best=50 high=100 @grade=assumed
assumptions a-speed-rail      as key=speed_kmh mode=rail unit=km/h low=20 best=25 high=50 @grade=assumed
assumptions a-speed-sea       as key=speed_kmh mode=sea unit=km/h low=20 best=25 high=40 @grade=assumed
assumptions a-speed-ferry     as key=speed_kmh mode=ferry unit=km/h low=20 best=20 high=25 @grade=assumed
assumptions a-speed-air       as key=speed_kmh mode=air unit=km/h low=500 best=800 high=1000 @grade=assumed
assumptions a-driving         as key=driving_h_day mode=road unit=h/day low=8 best=12 high=24 @grade=assumed
assumptions a-dwell-road      as key=dwell_h mode=road unit=h low=2 best=8 high=24 @grade=assumed
assumptions a-dwell-rail      as key=dwell_h mode=rail unit=h low=4 best=16 high=48 @grade=assumed
assumptions a-fee-road        as key=border_fee_usd mode=road unit=usd low=10 best=100 high=200 @grade=assumed
assumptions a-fee-rail        as key=border_fee_usd mode=rail unit=usd low=10 best=50 high=200 @grade=assumed
assumptions a-freight-road    as key=freight_usd_tkm mode=road unit=usd/tkm low=0.05 best=0.1 high=0.2 @grade=assumed
assumptions a-freight-rail    as key=freight_usd_tkm mode=rail unit=usd/tkm low=0.02 best=0.05 high=0.1 @grade=assumed
assumptions a-freight-sea     as key=freight_usd_tkm mode=sea unit=usd/tkm low=0.005 best=0.01 high=0.02 @grade=assumed
assumptions a-freight-ferry   as key=freight_usd_tkm mode=ferry unit=usd/tkm low=0.05 best=0.1 high=0.2 @grade=assumed
assumptions a-freight-air     as key=freight_usd_kg mode=air unit=usd/kg low=1 best=2 high=4 @grade=assumed
load_units a-truck           lu load_unit=truck capacity_t=20 capacity_low_t=18 capacity_high_t=24 @grade=assumed
load_units a-reefer           lu load_unit=reefer capacity_t=20 capacity_low_t=18 capacity_high_t=24 @grade=assumed
load_units a-wagon           lu load_unit=wagon capacity_t=60 capacity_low_t=56 capacity_high_t=70 @grade=assumed
assumptions a-road-rail       as key=transfer_h mode=road to_mode=rail unit=h low=12 best=24 high=72 @grade=assumed
assumptions a-rail-road       as key=transfer_h mode=rail to_mode=road unit=h low=12 best=24 high=72 @grade=assumed
assumptions a-road-sea        as key=transfer_h mode=road to_mode=sea unit=h low=12 best=30 high=72 @grade=assumed
assumptions a-sea-road        as key=transfer_h mode=sea to_mode=road unit=h low=12 best=40 high=72 @grade=assumed
assumptions a-sea-sea         as key=transfer_h mode=sea to_mode=sea unit=h low=12 best=36 high=72 @grade=assumed
assumptions a-gauge           as key=transfer_h mode=rail to_mode=rail gauge_change=yes unit=h low=6 best=20 high=72 @grade=assumed
assumptions a-road-rail-usd   as key=transfer_usd_t mode=road to_mode=rail unit=usd/t low=3 best=6 high=12 @grade=assumed
assumptions a-rail-road-usd   as key=transfer_usd_t mode=rail to_mode=road unit=usd/t low=3 best=6 high=12 @grade=assumed
assumptions a-road-sea-usd    as key=transfer_usd_t mode=road to_mode=sea unit=usd/t low=3 best=8 high=12 @grade=assumed
assumptions a-sea-road-usd    as key=transfer_usd_t mode=sea to_mode=road unit=usd/t low=3 best=8 high=12 @grade=assumed
assumptions a-sea-sea-usd     as key=transfer_usd_t mode=sea to_mode=sea unit=usd/t low=3 best=9 high=12 @grade=assumed
assumptions a-gauge-usd       as key=transfer_usd_t mode=rail to_mode=rail gauge_change=yes unit=usd/t low=5 best=14 high=25 @grade=assumed
assumptions a-wait-rail       as key=wait_h mode=rail unit=h low=12 best=48 high=144 @grade=assumed
assumptions a-wait-sea        as key=wait_h mode=sea unit=h low=24 best=84 high=168 @grade=assumed
assumptions a-wait-road       as key=wait_h mode=road unit=h low=0 best=0 high=0 @grade=assumed
emissions   e-road            em factor_g_tkm=100 mode=road scope=well_to_wheel @grade=official
emissions   e-rail            em factor_g_tkm=20 mode=rail scope=well_to_wheel @grade=official
emissions   e-sea             em factor_g_tkm=10 mode=sea scope=well_to_wheel @grade=official
emissions   e-ferry           em factor_g_tkm=60 mode=ferry scope=well_to_wheel @grade=official
emissions   e-air             em factor_g_tkm=800 mode=air scope=well_to_wheel @grade=official
)";

arc_ix built::link(std::string_view entity, bool reversed) const {
  for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
    auto const& a = t.arcs[arc_ix{i}];
    if (a.kind == arc_kind::link && a.reversed == reversed && t.links[a.on].entity == entity) {
      return arc_ix{i};
    }
  }
  throw std::invalid_argument{"no link arc of " + std::string{entity}};
}

arc_ix built::crossing(std::string_view entity, bool reversed) const {
  for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
    auto const& a = t.arcs[arc_ix{i}];
    if (a.kind == arc_kind::crossing && a.reversed == reversed &&
        t.crossings[a.over].entity == entity) {
      return arc_ix{i};
    }
  }
  throw std::invalid_argument{"no crossing arc of " + std::string{entity}};
}

arc_ix built::transfer(std::string_view place, mode from, mode to) const {
  for (auto i = std::uint32_t{0}; i < t.arcs.size(); ++i) {
    auto const& a = t.arcs[arc_ix{i}];
    auto const &x = t.nodes[a.tail], &y = t.nodes[a.head];
    if (a.kind == arc_kind::transfer && t.places[x.at].entity == place && x.on == from &&
        y.on == to) {
      return arc_ix{i};
    }
  }
  throw std::invalid_argument{"no transfer at " + std::string{place}};
}

bool built::barred(arc_ix a) const {
  return m.duration_s[*a] == std::numeric_limits<std::int64_t>::max();
}

std::vector<interval<std::int64_t>> built::windows(arc_ix a) const {
  auto const set = m.opens[*a];
  if (set == std::numeric_limits<std::uint32_t>::max()) {
    return {};
  }
  auto out = std::vector<interval<std::int64_t>>{};
  for (auto i = m.first_window[set]; i < m.first_window[set + 1]; ++i) {
    if (m.windows[i].to > 0) {
      out.push_back({std::max<std::int64_t>(m.windows[i].from, 0), m.windows[i].to});
    }
  }
  return out;
}

metric_options at(std::string_view day) {
  auto o = metric_options{};
  o.depart = value_or_throw(parse_day(day));
  o.view.as_of = o.depart;
  return o;
}

built build(hand_made const& r, metric_options const& o, std::set<std::string> const& retracted) {
  auto const f = r.read(retracted);
  auto t = build_topology(*f);
  auto m = build_metric(t, *f, o);
  return {std::move(t), std::move(m)};
}

}  // namespace karwan::network::testing
