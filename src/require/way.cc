#include "require/way.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "karwan/base/text.h"

namespace karwan::require {
namespace {

constexpr std::int64_t kMostTimesCheapest = 2;

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

void add(std::vector<std::string>& to, std::string_view one) {
  if (!one.empty() && std::ranges::find(to, one) == to.end()) {
    to.emplace_back(one);
  }
}

rules::visit& visit_at(std::vector<rules::visit>& way, std::string const& country) {
  if (way.empty() || way.back().country != country) {
    way.push_back({.country = country, .modes = {}, .border_modes = {}, .posts = {}});
  }
  return way.back();
}

// Into another truck, or onto a train, ship or aircraft; a ferry takes the truck along.
bool leaves_truck(plan::leg const& l) {
  return l.kind == plan::leg_kind::transfer && l.by == network::mode::road &&
         l.to_mode != network::mode::ferry;
}

// The fastest of those that cost little more than the cheapest: all come fastest first.
plan::journey const& best_of(std::vector<plan::journey> const& all) {
  auto const cost = [](plan::journey const& j) { return j.cost.value.best; };
  auto const cheapest = cost(*std::ranges::min_element(all, {}, cost));
  return *std::ranges::find_if(
      all, [&](plan::journey const& j) { return cost(j) <= kMostTimesCheapest * cheapest; });
}

template <typename T>
T placed(result<T>&& r, std::string_view option) {
  if (!r) {
    r.error().place = option;
  }
  return value_or_throw(std::move(r));
}

}  // namespace

// A crossing stands before the link that runs through it: only links lead from country to country.
std::vector<rules::visit> way_of(plan::journey const& j,
                                 std::vector<std::vector<std::string>>& legs) {
  std::vector<rules::visit> out;
  std::vector<plan::leg const*> before;  // crossings, waits and transfers up to the next link
  auto own_truck = true;
  for (auto const& leg : j.legs) {
    if (leg.kind != plan::leg_kind::link) {
      before.push_back(&leg);
      own_truck = own_truck && !leaves_truck(leg);
      continue;
    }
    auto const from = lower(leg.from.country), to = lower(leg.to.country);
    auto const by = network::name_of(leg.by);
    add(visit_at(out, from).modes, by);
    auto const here = out.size() - 1;
    if (from != to) {
      auto& next = visit_at(out, to);
      add(next.modes, by);
      next.own_truck = own_truck;
      for (auto const at : {here, here + 1}) {
        add(out[at].border_modes, by);
        add(out[at].posts, leg.from.id);
        add(out[at].posts, leg.to.id);
      }
    }
    legs.resize(out.size());
    for (auto at = here; at < out.size(); ++at) {
      for (auto const* b : before) {
        if (b->kind == plan::leg_kind::crossing) {
          add(out[at].posts, b->entity);
        }
        add(legs[at], b->id);
      }
      add(legs[at], leg.id);
    }
    before.clear();
  }
  return out;
}

plan::journey const& choose_journey(std::vector<plan::journey> const& all,
                                    std::string const& text) {
  if (text.empty()) {
    return best_of(all);
  }
  std::size_t number = 0;
  auto const* const end = text.data() + text.size();
  auto const [at, fault] = std::from_chars(text.data(), end, number);
  std::vector<std::string> known;
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto const has_label =
        std::ranges::any_of(all[i].labels, [&](plan::label l) { return plan::name_of(l) == text; });
    auto const is_number = fault == std::errc{} && at == end && number == i + 1;
    if (all[i].id == text || is_number || has_label) {
      return all[i];
    }
    known.push_back(fmt::format("{} ({})", i + 1, all[i].id));
  }
  throw failure{{error_kind::bad_input, "there is no journey " + in_quotes(text), "journey",
                 fmt::format("The plan has {}; a label such as cheapest will do too",
                             fmt::join(known, ", "))}};
}

std::string country_of(record::name_index const& names, std::string const& text,
                       std::string_view option) {
  constexpr std::string_view kKinds[] = {"country"};
  return placed(names.resolve(text, kKinds), option);
}

std::string country_or_place(record::store const& from, record::name_index const& names,
                             record::view_spec const& view, std::string const& text,
                             std::string_view option) {
  constexpr std::string_view kKinds[] = {"country", "place"};
  auto found = placed(names.resolve(text, kKinds), option);
  for (auto const& r : from.rows_of(found, view)) {
    if (r.table == record::find_table("places") && r.find("country") != nullptr) {
      return std::string{r.text("country")};
    }
  }
  return found;
}

}  // namespace karwan::require
