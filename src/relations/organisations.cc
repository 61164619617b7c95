#include "relations/organisations.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "relations/cells.h"

namespace karwan::relations {

organisation_index::organisation_index(record::store const& from, record::name_index const& names,
                                       record::view_spec const& view)
    : names_{names} {
  std::map<std::string, std::vector<record::row>> rows;
  for (auto& r : rows_of_table(from, "organisations", view)) {
    rows[r.entity].push_back(std::move(r));
  }
  for (auto& [id, its] : rows) {
    std::ranges::stable_sort(its, [&](record::row const& a, record::row const& b) {
      return record::preferred(a, b, view.as_of);
    });
    auto const first_of = [&](std::string_view column) {
      auto const it = std::ranges::find_if(
          its, [&](record::row const& r) { return r.find(column) != nullptr; });
      return it == its.end() ? its.front() : *it;
    };
    auto& o = all_[id];
    o.id = id;
    o.name = first_of("name").text("name");
    if (auto const shown = names.display_name(id); shown != id) {
      o.name = shown;
    }
    o.kind = first_of("kind").text("kind");
    o.sector = first_of("sector").text("sector");
    o.seat = first_of("seat").text("seat");
    o.countries = first_of("countries").items("countries");
    std::set<std::string> folded;
    for (auto const& r : its) {
      folded.insert(fold(r.text("name")));
    }
    for (auto const& f : folded) {
      by_folded_.emplace(f, id);
    }
  }
}

organisation const* organisation_index::find(std::string_view id) const {
  auto const it = all_.find(std::string{id});
  return it == all_.end() ? nullptr : &it->second;
}

result<std::string> organisation_index::resolve(std::string_view text) const {
  if (all_.contains(std::string{text})) {
    return std::string{text};
  }
  auto const [from, to] = by_folded_.equal_range(fold(text));
  if (from != to && std::next(from) == to) {
    return from->second;
  }
  if (from != to) {
    std::vector<std::string> ids;
    for (auto it = from; it != to; ++it) {
      ids.push_back(it->second);
    }
    return fail(error_kind::bad_input,
                fmt::format("{} names several organisations", in_quotes(text)), {},
                fmt::format("Name one of {}", fmt::join(ids, ", ")));
  }
  constexpr std::string_view kKinds[] = {"organisation"};
  return names_.resolve(text, kKinds);
}

}  // namespace karwan::relations
