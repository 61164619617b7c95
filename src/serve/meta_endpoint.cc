#include <algorithm>
#include <map>
#include <set>

#include "karwan/base/json_writer.h"
#include "karwan/record/coverage.h"
#include "karwan/record/effects.h"
#include "karwan/record/entity.h"
#include "karwan/record/pack.h"
#include "karwan/record/search.h"
#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kMostExamples = 6;

// Entities by kind, and all statements.
std::map<std::string, std::int64_t> counts_of(reading const& in) {
  std::map<std::string, std::int64_t> out;
  for (auto const& table : record::tables()) {
    std::set<std::string> entities;
    for (auto const& r : in.rows(table.name)) {
      entities.insert(r.entity);
      out["statement"] += static_cast<std::int64_t>(r.cells.size());
    }
    if (!entities.empty()) {
      out[std::string{table.kind}] = static_cast<std::int64_t>(entities.size());
    }
  }
  return out;
}

// Whatever has effects, or a link waits for, can be taken as kept.
std::map<std::string, std::string> scenarios_of(reading const& in) {
  std::map<std::string, std::string> out;
  for (auto const& e : record::read_effects(in.record, in.view)) {
    if (!e.worlds.empty()) {
      out.emplace(e.of, record::title_of(in.record, in.names, e.of));
    }
  }
  for (auto const& l : in.topology.links) {
    if (!l.world.empty()) {
      out.emplace(l.world, in.name_of(l.world));
    }
  }
  return out;
}

// Of the first pack that says which two countries it is about.
void write_countries(json_writer& w, reading const& in) {
  for (auto const& p : record::loaded_packs(in.record)) {
    if (p.pair.size() == 2) {
      w.key("pair").open_array().text(p.pair[0]).text(p.pair[1]).close_array();
      return;
    }
  }
}

void write_example(json_writer& w, reading const& in, record::row const& r,
                   std::string_view goods) {
  auto const from = std::string{r.text("from")}, to = std::string{r.text("to")};
  w.open_object();
  w.key("title").text(std::string{goods} + ", " + in.name_of(from) + " to " + in.name_of(to));
  w.key("from").text(from).key("to").text(to);
}

// The countries of both ends: one example of each pair is enough.
std::string pair_of(reading const& in, record::row const& r) {
  std::string out;
  for (auto const* end : {"from", "to"}) {
    auto const place = in.topology.find_place(r.text(end));
    out += place ? in.topology.countries[in.topology.places[*place].in].iso2 : "?";
  }
  return out;
}

// The story of the tour first, then flows of the basket, one per pair of countries.
void write_examples(json_writer& w, reading const& in) {
  std::set<std::string> told;
  w.key("examples").open_array();
  for (auto const& r : in.rows("tours")) {
    write_example(w, in, r, in.name_of(r.text("product")));
    w.key("product").text(r.text("product")).key("tonnes").number(*r.number("tonnes"), 1);
    if (r.find("load_unit") != nullptr) {
      w.key("unit").text(r.text("load_unit"));
    }
    w.close_object();
    told.insert(pair_of(in, r));
  }
  for (auto const& r : in.rows("basket")) {
    if (told.size() == kMostExamples) {
      break;
    }
    if (r.text("kind") != "flow" || !told.insert(pair_of(in, r)).second) {
      continue;
    }
    write_example(w, in, r, r.text("product"));
    if (r.find("product_hs") != nullptr) {
      w.key("product").text(r.text("product_hs"));
    }
    w.close_object();
  }
  w.close_array();
}

}  // namespace

std::string meta_endpoint::operator()(query& q) const {
  q.finish();
  json_writer w;
  w.open_object().key("program").text("karwan").key("version").text(KARWAN_VERSION);
  w.key("record_version").text(in.version).key("today").text(to_string(today));
  record::write_packs(w, record::loaded_packs(in.record));
  write_countries(w, in);
  w.key("counts").open_object();
  for (auto const& [kind, count] : counts_of(in)) {
    w.key(kind).integer(count);
  }
  w.close_object();
  for (auto const& [name, all] : {std::pair{"kinds", record::searched_kinds()},
                                  std::pair{"sectors", record::searched_sectors()}}) {
    w.key(name).open_array();
    for (auto const one : all) {
      w.text(one);
    }
    w.close_array();
  }
  w.key("scenarios").open_array();
  for (auto const& [id, name] : scenarios_of(in)) {
    w.open_object().key("id").text(id).key("name").text(name).close_object();
  }
  w.close_array();
  write_examples(w, in);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::serve
