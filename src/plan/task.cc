#include "plan/task.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "karwan/base/text.h"
#include "karwan/plan/instrument.h"
#include "karwan/record/effects.h"

namespace karwan::plan {
namespace {

using network::load_unit;

[[noreturn]] void refuse(std::string text, std::string option, std::string remedy) {
  throw failure{{error_kind::bad_input, std::move(text), std::move(option), std::move(remedy)}};
}

std::string entity_for(std::string const& text, std::span<std::string_view const> kinds,
                       record::name_index const& index, char const* option) {
  auto found = index.resolve(text, kinds);
  if (!found) {
    found.error().place = option;
  }
  return value_or_throw(std::move(found));
}

network::place_ix place_for(std::string const& text, namer const& names,
                            network::topology const& topo, char const* option) {
  constexpr std::array<std::string_view, 1> kKinds{"place"};
  auto const found = names.index.resolve(text, kKinds);
  if (!found && names.index.resolve(text, kCountry)) {
    refuse(fmt::format("{} is a country", in_quotes(text)), option, "Name a place in it");
  }
  auto const entity = entity_for(text, kKinds, names.index, option);
  auto const place = topo.find_place(entity);
  if (!place) {
    refuse(fmt::format("{} is in the record, but its network does not reach it", in_quotes(text)),
           option, "Name a place nearby");
  }
  return *place;
}

std::vector<network::place_ix> stops_of(question const& q, network::topology const& topo,
                                        namer const& names) {
  std::vector<network::place_ix> out{place_for(q.from, names, topo, "from")};
  for (auto const& text : q.via) {
    out.push_back(place_for(text, names, topo, "via"));
    if (out[out.size() - 2] == out.back()) {
      refuse(fmt::format("{} is where the way already is", in_quotes(text)), "via",
             "Leave it out, or name another place");
    }
  }
  out.push_back(place_for(q.to, names, topo, "to"));
  if (out[out.size() - 2] == out.back()) {
    refuse(q.via.empty() ? "start and end are the same place"
                         : "the last place to pass is the end itself",
           q.via.empty() ? "to" : "via", "Name another place");
  }
  return out;
}

void read_avoided(question const& q, network::topology const& topo, namer const& names, task& t) {
  constexpr std::array<std::string_view, 2> kKinds{"place", "country"};
  for (auto const& text : q.avoid) {
    auto const entity = entity_for(text, kKinds, names.index, "avoid");
    t.avoid.push_back(entity);
    auto const place = topo.find_place(entity);
    auto const country = topo.find_country(entity);
    auto const hit = std::any_of(t.stops.begin(), t.stops.end(), [&](auto stop) {
      return stop == place || topo.places[stop].in == country;
    });
    if (hit) {
      refuse(fmt::format("{} cannot be avoided: the journey begins, ends or stops there",
                         in_quotes(text)),
             "avoid", "Leave it out");
    }
    if (place) {
      t.options.avoid_places.push_back(*place);
    }
    if (country) {
      t.options.avoid_countries.push_back(*country);
    }
  }
}

void read_carrier(question const& q, namer const& names, task& t) {
  if (!q.carrier.empty()) {
    t.carrier = entity_for(q.carrier, kCountry, names.index, "carrier");
  }
  for (auto const& text : q.under) {
    t.under.push_back(instrument_of(names.index, text));
  }
}

// The preferred cell of a column among rows that are sorted by preference.
record::cell const* first(std::vector<record::row> const& rows, std::string_view column) {
  for (auto const& row : rows) {
    if (auto const* cell = row.find(column)) {
      return cell;
    }
  }
  return nullptr;
}

std::optional<double> number(std::vector<record::row> const& rows, std::string_view column,
                             std::vector<record::statement_ix>& statements) {
  auto const* cell = first(rows, column);
  if (cell == nullptr) {
    return std::nullopt;
  }
  statements.push_back(cell->statement);
  return cell->number;
}

std::string text(std::vector<record::row> const& rows, std::string_view column) {
  auto const* cell = first(rows, column);
  return cell == nullptr ? std::string{} : cell->text;
}

product_facts read_product(std::string const& asked, record::view_spec const& view,
                           record::store const& store, namer const& names) {
  constexpr std::array<std::string_view, 1> kKinds{"product"};
  product_facts p;
  p.id = entity_for(asked, kKinds, names.index, "product");
  p.name = names.of(p.id);
  auto rows = store.rows_of(p.id, view);
  std::erase_if(rows,
                [](record::row const& r) { return record::tables()[*r.table].name != "products"; });
  std::stable_sort(rows.begin(), rows.end(), [&](auto const& a, auto const& b) {
    return record::preferred(a, b, view.as_of);
  });
  p.hs_code = text(rows, "hs_code");
  p.temperature_low_c = number(rows, "temperature_low_c", p.temperature_statements);
  p.temperature_high_c = number(rows, "temperature_high_c", p.temperature_statements);
  p.shelf_life_low_d = number(rows, "shelf_life_low_d", p.shelf_life_statements);
  p.shelf_life_high_d = number(rows, "shelf_life_high_d", p.shelf_life_statements);
  // Goods with a temperature range that usually go by truck, wagon or box keep without cold.
  auto const usual = text(rows, "load_unit");
  p.needs_cold = p.temperature_high_c && (usual == name_of(load_unit::reefer) ||
                                          usual == name_of(load_unit::air) || usual.empty());
  return p;
}

bool can_cool(load_unit u) {
  return u == load_unit::reefer || u == load_unit::teu || u == load_unit::feu ||
         u == load_unit::air;
}

}  // namespace

record::view_spec resolve_view(question const& q, record::store const& store,
                               record::name_index const& index) {
  constexpr std::array<std::string_view, 3> kShut{"closure", "opening", "procedure"};
  auto view = q.view;
  for (auto& entity : view.without) {
    entity = entity_for(entity, kShut, index, "without");
  }
  view.worlds = record::scenario_of(store, q.view, index, q.view.worlds);
  return view;
}

task resolve(question const& q, record::view_spec const& view, record::store const& store,
             network::topology const& topo, namer const& names) {
  task t;
  t.today = q.today;
  t.deadline = q.deadline;
  t.eps = q.eps;
  t.value_usd = q.value_usd;
  t.draws = {.seed = q.seed, .draws = q.draws};
  t.options.view = view;
  t.options.depart = q.depart;
  t.depart_at = q.depart_at;
  t.options.modes = q.modes;
  t.options.drivers = q.drivers;
  t.stops = stops_of(q, topo, names);
  read_avoided(q, topo, names, t);
  read_carrier(q, names, t);
  if (!q.product.empty()) {
    t.product = read_product(q.product, view, store, names);
  }
  auto const cold = t.product && t.product->needs_cold;
  auto& load = t.options.carried;
  load.tonnes = q.tonnes;
  load.unit = q.unit.value_or(cold ? load_unit::reefer : load_unit::truck);
  load.cold = cold && can_cool(load.unit);
  return t;
}

}  // namespace karwan::plan
