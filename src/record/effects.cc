#include "karwan/record/effects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

constexpr auto kKinds = std::to_array<std::string_view>(
    {"opens", "closes", "time", "speed", "length", "fee", "frequency", "capacity", "gauge",
     "tariff", "requirement", "visa", "none"});

[[noreturn]] void bad_row(row const& r, std::string_view column, std::string text,
                          std::string remedy) {
  throw failure{{error_kind::bad_data, std::move(text), fmt::format("{}.{}", r.row_id, column),
                 std::move(remedy)}};
}

effect_kind kind_of(row const& r) {
  auto const at = std::ranges::find(kKinds, r.text("effect")) - kKinds.begin();
  return static_cast<effect_kind>(std::min<std::ptrdiff_t>(at, kKinds.size() - 1));
}

void check(row const& r, effect const& e) {
  if (e.kind == effect_kind::none && (e.why.empty() || !e.worlds.empty())) {
    bad_row(r, "why", "it has no effect, and the row does not say why",
            "Say why in `why`, and leave `worlds` blank");
  }
  if (e.kind != effect_kind::none && (e.worlds.empty() || e.what.empty())) {
    bad_row(r, e.worlds.empty() ? "worlds" : "what", "an effect names no world, or says nothing",
            "Name in `worlds` whose rows are laid over the record, and say in `what` what changes");
  }
}

effect read_effect(row const& r) {
  effect e;
  e.id = r.entity;
  e.row_id = r.row_id;
  e.of = r.text("of");
  e.kind = kind_of(r);
  e.targets = r.items("targets");
  e.worlds = r.items("worlds");
  if (auto const* from = r.find("from")) {
    e.from = from->span;
  }
  e.what = r.text("what");
  e.why = r.text("why");
  e.missing = r.text("missing");
  e.how_known = r.row_grade;
  e.source = r.source;
  for (auto const& c : r.cells) {
    e.statements.push_back(c.statement);
  }
  check(r, e);
  return e;
}

auto effects_of(std::vector<effect> const& all, std::string_view id) {
  return std::ranges::equal_range(all, id, {}, &effect::of);
}

// An id of which effects are known, before names. A promise often bears the name of its project:
// the project is what would be built.
std::string subject_of(std::string const& text, std::vector<effect> const& all,
                       name_index const& names) {
  if (!effects_of(all, text).empty()) {
    return text;
  }
  constexpr std::array<std::string_view, 1> kProject{"project"};
  constexpr std::array<std::string_view, 5> kAny{"project", "commitment", "closure", "event",
                                                 "agreement"};
  if (auto const project = names.resolve(text, kProject)) {
    return *project;
  }
  auto found = names.resolve(text, kAny);
  if (!found) {
    found.error().place = "scenario";
  }
  return value_or_throw(std::move(found));
}

[[noreturn]] void refuse(std::string const& subject, effect const& none) {
  throw failure{
      {error_kind::bad_input,
       fmt::format("{} changes nothing that can be computed: {}", in_quotes(subject), none.why),
       "scenario",
       none.missing.empty()
           ? std::string{"See karwan effects for what can be tried"}
           : fmt::format("It could be tried if this were known: {}", none.missing)}};
}

void add(std::vector<world_choice>& out, std::string const& world, std::optional<day> const& from) {
  auto const same = std::ranges::find(out, world, &world_choice::id);
  if (same == out.end()) {
    out.push_back({world, from});
  } else if (!from || (same->from && *from < *same->from)) {
    same->from = from;
  }
}

// Whose own world may hold rows of which table `effects` says nothing.
bool has_own_world(std::string const& subject, name_index const& names) {
  return std::ranges::any_of(names.kinds_of(subject), [](std::string_view kind) {
    return kind == "project" || kind == "commitment";
  });
}

}  // namespace

std::string_view name_of(effect_kind k) noexcept {
  return kKinds[static_cast<std::size_t>(k)];
}

std::vector<effect> read_effects(store const& from, view_spec const& view) {
  std::vector<effect> out;
  for (auto const& r : from.rows(find_table("effects").value(), view)) {
    if (!r.text("of").empty()) {
      out.push_back(read_effect(r));
    }
  }
  std::ranges::sort(out, {}, [](effect const& e) { return std::tie(e.of, e.row_id); });
  return out;
}

std::vector<world_choice> scenario_of(std::vector<effect> const& all, name_index const& names,
                                      std::vector<world_choice> const& asked) {
  std::vector<world_choice> out;
  for (auto const& choice : asked) {
    auto const subject = subject_of(choice.id, all, names);
    auto const known = effects_of(all, subject);
    auto changes = false;
    for (auto const& e : known) {
      for (auto const& world : e.worlds) {
        add(out, world, choice.from);
        changes = true;
      }
    }
    if (changes) {
      continue;
    }
    if (!known.empty()) {
      refuse(subject, known.front());
    }
    if (!has_own_world(subject, names)) {
      throw failure{
          {error_kind::bad_input,
           fmt::format("the record does not say what {} would change", in_quotes(subject)),
           "scenario", "See karwan effects for what can be tried"}};
    }
    add(out, subject, choice.from);
  }
  std::ranges::sort(out, {}, &world_choice::id);
  return out;
}

std::vector<world_choice> scenario_of(store const& from, view_spec const& view,
                                      name_index const& names,
                                      std::vector<world_choice> const& asked) {
  if (asked.empty()) {
    return {};
  }
  auto of_record = view;  // what effects there are is no matter of the worlds that are asked for
  of_record.worlds.clear();
  return scenario_of(read_effects(from, of_record), names, asked);
}

}  // namespace karwan::record
