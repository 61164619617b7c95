#include "karwan/relations/commitment_page.h"

#include <algorithm>
#include <array>
#include <set>

#include "karwan/base/text.h"
#include "karwan/record/entity.h"
#include "karwan/record/references.h"

namespace karwan::relations {
namespace {

constexpr auto kCommitmentKind = std::to_array<std::string_view>({"commitment"});

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

// How those of the entities that are promises stand.
std::vector<linked> linked_to(record::store const& from, record::view_spec const& view,
                              std::vector<std::string> const& all) {
  std::vector<linked> out;
  for (auto const& e : all) {
    auto const s = read_story(from, view, e);
    auto const v = s ? judge(*s, view.as_of) : std::nullopt;
    out.push_back({e, v ? std::optional{v->status} : std::nullopt});
  }
  return out;
}

// Promises of which it had been said by then, in that column, that they have to do with this one,
// by id.
std::vector<linked> linked_from(record::store const& from, record::view_spec const& view,
                                std::string const& id, char const* column,
                                std::vector<std::string> saying::*list) {
  auto const p = *record::find_property(*record::find_table("commitments"), column);
  std::set<std::string> candidates;
  for (auto const& r : record::rows_naming(from, id, p, view)) {
    candidates.insert(r.entity);
  }
  std::vector<linked> out;
  for (auto const& s : read_stories(from, view, candidates)) {
    auto const v = judge(s, view.as_of);
    auto const named = all_in(until(s, view.as_of), list);
    if (v && std::ranges::find(named, id) != named.end()) {
      out.push_back({s.id, v->status});
    }
  }
  return out;
}

}  // namespace

result<commitment_page> read_commitment(record::store const& from, record::name_index const& names,
                                        record::view_spec const& view, std::string const& id) {
  record::reading const one_state{from};
  auto const found = names.resolve(id, kCommitmentKind);
  if (!found) {
    auto e = found.error();
    e.kind = error_kind::not_found;
    return tl::unexpected{std::move(e)};
  }
  auto s = read_story(from, view, *found);
  auto v = s ? judge(*s, view.as_of) : std::nullopt;
  if (!v) {
    return fail(error_kind::not_found,
                in_quotes(*found) + " had not been promised by " + to_string(view.as_of), {},
                "Ask for a later day with --as-of");
  }
  commitment_page page{{until(std::move(*s), view.as_of), std::move(*v)}, {}, {}, {}, {}, {}};
  auto const& it = page.it.what;
  page.belongs_to = linked_to(from, view, all_in(it, &saying::belongs_to));
  page.depends_on = linked_to(from, view, all_in(it, &saying::depends_on));
  page.needed_by = linked_from(from, view, *found, "depends_on", &saying::depends_on);
  page.parts = linked_from(from, view, *found, "belongs_to", &saying::belongs_to);
  auto worlds = all_in(it, &saying::effects);
  if (std::ranges::find(worlds, *found) == worlds.end()) {
    worlds.push_back(*found);  // statements can also be of the promise's own world
  }
  for (auto const& w : worlds) {
    effect e{w, world_of(from, names, view, w)};
    if (w != *found || !e.changes.empty()) {
      page.effects.push_back(std::move(e));
    }
  }
  return page;
}

}  // namespace karwan::relations
