#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "karwan/base/json_writer.h"
#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

using record::name_hit;

// The first row of each entity that a list of hits needs.
std::unordered_map<std::string, record::row> rows_of_hits(reading const& in,
                                                          std::vector<name_hit> const& hits) {
  std::unordered_map<std::string, record::row> out;
  auto all = in.view;
  all.all_worlds = true;
  for (auto const& hit : hits) {
    for (auto& row : in.record.rows_of(hit.entity, all)) {
      if (record::tables()[*row.table].kind == hit.kind) {
        out.emplace(std::string{hit.entity}, std::move(row));
        break;
      }
    }
  }
  return out;
}

void write_name(json_writer& w, reading const& in, name_hit const& hit) {
  auto const name = in.name_of(hit.entity);
  w.key("id").text(hit.entity);
  w.key("name").text(name);
  if (hit.name != name) {
    w.key("matched").text(hit.name);
  }
}

std::string_view upper_country(reading const& in, std::string_view entity) {
  auto const ix = in.topology.find_country(entity);
  return ix ? std::string_view{in.topology.countries[*ix].iso2} : entity;
}

}  // namespace

std::string places_endpoint::operator()(query& q) const {
  auto const text = q.required("q");
  auto const countries = q.flag("countries");
  auto const limit = q.limit();
  record::view_spec view;
  q.look_back(view);
  q.finish();
  reading_at const then{now, view};
  auto const& in = *then;
  static constexpr auto kKinds = std::to_array<std::string_view>({"place", "country"});
  auto const hits = in.names.complete(text, std::span{kKinds}.first(countries ? 2 : 1), limit);
  auto const rows = rows_of_hits(in, hits);
  json_writer w;
  w.open_object().key("places").open_array();
  for (auto const& hit : hits) {
    auto const row = rows.find(std::string{hit.entity});
    auto const is_country = hit.kind == "country";
    w.open_object();
    write_name(w, in, hit);
    if (row == rows.end()) {
      w.key("country").text("").key("kind").text(hit.kind);
    } else if (is_country) {
      w.key("country").text(row->second.text("iso2")).key("kind").text("country");
    } else {
      w.key("country").text(upper_country(in, row->second.text("country")));
      w.key("kind").text(row->second.text("kind"));
      if (auto const code = row->second.text("unlocode"); !code.empty()) {
        w.key("unlocode").text(code);
      }
    }
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string names_endpoint::operator()(query& q) const {
  auto const language = q.choice("lang", {"en", "kk", "ru", "ur"});
  q.finish();
  std::map<std::string, std::string_view> named;  // by id, so that the answer is in one order
  for (auto const& r : now.rows("names")) {
    if (r.text("language") == language && r.text("use") != "code") {
      named.try_emplace(r.entity, now.names.display_name(r.entity, language));
    }
  }
  json_writer w;
  w.open_object().key("lang").text(language).key("names").open_object();
  for (auto const& [id, name] : named) {
    w.key(id).text(name);
  }
  w.close_object().close_object();
  return std::move(w).take();
}

std::string products_endpoint::operator()(query& q) const {
  auto const text = q.required("q");
  auto const limit = q.limit();
  record::view_spec view;
  q.look_back(view);
  q.finish();
  reading_at const then{now, view};
  auto const& in = *then;
  static constexpr auto kKinds = std::to_array<std::string_view>({"product"});
  auto const hits = in.names.complete(text, kKinds, limit);
  auto const rows = rows_of_hits(in, hits);
  json_writer w;
  w.open_object().key("products").open_array();
  for (auto const& hit : hits) {
    auto const row = rows.find(std::string{hit.entity});
    w.open_object();
    write_name(w, in, hit);
    w.key("hs_code").text(row == rows.end() ? "" : row->second.text("hs_code"));
    if (row != rows.end() && !row->second.text("load_unit").empty()) {
      w.key("load_unit").text(row->second.text("load_unit"));
    }
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::serve
