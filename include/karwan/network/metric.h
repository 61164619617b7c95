#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "karwan/base/interval.h"
#include "karwan/base/quantity.h"
#include "karwan/network/topology.h"

// What the topology's arcs cost under one view, load and departure: weights, masks, evidence.
namespace karwan::network {

enum class load_unit : std::uint8_t { truck, reefer, teu, feu, wagon, bulk, air, roro };
std::string_view name_of(load_unit) noexcept;

enum class traffic : std::uint8_t { trade, passenger };

struct load {
  load_unit unit{load_unit::truck};
  double tonnes{20};
  bool cold{false};
};

struct metric_options {
  record::view_spec view;
  day depart{};  // the epoch is its midnight UTC
  load carried;
  traffic who{traffic::trade};
  std::uint8_t modes{0x1f};  // bit per mode
  std::vector<place_ix> avoid_places;
  std::vector<country_ix> avoid_countries;
};

// Why an arc cannot be used in this view, and the statements that say so.
struct barrier {
  arc_ix on;
  std::string entity;           // the closure, project, ... that bars it
  std::optional<day> from, to;  // closed days, `to` included; open: nullopt
  std::optional<day> evidence_last_on;
  std::vector<record::statement_ix> statements;
  bool for_good{false};  // shut for the whole horizon from departure
};

// One criterion on one arc: how much, and what it rests on.
struct arc_value {
  bounded<std::int64_t> amount;  // s, cents or g
  record::grade worst{record::grade::measured};
  float assumed_share{0};  // of amount.best, 0..1
};

struct metric {
  day epoch{};
  // Arrays for the search, per arc; see route/search.h for meanings.
  std::vector<std::int64_t> duration_s, cost_cents, emissions_g;
  std::vector<std::uint8_t> borders;
  std::vector<std::uint32_t> opens, first_window;
  std::vector<interval<std::int64_t>> windows;

  vector_map<arc_ix, arc_value> time, cost, emissions;
  vector_map<arc_ix, double> length_km;          // 0 for crossings and transfers
  std::vector<std::uint32_t> first_statement;    // arcs + 1
  std::vector<record::statement_ix> statements;  // sorted per arc, each decisive for the arc
  std::vector<barrier> barriers;                 // of all arcs, sorted by arc

  std::span<record::statement_ix const> statements_of(arc_ix) const;
};

// Throws failure (bad_data) where an assumption that every journey needs is missing, naming it.
metric build_metric(topology const&, record::store const&, metric_options const&);

}  // namespace karwan::network
