#include "karwan/record/entity.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/lookup.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr std::size_t kMostUses = 5000;  // statements that name one entity

// Columns by which tables call their entities, the first that is there.
constexpr char const* kTitles[] = {"title", "name", "what", "requirement"};

std::vector<entity_row> group_rows(std::vector<statement_entry> entries) {
  std::vector<entity_row> out;
  for (auto& e : entries) {
    auto const table = table_index_of(e.property);
    if (out.empty() || out.back().row_id != e.row_id || out.back().table != table) {
      out.push_back({e.row_id, table, {}});
    }
    out.back().statements.push_back(std::move(e));
  }
  return out;
}

std::vector<entity_name> names_among(std::vector<row> const& rows) {
  std::vector<entity_name> out;
  auto const names = find_table("names");
  for (auto const& r : rows) {
    if (r.table == names) {
      out.push_back({std::string{r.text("language")}, std::string{r.text("name")},
                     std::string{r.text("use")}, r.text("own_translation") == "yes"});
    }
  }
  return out;
}

std::string title_among(std::vector<row> const& rows) {
  for (auto const& r : rows) {
    if (tables()[*r.table].name == "names") {
      continue;
    }
    for (auto const* column_name : kTitles) {
      if (find_property(r.table, column_name) && r.find(column_name) != nullptr) {
        return std::string{r.text(column_name)};
      }
    }
  }
  return {};
}

// What joins two ends, places or bodies, is called by them; one that is not in the record, in the
// words of the source.
std::string ends_among(std::vector<row> const& rows, name_index const& names,
                       std::string_view language) {
  for (auto const& r : rows) {
    if (!find_property(r.table, "from") || r.find("from") == nullptr) {
      continue;
    }
    auto const from = names.display_name(r.text("from"), language);
    if (find_property(r.table, "to") && r.find("to") != nullptr) {
      return fmt::format("{} – {}", from, names.display_name(r.text("to"), language));
    }
    if (find_property(r.table, "to_text") && r.find("to_text") != nullptr) {
      return fmt::format("{} – {}", from, r.text("to_text"));
    }
  }
  return {};
}

// Does the view see rows of that world, recorded then?
bool sees(view_spec const& view, std::string_view world, std::int64_t recorded_at) {
  auto const layer = layer_of(world);
  return (!layer || std::ranges::find(view.layers, *layer) != view.layers.end()) &&
         (!view.known_at || instant_of(recorded_at) <= *view.known_at);
}

struct found_uses {
  std::set<std::pair<std::string, std::string>> all;  // entity and property
  std::size_t statements{0};
  bool more{false};
};

// Statements of one layer that name the entity.
void find_statements(store::impl& s, std::string_view layer, std::string_view entity,
                     view_spec const& view, found_uses& to) {
  query q{s.db,
          "SELECT s.id, s.property, s.status, r.entity, r.world, s.recorded_at, s.text "
          "FROM reference f CROSS JOIN statement s ON s.id = f.statement "
          "JOIN pack_row r ON r.id = s.row WHERE f.layer = ?1 AND f.key = ?2"};
  q.bind(layer, reference_key(entity));
  while (q.step()) {
    auto const p = s.properties[static_cast<std::size_t>(q.integer(1))];
    // Who may be reached, but does not want it told, is not told of.
    if (!p || !sees(view, q.text(4), q.integer(5)) ||
        !accepted_at(s, q.integer(0), q.text(2) == "accepted", view.known_at) ||
        !(table_of(*p).shown_if.empty() || layer_of(q.text(4))) ||
        !names_it(column_of(*p), q.text(6), entity)) {
      continue;
    }
    if (to.statements == kMostUses) {
      to.more = true;
      return;
    }
    ++to.statements;
    to.all.emplace(q.text(3), column_of(*p).name);
  }
}

// Rows of its world, where at least one statement was accepted.
void find_world(store::impl& s, std::string_view entity, view_spec const& view, found_uses& to) {
  query q{s.db,
          "SELECT r.entity, r.born_at, s.id, s.status FROM pack_row r "
          "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
          "WHERE r.world = ?1 AND r.world <> '' ORDER BY r.id"};
  q.bind(entity);
  for (std::size_t n = 0; q.step();) {
    if (!sees(view, {}, q.integer(1)) ||
        !accepted_at(s, q.integer(2), q.text(3) == "accepted", view.known_at)) {
      continue;
    }
    if (n == kMostUses) {
      to.more = true;
      return;
    }
    n += to.all.emplace(q.text(0), "world").second ? 1 : 0;
  }
}

// Entities with an accepted statement that names this one. Of a hub, which half the record names,
// the first statements of each property only.
found_uses find_uses(store::impl& s, std::string_view entity, view_spec const& view) {
  found_uses out;
  for (auto const layer : layers_seen(view)) {
    find_statements(s, layer, entity, view, out);
  }
  find_world(s, entity, view, out);
  std::erase_if(out.all, [&](auto const& use) { return use.first == entity; });
  return out;
}

std::vector<usage> usages_of(found_uses const& found) {
  std::vector<usage> out;
  for (auto const& [id, property] : found.all) {
    out.push_back({id, property});
  }
  return out;
}

}  // namespace

std::string title_of(store const& s, name_index const& names, std::string_view entity,
                     std::string_view language) {
  auto const shown = names.display_name(entity, language);
  if (shown != entity) {
    return std::string{shown};
  }
  view_spec any;
  any.all_worlds = true;
  any.layers = names.layers();
  auto const rows = s.rows_of(entity, any);
  auto title = title_among(rows);
  if (title.empty()) {
    title = ends_among(rows, names, language);
  }
  return title.empty() ? std::string{entity} : title;
}

result<entity_page> read_entity(store const& from, name_index const& names, std::string_view entity,
                                view_spec const& view) {
  return as_result([&]() -> result<entity_page> {
    auto rows = group_rows(statements_of(from, entity, view));
    if (rows.empty()) {
      auto resolved = names.resolve(entity);
      if (!resolved) {
        return tl::unexpected{std::move(resolved.error())};
      }
      if (*resolved == entity) {
        return fail(error_kind::not_found,
                    fmt::format("nothing that this view sees speaks of {}", in_quotes(entity)), {},
                    "Ask as known or published later");
      }
      return read_entity(from, names, *resolved, view);
    }
    auto const kinds = names.kinds_of(entity);
    auto const used = find_uses(store_access::of(from), entity, view);
    entity_page page{std::string{entity},
                     std::string{kinds.empty() ? std::string_view{"entity"} : kinds.front()},
                     title_of(from, names, entity),
                     names_among(from.rows_of(entity, view)),
                     std::move(rows),
                     find_conflicts(from, entity, view),
                     usages_of(used),
                     used.more};
    return page;
  });
}

}  // namespace karwan::record
