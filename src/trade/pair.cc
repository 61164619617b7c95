#include "trade/pair.h"

#include <fmt/format.h>

#include "trade/sides.h"

namespace karwan::trade {

result<pair_of_sides> choose_set(record::store const& from, record::name_index const& names,
                                 record::view_spec const& view,
                                 std::pair<std::string, char const*> first,
                                 std::pair<std::string, char const*> second, set_wish const& wish,
                                 has_needed has, char const* needs) {
  record::reading const one_state{from};
  auto const flows = read_flows(from, view);
  auto const a = side_of(names, flows, first.first, first.second);
  auto const b = side_of(names, flows, second.first, second.second);
  if (!a || !b) {
    return tl::unexpected{!a ? a.error() : b.error()};
  }
  if (*a == *b) {
    return fail(error_kind::bad_input, "it is the same country", second.second, "Name another");
  }
  auto const period = period_of(from, view, *a, wish.year);
  if (!period) {
    return tl::unexpected{period.error()};
  }
  pair_of_sides out{*a, *b, data_sets_of(flows), 0, {}};
  auto const fit = fitting(out.sets, wish, *period);
  if (!fit) {
    return tl::unexpected{fit.error()};
  }
  auto found = false;
  for (auto const* set : *fit) {
    if (!has(*set, *a, *b)) {
      continue;
    }
    if (!found) {
      out.chosen = static_cast<std::size_t>(set - out.sets.data());
      found = true;
    } else {
      out.others.push_back(set->key);
    }
  }
  if (found) {
    return out;
  }
  std::string have;
  for (auto const& s : out.sets) {
    if (has(s, *a, *b)) {
      have += fmt::format("{}{} of {}", have.empty() ? "" : ", ", text_of(s.key.of),
                          period_text(s.key.period));
    }
  }
  return fail(error_kind::not_found, fmt::format("no data set that fits has {}", needs), "year",
              have.empty() ? "Import one: karwan trade import --help" : "There is " + have);
}

product_trade const* world_of(data_set const& s) {
  return s.find(std::string{kWorld}, std::string{kWorld});
}

product_trade const* exports_of(data_set const& s, std::string const& country) {
  auto const* out = s.find(country, std::string{kWorld});
  return out == nullptr || out->by_code.empty() ? nullptr : out;
}

product_trade const* imports_of(data_set const& s, std::string const& country) {
  auto const* out = s.find(std::string{kWorld}, country);
  return out == nullptr || out->by_code.empty() ? nullptr : out;
}

}  // namespace karwan::trade
