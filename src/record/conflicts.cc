#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/record/entity.h"
#include "karwan/record/series.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr std::size_t kLongestQualifier = 40;

// A side of a period: it says what the other values are about.
bool is_period(column const& c) {
  return c.type == value_type::date && (c.name.ends_with("_from") || c.name.ends_with("_to") ||
                                        c.name.ends_with("_start") || c.name.ends_with("_end"));
}

// Free text and lists differ in words without contradicting each other; keys are not compared.
bool is_compared(column const& c) {
  return !c.list && !is_period(c) && (c.type != value_type::text || c.state);
}

// What a row's values are about: side, direction, unit, price year ... not the values themselves.
bool qualifies(column const& c, std::string_view text) {
  if (c.type == value_type::text) {
    return !c.choices.empty() || !c.ref.empty() || c.list || c.required ||
           text.size() <= kLongestQualifier;
  }
  return is_period(c) || (c.type == value_type::integer && c.unit.empty());
}

// Qualifiers on which an entity's rows differ. One that they share, or that only some of them
// give, says what the entity is and not what a row is about.
std::set<property_ix> telling(std::vector<row const*> const& rows) {
  std::map<property_ix, std::string_view> first;
  std::set<property_ix> out;
  for (auto const* r : rows) {
    for (auto const& c : r->cells) {
      if (qualifies(column_of(c.property), c.text) &&
          first.try_emplace(c.property, c.text).first->second != c.text) {
        out.insert(c.property);
      }
    }
  }
  return out;
}

bool is_figure(row const& r) {
  auto const name = tables()[*r.table].name;
  return name == "figures" || name == "trade_flows";
}

// The amount of a figure, which `find_among_figures` compares.
bool is_amount_of_figure(row const& r, column const& c) {
  return is_figure(r) &&
         (c.name == "value" || c.name == "low" || c.name == "high" || c.name == "value_usd");
}

// Rows with the same key speak of the same thing, as far as property p goes.
std::string key_of(row const& r, property_ix p, std::set<property_ix> const& qualifiers) {
  auto key = r.world;
  for (auto const& c : r.cells) {
    if (c.property != p && qualifiers.contains(c.property)) {
      key += fmt::format("\x1f{}={}", *c.property, c.text);
    }
  }
  return key;
}

bool differ(column const& c, cell const& a, cell const& b) {
  if (is_number(c)) {
    return a.number != b.number;
  }
  return c.type == value_type::date ? !a.span.overlaps(b.span) : a.text != b.text;
}

std::string reason(row const& a, row const& b, day on) {
  if (holds_on(a, on) != holds_on(b, on)) {
    return fmt::format("it holds on {}, the other does not", to_string(on));
  }
  if (a.row_grade != b.row_grade) {
    return fmt::format("{} goes before {}", name_of(a.row_grade), name_of(b.row_grade));
  }
  if (a.observed != b.observed) {
    return fmt::format("it was observed nearer to {}", to_string(on));
  }
  if (a.published != b.published) {
    return "its source was published later";
  }
  if (a.recorded_at != b.recorded_at) {
    return "it was recorded later";
  }
  return "all else is equal: the first row_id";
}

struct rival {
  row const* from;
  cell const* value;
};

// The groups among rows that speak of the same thing; rows are ordered by preference.
void find_among(std::vector<rival> const& rows, day on, std::vector<conflict>& out) {
  std::vector<bool> told(rows.size(), false);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto const& [a, x] = rows[i];
    conflict found{a->entity, x->property, {x->statement}, {x->text}, {}};
    for (auto j = i + 1; j < rows.size(); ++j) {
      auto const& [b, y] = rows[j];
      if (told[j] || !a->valid.overlaps(b->valid) || !a->observed.overlaps(b->observed) ||
          !differ(column_of(x->property), *x, *y)) {
        continue;
      }
      told[j] = true;
      if (found.why.empty()) {
        found.why = reason(*a, *b, on);
      }
      found.statements.push_back(y->statement);
      found.values.push_back(y->text);
    }
    if (found.statements.size() > 1) {
      out.push_back(std::move(found));
    }
  }
}

property_ix property_of(figure const& f) {
  auto const it = std::ranges::find(f.from.cells, f.statement, &cell::statement);
  return it == f.from.cells.end() ? f.from.cells.front().property : it->property;
}

std::string written(figure const& f) {
  std::string out;
  for (auto const* column_name : {"value", "low", "high", "value_usd"}) {
    if (find_property(f.from.table, column_name)) {
      if (auto const* c = f.from.find(column_name)) {
        out += (out.empty() ? "" : " to ") + c->text;
      }
    }
  }
  if (out.empty()) {
    return f.text;
  }
  return f.bound == figure_bound::exact || f.bound == figure_bound::range
             ? out
             : fmt::format("{} {}", name_of(f.bound), out);
}

// Figures contradict each other only where all that makes them comparable is the same, the period
// too; a bound only where the value lies beyond it (docs/series.md).
void find_among_figures(std::vector<row const*> const& rows, day on, std::vector<conflict>& out) {
  std::vector<figure> all;
  for (auto const* r : rows) {
    if (is_figure(*r)) {
      for (auto& f : figures_of(*r)) {
        all.push_back(std::move(f));
      }
    }
  }
  std::ranges::sort(all, [on](auto const& a, auto const& b) { return goes_before(a, b, on); });
  std::vector<bool> told(all.size(), false);
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const& a = all[i];
    conflict found{a.from.entity, property_of(a), {a.statement}, {written(a)}, {}};
    for (auto j = i + 1; j < all.size(); ++j) {
      auto const& b = all[j];
      if (told[j] || a.from.world != b.from.world || !a.from.valid.overlaps(b.from.valid) ||
          !contradict(a, b)) {
        continue;
      }
      told[j] = true;
      if (found.why.empty()) {
        found.why = why_before(a, b, on);
      }
      found.statements.push_back(b.statement);
      found.values.push_back(written(b));
    }
    if (found.statements.size() > 1) {
      out.push_back(std::move(found));
    }
  }
}

// rows: of one entity.
void find_in_entity(std::vector<row const*> rows, day on, std::vector<conflict>& out) {
  std::ranges::stable_sort(rows,
                           [on](auto const* a, auto const* b) { return preferred(*a, *b, on); });
  std::map<std::pair<property_ix, std::string>, std::vector<rival>> groups;
  auto const qualifiers = telling(rows);
  for (auto const* r : rows) {
    for (auto const& c : r->cells) {
      auto const& column = column_of(c.property);
      if (is_compared(column) && !is_amount_of_figure(*r, column)) {
        groups[{c.property, key_of(*r, c.property, qualifiers)}].push_back({r, &c});
      }
    }
  }
  for (auto const& [key, group] : groups) {
    find_among(group, on, out);
  }
  find_among_figures(rows, on, out);
}

}  // namespace

std::vector<conflict> find_conflicts(store const& s, std::string_view entity,
                                     view_spec const& view) {
  std::vector<conflict> out;
  if (!entity.empty()) {
    auto const rows = s.rows_of(entity, view);
    std::vector<row const*> all;
    for (auto const& r : rows) {
      all.push_back(&r);
    }
    find_in_entity(std::move(all), view.as_of, out);
    return out;
  }
  for (std::size_t t = 0; t < tables().size(); ++t) {
    auto const rows = s.rows(table_ix{static_cast<std::uint16_t>(t)}, view);
    std::map<std::string_view, std::vector<row const*>> by_entity;
    for (auto const& r : rows) {
      by_entity[r.entity].push_back(&r);
    }
    for (auto& [id, all] : by_entity) {
      find_in_entity(std::move(all), view.as_of, out);
    }
  }
  return out;
}

}  // namespace karwan::record
