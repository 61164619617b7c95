#include "record/indicators.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr std::size_t kMostCandidates = 8;
constexpr std::size_t kShortestBeginning = 3;  // letters of a word that may stand for it

bool is_pair(std::string const& a, std::string const& b) {
  return !a.empty() && !b.empty();
}

// Ties and names of trade between a reporter and a partner.
void tie_trade(named_series& s, figure const& f, name_index const& names) {
  auto const& k = f.key;
  if (!k.measure.empty() || !is_pair(k.reporter, k.partner)) {
    return;
  }
  auto a = k.reporter, b = k.partner;
  auto from = a, to = b;
  if (k.direction == "import") {
    std::swap(from, to);
  }
  auto const both = k.direction == "turnover";
  if (both && to < from) {
    std::swap(from, to);
  }
  auto const flow =
      fmt::format("{}>{} {} {} {}", from, to, both ? "both" : "one", k.classification, k.unit);
  s.flows.insert(flow);
  // Both sides' turnover is one indicator; an export is one thing, the partner's import another.
  s.ties.insert(both ? flow : flow + " " + k.direction);
  if (k.classification == "total") {
    auto const name = [&](std::string const& id) { return names.display_name(id); };
    auto const of = both ? "trade of" : k.direction == "import" ? "imports of" : "exports of";
    auto const by = both ? "with" : k.direction == "import" ? "from" : "to";
    s.names.insert(fold(fmt::format("{} {} {} {}", of, name(a), by, name(b))));
    s.families.insert(fold(fmt::format("{} {}", of, name(a))));
  }
}

// One series a table, entity and indicator; of figures one an entity, whatever its rows are called.
void add_figure(std::map<std::string, named_series>& to, figure f, name_index const& names) {
  auto const table_name = tables()[*f.from.table].name;
  auto& s = to[fmt::format("{} {} {}", table_name, f.from.entity,
                           table_name == "economies" ? f.indicator : "")];
  if (s.figures.empty()) {
    s.called = {f.from.entity, f.indicator, f.subject};
  }
  s.names.insert(fold(f.indicator));
  if (!f.subject.empty()) {
    s.names.insert(fold(f.indicator + " " + f.subject));
    s.names.insert(fold(f.subject + " " + f.indicator));
    s.ties.insert(fold(f.indicator) + " | " + fold(f.subject));
  }
  tie_trade(s, f, names);
  s.figures.push_back(std::move(f));
}

// Adds what shares a tie with what is found, until nothing more does.
std::vector<std::size_t> with_ties(std::vector<named_series> const& all,
                                   std::vector<std::size_t> found) {
  std::set<std::string> ties;
  for (std::size_t i = 0; i < found.size(); ++i) {
    ties.insert(all[found[i]].ties.begin(), all[found[i]].ties.end());
    for (std::size_t j = 0; j < all.size(); ++j) {
      if (std::ranges::find(found, j) == found.end() &&
          std::ranges::any_of(all[j].ties, [&](auto const& t) { return ties.contains(t); })) {
        found.push_back(j);
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

template <typename Is>
std::vector<std::size_t> those(std::vector<named_series> const& all, Is is) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (is(all[i])) {
      out.push_back(i);
    }
  }
  return out;
}

bool is_small_word(std::string_view w) {
  return w == "of" || w == "to" || w == "from" || w == "with" || w == "the" || w == "in" ||
         w == "and" || w == "by" || w == "between";
}

// How many of the words the series has among its names, in whole or by their beginnings.
std::size_t words_met(named_series const& s, std::vector<std::string_view> const& wanted) {
  auto const has = [&](std::string_view w) {
    return std::ranges::any_of(s.names, [&](std::string const& name) {
      return std::ranges::any_of(words(name), [&](std::string_view x) {
        return x == w || (w.size() >= kShortestBeginning && x.starts_with(w));
      });
    });
  };
  return static_cast<std::size_t>(std::ranges::count_if(wanted, has));
}

// The first of each name.
std::vector<std::size_t> once_each(std::vector<named_series> const& all,
                                   std::vector<std::size_t> const& which) {
  std::set<std::pair<std::string, std::string>> told;
  std::vector<std::size_t> out;
  for (auto const i : which) {
    if (told.emplace(all[i].called.name, all[i].called.subject).second) {
      out.push_back(i);
    }
  }
  return out;
}

std::string listed(std::vector<named_series> const& all, std::vector<std::size_t> which) {
  which = once_each(all, which);
  std::string out;
  for (std::size_t i = 0; i < std::min(which.size(), kMostCandidates); ++i) {
    auto const& c = all[which[i]].called;
    out += fmt::format("{}{}{}{} ({})", out.empty() ? "" : "; ", c.name,
                       c.subject.empty() ? "" : ", ", c.subject, c.entity);
  }
  if (which.size() > kMostCandidates) {
    out += fmt::format("; and {} more", which.size() - kMostCandidates);
  }
  return out;
}

tl::unexpected<error> unknown(std::vector<named_series> const& all, std::string_view text,
                              std::vector<std::string_view> const& wanted) {
  std::size_t most = 0;
  for (auto const& s : all) {
    most = std::max(most, words_met(s, wanted));
  }
  auto const near = most == 0
                        ? std::vector<std::size_t>{}
                        : those(all, [&](auto const& s) { return words_met(s, wanted) == most; });
  return fail(error_kind::not_found, in_quotes(text) + " is no indicator of the record", "name",
              near.empty() ? "Search with karwan record find" : "Near it: " + listed(all, near));
}

}  // namespace

std::vector<named_series> read_indicators(store const& from, name_index const& names,
                                          view_spec const& view) {
  std::map<std::string, named_series> by_key;
  for (auto const table : figure_tables()) {
    for (auto const& r : from.rows(table, view)) {
      for (auto& f : figures_of(r, &names)) {
        add_figure(by_key, std::move(f), names);
      }
    }
  }
  std::vector<named_series> out;
  for (auto& [_, s] : by_key) {
    out.push_back(std::move(s));
  }
  return out;
}

result<std::vector<std::size_t>> find_indicator(std::vector<named_series> const& all,
                                                std::string_view text) {
  if (auto found = those(all, [&](auto const& s) { return s.called.entity == text; });
      !found.empty()) {
    return found;
  }
  auto const name = fold(text);
  if (auto family = those(all, [&](auto const& s) { return s.families.contains(name); });
      !family.empty()) {
    return family;
  }
  std::vector<std::string_view> wanted;
  for (auto const w : words(name)) {
    if (!is_small_word(w)) {
      wanted.push_back(w);
    }
  }
  auto found = those(all, [&](auto const& s) { return s.names.contains(name); });
  if (found.empty() && !wanted.empty()) {
    found = those(all, [&](auto const& s) { return words_met(s, wanted) == wanted.size(); });
  }
  if (found.empty()) {
    return unknown(all, text, wanted);
  }
  auto together = with_ties(all, {found.front()});
  if (!std::ranges::includes(together, found)) {
    return fail(error_kind::bad_input, in_quotes(text) + " may be several indicators", "name",
                "Choose one: " + listed(all, found));
  }
  return together;
}

std::vector<std::size_t> mirrors_of(std::vector<named_series> const& all,
                                    std::vector<std::size_t> const& found) {
  std::set<std::string> flows;
  for (auto const i : found) {
    flows.insert(all[i].flows.begin(), all[i].flows.end());
  }
  return those(all, [&](auto const& s) {
    return std::ranges::any_of(s.flows, [&](auto const& f) { return flows.contains(f); });
  });
}

}  // namespace karwan::record
