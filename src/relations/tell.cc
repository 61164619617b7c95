#include "relations/tell.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/record/entity.h"
#include "karwan/relations/words.h"
#include "relations/cells.h"

namespace karwan::relations {

using record::row;

std::string_view group::text(std::string_view column) const {
  auto const* c = cell(column);
  return c == nullptr ? std::string_view{} : std::string_view{c->text};
}

record::cell const* group::cell(std::string_view column) const {
  for (auto const& r : rows) {
    if (auto const* c = r.find(column)) {
      return c;
    }
  }
  return nullptr;
}

bool was_out(row const& r, day on) noexcept {
  return !r.published || r.published->first <= on;
}

std::vector<group> read_groups(record::store const& from, std::string_view table,
                               record::view_spec const& view) {
  std::map<std::string, std::vector<row>> rows;
  for (auto& r : rows_of_table(from, table, view)) {
    if (was_out(r, view.as_of)) {
      rows[r.entity].push_back(std::move(r));
    }
  }
  std::vector<group> out;
  for (auto& [entity, its] : rows) {
    std::ranges::stable_sort(
        its, [&](row const& a, row const& b) { return record::preferred(a, b, view.as_of); });
    out.push_back({entity, std::move(its)});
  }
  return out;
}

date_span day_of_stage(row const& r) {
  for (auto const* column : {"on", "evidence_on"}) {
    if (auto const* c = r.find(column)) {
      return c->span;
    }
  }
  return {};
}

stages_by_entity read_stages(record::store const& from, record::view_spec const& view) {
  stages_by_entity out;
  for (auto& r : rows_of_table(from, "stages", view)) {
    auto const on = day_of_stage(r);
    if (was_out(r, view.as_of) && (on.first == day::min() || on.first <= view.as_of)) {
      auto of = std::string{r.text("of")};
      out[std::move(of)].push_back(std::move(r));
    }
  }
  for (auto& [_, all] : out) {
    std::ranges::stable_sort(all, {}, [](row const& r) { return day_of_stage(r).first; });
  }
  return out;
}

std::vector<std::string> sources_of(std::vector<row> const& rows) {
  std::vector<std::string> out;
  for (auto const& r : rows) {
    if (std::ranges::find(out, r.source) == out.end()) {
      out.push_back(r.source);
    }
  }
  return out;
}

std::vector<record::statement_ix> statements_in(row const& r,
                                                std::initializer_list<std::string_view> columns) {
  std::vector<record::statement_ix> out;
  for (auto const column : columns) {
    if (auto const* c = r.find(column)) {
      out.push_back(c->statement);
    }
  }
  return out;
}

std::string teller::name(std::string const& entity) const {
  return record::title_of(from_, names_, entity);
}

teller::teller(record::store const& from, record::name_index const& names,
               record::view_spec const& view)
    : from_{from}, names_{names}, view_{view} {
  for (auto const& r : rows_of_table(from, "people", view)) {
    bodies_of_[r.entity].emplace(r.text("organisation"));
  }
}

bool teller::is_person(std::string const& entity) const {
  auto const kinds = names_.kinds_of(entity);
  return std::ranges::find(kinds, "person") != kinds.end();
}

std::string teller::who(std::vector<std::string> const& entities,
                        std::vector<std::string> const& others, std::size_t most) const {
  std::vector<std::string> all, persons;
  std::ranges::copy_if(entities, std::back_inserter(persons),
                       [&](auto const& e) { return is_person(e); });
  for (auto const& e : entities) {
    if (is_person(e)) {
      continue;
    }
    std::vector<std::string> there;
    std::erase_if(persons, [&](std::string const& p) {
      auto const at = bodies_of_.find(p);
      auto const holds = at != bodies_of_.end() && at->second.contains(e);
      if (holds) {
        there.push_back(name(p));
      }
      return holds;
    });
    all.push_back(name(e) + (there.empty() ? "" : fmt::format(" ({})", fmt::join(there, ", "))));
  }
  for (auto const& p : persons) {
    all.push_back(name(p));
  }
  all.insert(all.end(), others.begin(), others.end());
  return list_words(all, most);
}

}  // namespace karwan::relations
