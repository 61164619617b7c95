#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/dictionary.h"
#include "karwan/record/report.h"
#include "record/report_source.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

// The property in a table that speaks of the entity, and the row there that is preferred, before
// all one that states it.
struct place_of_value {
  property_ix property;
  row like;

  bool has_it() const { return !like.text(column_of(property).name).empty(); }
};

place_of_value find_place(std::vector<row> const& rows, value_report const& r, day as_of) {
  std::optional<place_of_value> out;
  std::set<std::string_view> others;
  for (auto const& each : rows) {
    auto const p = find_property(each.table, r.property);
    if (!p) {
      others.insert(tables()[*each.table].name);
      continue;
    }
    place_of_value const found{*p, each};
    if (out && out->like.table != each.table) {
      refuse(error_kind::bad_input,
             fmt::format("{} is a property of several of its tables", in_quotes(r.property)),
             "property", "karwan record add --table says which one is meant");
    }
    if (!out || (found.has_it() && !out->has_it()) ||
        (found.has_it() == out->has_it() && preferred(each, out->like, as_of))) {
      out = found;
    }
  }
  if (!out) {
    refuse(
        error_kind::bad_input,
        fmt::format("{} has no property {}", r.target, in_quotes(r.property)), "property",
        fmt::format("docs/pack.md lists the columns of its tables: {}", fmt::join(others, ", ")));
  }
  return *out;
}

// What says of what the values of a row are: what each row needs, sides and bases, countries.
bool tells_about_what(column const& c) {
  return c.required || (!c.choices.empty() && !c.state) || (!c.ref.empty() && !c.list);
}

addition value_row(place_of_value const& at, value_report const& r, std::string const& target,
                   std::string const& source) {
  auto const& table = table_of(at.property);
  addition a{target, std::string{table.name}, {}, r.pack, {}, {}};
  for (auto const& c : table.columns) {
    if (tells_about_what(c) && c.name != r.property) {
      add_if(a.cells, c.name.data(), std::string{at.like.text(c.name)});
    }
  }
  a.cells.emplace_back(r.property, r.value);
  a.shared = {{"source", source}, {"grade", r.grade.empty() ? "reported" : r.grade}};
  add_if(a.shared, "valid_from", r.from);
  add_if(a.shared, "note", r.note);
  add_if(a.shared, "locator", r.locator);
  return a;
}

void check(value_report const& r) {
  for (auto const& [value, option] : {std::pair{&r.source, "--source"}, {&r.value, "value"}}) {
    if (value->empty()) {
      refuse(error_kind::bad_input, "it is blank", option, "A report needs it");
    }
  }
  if (!r.published.empty()) {
    date_of(r.published, "--published");
  }
}

}  // namespace

result<value_reported> report_value(store& to, name_index const& names, value_report const& asked,
                                    signature const& who, manner const& how) {
  return as_result([&]() -> result<value_reported> {
    check(asked);
    auto r = asked;
    auto const from = date_of(r.from, "--from");
    if (from.first == day::min()) {
      refuse(error_kind::bad_input, "the report does not say from when", "--from", "Give a date");
    }
    auto const view = view_on(from.first, how);
    auto found = names.resolve(r.target);
    if (!found) {
      found.error().place = "ENTITY";
    }
    value_reported out;
    out.target = value_or_throw(std::move(found));
    if (r.pack.empty()) {
      r.pack = pack_of(to, out.target);
    }
    auto const at = find_place(to.rows_of(out.target, view), r, view.as_of);
    source_finder source{to, r, view};
    source.find(r.today);
    auto additions = source.to_add;
    for (auto& a : additions) {
      a.pack = r.pack;
    }
    additions.push_back(value_row(at, r, out.target, source.id));
    out.rows = value_or_throw(add(to, additions, who, how));
    out.unit = column_of(at.property).unit;
    out.source = source.id;
    out.source_is_new = !source.to_add.empty();
    return out;
  });
}

}  // namespace karwan::record
