#include "karwan/relations/commitment_page.h"

#include <algorithm>
#include <array>
#include <map>

#include "karwan/base/text.h"
#include "karwan/record/entity.h"

namespace karwan::relations {
namespace {

constexpr auto kKinds = std::to_array<std::string_view>({"commitment"});

std::vector<std::string> all_in(story const& s, std::vector<std::string> saying::*list) {
  std::vector<std::string> out;
  for (auto const& x : s.sayings) {
    for (auto const& e : x.*list) {
      if (std::ranges::find(out, e) == out.end()) {
        out.push_back(e);
      }
    }
  }
  return out;
}

// Entities of which the view sees statements in that world.
std::vector<std::string> world_of(record::store const& from, record::name_index const& names,
                                  record::view_spec view, std::string const& world) {
  std::vector<std::string> out;
  auto const page = record::read_entity(from, names, world, view);
  if (!page) {
    return out;
  }
  view.worlds = {{world, {}}};
  for (auto const& use : page->used_by) {
    if (use.property != "world") {
      continue;
    }
    auto const rows = from.rows_of(use.entity, view);
    if (std::ranges::any_of(rows, [&](auto const& r) { return r.world == world; })) {
      out.push_back(use.entity);
    }
  }
  return out;
}

}  // namespace

result<commitment_page> read_commitment(record::store const& from, record::name_index const& names,
                                        record::view_spec const& view, std::string const& id) {
  record::reading const one_state{from};
  auto const found = names.resolve(id, kKinds);
  if (!found) {
    auto e = found.error();
    e.kind = error_kind::not_found;
    return tl::unexpected{std::move(e)};
  }
  std::map<std::string, standing> how_others_stand;
  std::optional<commitment_page> page;
  std::vector<linked> needed_by, parts;
  for (auto const& s : read_stories(from, view)) {
    auto v = judge(s, view.as_of);
    if (!v) {
      continue;
    }
    how_others_stand.emplace(s.id, v->status);
    auto then = until(s, view.as_of);
    auto const needs = all_in(then, &saying::depends_on);
    if (std::ranges::find(needs, *found) != needs.end()) {
      needed_by.push_back({s.id, v->status});
    }
    auto const wholes = all_in(then, &saying::belongs_to);
    if (std::ranges::find(wholes, *found) != wholes.end()) {
      parts.push_back({s.id, v->status});
    }
    if (s.id == *found) {
      page = commitment_page{{std::move(then), std::move(*v)}, {}, {}, {}, {}, {}};
    }
  }
  if (!page) {
    return fail(error_kind::not_found,
                in_quotes(*found) + " had not been promised by " + to_string(view.as_of), {},
                "Ask for a later day with --as-of");
  }
  auto const link = [&](std::vector<std::string> const& all) {
    std::vector<linked> out;
    for (auto const& e : all) {
      auto const at = how_others_stand.find(e);
      out.push_back({e, at == how_others_stand.end() ? std::nullopt : std::optional{at->second}});
    }
    return out;
  };
  page->belongs_to = link(all_in(page->it.what, &saying::belongs_to));
  page->depends_on = link(all_in(page->it.what, &saying::depends_on));
  page->needed_by = std::move(needed_by);
  page->parts = std::move(parts);
  auto worlds = all_in(page->it.what, &saying::effects);
  if (std::ranges::find(worlds, *found) == worlds.end()) {
    worlds.push_back(*found);  // statements can also be of the promise's own world
  }
  for (auto const& w : worlds) {
    effect e{w, world_of(from, names, view, w)};
    if (w != *found || !e.changes.empty()) {
      page->effects.push_back(std::move(e));
    }
  }
  return std::move(*page);
}

}  // namespace karwan::relations
