#include "karwan/record/entity.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

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

// Entities with an accepted statement that names this one.
std::vector<usage> find_uses(store::impl& s, std::string_view entity, view_spec const& view) {
  std::string columns;
  for (std::size_t i = 0; i < s.properties.size(); ++i) {
    if (s.properties[i] && !column_of(*s.properties[i]).ref.empty()) {
      columns += fmt::format("{}{}", columns.empty() ? "" : ",", i);
    }
  }
  query q{s.db,
          "SELECT s.id, s.property, s.status, r.entity, r.world, s.recorded_at FROM statement s "
          "JOIN pack_row r ON r.tbl = s.tbl AND r.id = s.row "
          "WHERE s.property IN (" +
              columns +
              ") AND (s.text = ?1 OR "
              "(instr(s.text, ';') AND instr(';' || s.text || ';', ';' || ?1 || ';')))"};
  q.bind(entity);
  std::set<std::pair<std::string, std::string>> found;
  while (q.step()) {
    auto const property = *s.properties[static_cast<std::size_t>(q.integer(1))];
    // Who may be reached, but does not want it told, is not told of.
    if (sees(view, q.text(4), q.integer(5)) &&
        accepted_at(s, q.integer(0), q.text(2) == "accepted", view.known_at) &&
        (table_of(property).shown_if.empty() || layer_of(q.text(4)))) {
      found.emplace(q.text(3), column_of(property).name);
    }
  }
  // Rows of its world, where at least one statement was accepted.
  query worlds{s.db,
               "SELECT r.entity, r.born_at, s.id, s.status FROM pack_row r "
               "JOIN statement s ON s.tbl = r.tbl AND s.row = r.id WHERE r.world = ?1"};
  worlds.bind(entity);
  while (worlds.step()) {
    if (sees(view, {}, worlds.integer(1)) &&
        accepted_at(s, worlds.integer(2), worlds.text(3) == "accepted", view.known_at)) {
      found.emplace(worlds.text(0), "world");
    }
  }
  std::vector<usage> out;
  for (auto const& [id, property] : found) {
    if (id != entity) {
      out.push_back({id, property});
    }
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
    entity_page page{std::string{entity},
                     std::string{kinds.empty() ? std::string_view{"entity"} : kinds.front()},
                     title_of(from, names, entity),
                     names_among(from.rows_of(entity, view)),
                     std::move(rows),
                     find_conflicts(from, entity, view),
                     find_uses(store_access::of(from), entity, view)};
    return page;
  });
}

}  // namespace karwan::record
