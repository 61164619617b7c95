#include "karwan/impact/effects.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "karwan/base/text.h"
#include "karwan/record/entity.h"

namespace karwan::impact {
namespace {

constexpr auto kLookedAt = std::to_array<std::string_view>({"commitment", "project"});

reach reach_of(std::vector<record::effect> const& effects) {
  using enum reach;
  if (effects.empty()) {
    return not_looked_at;
  }
  auto const is_none = [](record::effect const& e) { return e.kind == record::effect_kind::none; };
  if (!std::ranges::all_of(effects, is_none)) {
    return modelled;
  }
  auto const could = [](record::effect const& e) { return !e.missing.empty(); };
  return std::ranges::any_of(effects, could) ? number_missing : never;
}

using rows_by_world = std::map<std::string, std::vector<changed_row>, std::less<>>;

rows_by_world read_rows(record::store const& from, record::view_spec view) {
  view.all_worlds = true;
  rows_by_world out;
  for (std::uint16_t t = 0; t < record::tables().size(); ++t) {
    for (auto const& r : from.rows(record::table_ix{t}, view)) {
      if (!r.world.empty()) {
        out[r.world].push_back(
            {record::tables()[t].name, r.row_id, r.entity, r.world, r.row_grade, r.source});
      }
    }
  }
  return out;
}

// Everything an effect could be of: id and kind.
std::map<std::string, std::string_view> subjects_of(record::store const& from,
                                                    record::name_index const& names,
                                                    record::view_spec const& view,
                                                    std::vector<record::effect> const& effects) {
  std::map<std::string, std::string_view> out;
  for (auto const* table : {"commitments", "projects"}) {
    auto const ix = record::find_table(table).value();
    for (auto const& r : from.rows(ix, view)) {
      out.emplace(r.entity, record::tables()[*ix].kind);
    }
  }
  for (auto const& e : effects) {
    if (!out.contains(e.of)) {
      auto const kinds = names.kinds_of(e.of);
      out.emplace(e.of, kinds.empty() ? std::string_view{} : kinds.front());
    }
  }
  return out;
}

// The order in which subjects are listed.
auto subject_order(subject const& s) {
  return std::tuple{std::ranges::find(kLookedAt, s.kind) - kLookedAt.begin(), s.kind, s.id};
}

class lister {
 public:
  lister(record::store const& from, record::name_index const& names, record::view_spec const& view)
      : from_{from},
        names_{names},
        effects_{record::read_effects(from, view)},
        rows_{read_rows(from, view)},
        known_{subjects_of(from, names, view, effects_)} {}

  subject tell(std::string const& id, std::string_view kind) const {
    subject s{id, std::string{kind}, record::title_of(from_, names_, id), {}, {}, {}, {}};
    auto const of = std::ranges::equal_range(effects_, id, {}, &record::effect::of);
    s.effects.assign(of.begin(), of.end());
    s.is = reach_of(s.effects);
    std::set<std::string> worlds;
    for (auto const& e : s.effects) {
      worlds.insert(e.worlds.begin(), e.worlds.end());
    }
    for (auto const& world : worlds) {
      if (auto const at = rows_.find(world); at != rows_.end()) {
        s.rows.insert(s.rows.end(), at->second.begin(), at->second.end());
      }
    }
    std::ranges::sort(s.rows, {}, [](auto const& r) { return std::tie(r.table, r.row_id); });
    s.worlds.assign(worlds.begin(), worlds.end());
    return s;
  }

  std::vector<subject> all() const {
    std::vector<subject> out;
    for (auto const& [id, kind] : known_) {
      out.push_back(tell(id, kind));
    }
    std::ranges::sort(out, {}, subject_order);
    return out;
  }

  subject find(std::string const& text) const {
    if (auto const at = known_.find(text); at != known_.end()) {
      return tell(at->first, at->second);
    }
    constexpr std::array<std::string_view, 5> kKinds{"project", "commitment", "closure", "event",
                                                     "agreement"};
    auto found = names_.resolve(text, std::span{kKinds}.first(1));
    if (!found) {
      found = names_.resolve(text, kKinds);
    }
    if (!found) {
      found.error().place = "ID";
    }
    auto const id = value_or_throw(std::move(found));
    if (auto const at = known_.find(id); at != known_.end()) {
      return tell(at->first, at->second);
    }
    throw failure{{error_kind::bad_input,
                   "the record does not say what " + in_quotes(id) + " would change", "ID",
                   "See karwan effects for what can be tried"}};
  }

 private:
  record::store const& from_;
  record::name_index const& names_;
  std::vector<record::effect> effects_;
  rows_by_world rows_;
  std::map<std::string, std::string_view> known_;
};

void count(std::vector<coverage>& into, subject const& s) {
  auto const known = std::ranges::find(kLookedAt, s.kind) != kLookedAt.end();
  auto const kind = known ? std::string_view{s.kind} : std::string_view{};
  auto& c = *std::ranges::find_if(into, [&](coverage const& x) { return x.kind == kind; });
  ++c.all;
  ++(s.is == reach::modelled         ? c.modelled
     : s.is == reach::number_missing ? c.number_missing
     : s.is == reach::never          ? c.never
                                     : c.not_looked_at);
}

}  // namespace

std::string_view name_of(reach r) noexcept {
  constexpr std::array<std::string_view, 4> kNames{"modelled", "number_missing", "never",
                                                   "not_looked_at"};
  return kNames[static_cast<std::size_t>(r)];
}

effects_list list_effects(record::store const& from, record::name_index const& names,
                          record::view_spec const& view, std::vector<std::string> const& ids) {
  record::reading const one_state{from};
  lister const all{from, names, view};
  effects_list out{view, all.all(), {}};
  for (auto const kind : kLookedAt) {
    out.covered.push_back({kind});
  }
  out.covered.push_back({});
  for (auto const& s : out.subjects) {
    count(out.covered, s);
  }
  if (!ids.empty()) {
    out.subjects.clear();
    for (auto const& id : ids) {
      out.subjects.push_back(all.find(id));
    }
  }
  return out;
}

record::view_spec supposing(record::store const& from, record::name_index const& names,
                            record::view_spec view, std::vector<std::string> const& ids,
                            std::optional<day> since) {
  std::vector<record::world_choice> asked;
  for (auto const& id : ids) {
    asked.push_back({id, since});
  }
  view.worlds = record::scenario_of(from, view, names, asked);
  return view;
}

}  // namespace karwan::impact
