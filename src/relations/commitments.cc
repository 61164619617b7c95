#include "karwan/relations/commitments.h"

#include <algorithm>
#include <tuple>

#include "karwan/base/text.h"
#include "karwan/record/references.h"
#include "relations/cells.h"

namespace karwan::relations {
namespace {

// By these columns one entity belongs to another.
struct belonging {
  std::string_view table, column;
};
constexpr belonging kBelongs[] = {{"organisations", "countries"},
                                  {"organisations", "part_of"},
                                  {"people", "organisation"},
                                  {"people", "country"}};

constexpr std::size_t kMostBodies = 50'000;  // from so many on it is faster to read every story
constexpr std::size_t kMostAtOnce = 10'000;  // stories in memory beside those that are listed

void add_new(std::vector<std::string>& to, std::vector<std::string> const& some) {
  for (auto const& s : some) {
    if (std::ranges::find(to, s) == to.end()) {
      to.push_back(s);
    }
  }
}

std::vector<std::string> union_of(story const& s, std::vector<std::string> saying::*list,
                                  bool also_recommended) {
  std::vector<std::string> out;
  for (auto const& x : s.sayings) {
    if (also_recommended || x.how != force::recommended) {
      add_new(out, x.*list);
    }
  }
  return out;
}

bool owes(story const& s, std::string const& who, affiliations const& of) {
  return std::ranges::any_of(debtors_of(s),
                             [&](auto const& d) { return of.all_of(d).contains(who); });
}

// Stories of which a row that the view sees says that one of the bodies owes it. nullopt: too many
// bodies.
std::optional<std::set<std::string>> owed_by_any(
    record::store const& from, record::view_spec const& view,
    std::optional<std::set<std::string>> const& bodies) {
  if (!bodies) {
    return std::nullopt;
  }
  auto const column = *record::find_property(*record::find_table("commitments"), "owed_by");
  std::set<std::string> out;
  for (auto const& body : *bodies) {
    for (auto const& r : record::rows_naming(from, body, column, view)) {
      out.insert(r.entity);
    }
  }
  return out;
}

bool matches(told const& t, commitment_filter const& f, std::optional<affiliations> const& of) {
  auto const due_end = t.how.latest_due ? t.how.latest_due->end : day::max();
  return (!f.status || t.how.status == *f.status) && (!f.how || t.how.how == *f.how) &&
         (!f.due_before || due_end <= *f.due_before) &&
         (f.sector.empty() || std::ranges::count(sectors_of(t.what), f.sector) != 0) &&
         (f.owed_by.empty() || owes(t.what, f.owed_by, *of));
}

std::string standings() {
  std::string out;
  for (auto i = 0; i < kStandings; ++i) {
    out += i == 0 ? "" : "|";
    out += name_of(static_cast<standing>(i));
  }
  return out;
}

status check_choice(std::string choices, char const* member, std::string const& text) {
  if (text.empty() || is_choice(choices, text)) {
    return {};
  }
  std::ranges::replace(choices, '|', ' ');
  return fail(error_kind::bad_input, "there is no " + std::string{member} + " " + in_quotes(text),
              member, "Choose from: " + choices);
}

}  // namespace

result<commitment_filter> read_filter(filter_text const& t, record::name_index const& names) {
  for (auto const& ok : {check_choice(choices_of("commitments", "sector"), "sector", t.sector),
                         check_choice(choices_of("commitments", "force"), "force", t.force),
                         check_choice(standings(), "status", t.status)}) {
    if (!ok) {
      return tl::unexpected{ok.error()};
    }
  }
  commitment_filter out;
  out.sector = t.sector;
  out.how = parse_force(t.force);
  out.status = parse_standing(t.status);
  if (!t.due_before.empty()) {
    auto d = parse_day(t.due_before);
    if (!d) {
      d.error().place = "due_before";
      return tl::unexpected{std::move(d.error())};
    }
    out.due_before = *d;
  }
  if (!t.owed_by.empty()) {
    auto who = names.resolve(t.owed_by);
    if (!who) {
      who.error().place = "owed_by";
      return tl::unexpected{std::move(who.error())};
    }
    out.owed_by = std::move(*who);
  }
  return out;
}

affiliations::affiliations(record::store const& from, record::view_spec const& view)
    : from_{&from}, view_{view} {}

affiliations::place const& affiliations::place_of(std::string const& entity) const {
  auto const [at, is_new] = known_.try_emplace(entity);
  if (!is_new) {
    return at->second;
  }
  for (auto const& r : from_->rows_of(entity, view_)) {
    auto const table = record::tables()[*r.table].name;
    at->second.is_country |= table == "countries";
    for (auto const& b : kBelongs) {
      if (b.table == table) {
        for (auto& one : r.items(b.column)) {
          at->second.above.insert(std::move(one));
        }
      }
    }
  }
  return at->second;
}

std::set<std::string> affiliations::all_of(std::string const& entity) const {
  std::set<std::string> out{entity};
  std::vector<std::string> next{entity};
  while (!next.empty()) {
    auto const current = std::move(next.back());
    next.pop_back();
    for (auto const& a : place_of(current).above) {
      if (out.insert(a).second) {
        next.push_back(a);
      }
    }
  }
  return out;
}

std::set<std::string> affiliations::countries_of(std::string const& entity) const {
  auto out = all_of(entity);
  std::erase_if(out, [&](auto const& e) { return !place_of(e).is_country; });
  return out;
}

std::optional<std::set<std::string>> affiliations::all_below(std::string const& entity,
                                                             std::size_t most) const {
  std::set<std::string> out{entity};
  std::vector<std::string> next{entity};
  while (!next.empty()) {
    auto const current = std::move(next.back());
    next.pop_back();
    for (auto const& b : kBelongs) {
      auto const column = record::find_property(*record::find_table(b.table), b.column);
      for (auto const& r : record::rows_naming(*from_, current, *column, view_)) {
        if (out.insert(r.entity).second && b.table != "people") {  // nothing belongs to a person
          next.push_back(r.entity);
        }
      }
      if (out.size() > most) {
        return std::nullopt;
      }
    }
  }
  return out;
}

namespace {

// Stories of these ids, or all. Of a great record, piece by piece.
template <typename F>
void each_story(record::store const& from, record::view_spec const& view,
                std::optional<std::set<std::string>> const& wanted, F&& f) {
  auto const ids = wanted ? std::vector(wanted->begin(), wanted->end())
                          : record::entities_in(from, *record::find_table("commitments"));
  if (!wanted && ids.size() <= kMostAtOnce) {
    std::ranges::for_each(read_stories(from, view), f);
    return;
  }
  for (std::size_t i = 0; i < ids.size(); i += kMostAtOnce) {
    auto const begin = ids.begin() + static_cast<std::ptrdiff_t>(i);
    auto const end = begin + static_cast<std::ptrdiff_t>(std::min(kMostAtOnce, ids.size() - i));
    std::ranges::for_each(read_stories(from, view, {begin, end}), f);
  }
}

}  // namespace

std::vector<told> list_commitments(record::store const& from, record::view_spec const& view,
                                   commitment_filter const& filter) {
  record::reading const one_state{from};
  std::optional<affiliations> of;
  std::optional<std::set<std::string>> candidates;  // ids; nullopt: all
  if (!filter.owed_by.empty()) {
    of.emplace(from, view);
    candidates = owed_by_any(from, view, of->all_below(filter.owed_by, kMostBodies));
  }
  std::vector<told> out;
  each_story(from, view, candidates, [&](story& s) {
    auto v = judge(s, view.as_of);
    if (!v) {
      return;
    }
    told t{until(std::move(s), view.as_of), std::move(*v)};
    if (matches(t, filter, of)) {
      out.push_back(std::move(t));
    }
  });
  std::ranges::stable_sort(out, {}, [](told const& t) {
    return std::tuple{t.how.status, t.how.latest_due ? t.how.latest_due->end : day::max()};
  });
  return out;
}

std::vector<std::string> debtors_of(story const& s) {
  return union_of(s, &saying::owed_by, false);
}
std::vector<std::string> other_debtors_of(story const& s) {
  return union_of(s, &saying::owed_by_text, false);
}
std::vector<std::string> creditors_of(story const& s) {
  return union_of(s, &saying::owed_to, true);
}

std::vector<std::string> sectors_of(story const& s) {
  std::vector<std::string> out;
  for (auto const& x : s.sayings) {
    add_new(out, {x.sector});
  }
  return out;
}

std::string title_of(story const& s, record::name_index const& names) {
  auto const name = names.display_name(s.id);
  return name != s.id || s.sayings.empty() ? std::string{name} : s.sayings.front().what;
}

}  // namespace karwan::relations
