#include "karwan/relations/commitment_stats.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace karwan::relations {
namespace {

constexpr auto kLevel = 0.95;
constexpr auto kZ = 1.959963984540054;  // its quantile of the normal distribution, two-sided

// Chance of fewer than k heads in n throws of a fair coin.
double below(std::size_t k, std::size_t n) {
  auto sum = 0.0;
  for (std::size_t i = 0; i < k; ++i) {
    auto const a = static_cast<double>(n), b = static_cast<double>(i);
    sum += std::exp(std::lgamma(a + 1) - std::lgamma(b + 1) - std::lgamma(a - b + 1) -
                    a * std::log(2.0));
  }
  return sum;
}

struct tally {
  commitment_group group;
  std::size_t in_time{0}, at_all{0}, fell_due{0};
  std::vector<double> delivered, so_far;

  void add(verdict const& v) {
    ++group.stories;
    ++group.by_status[static_cast<std::size_t>(v.status)];
    if (!v.first_due || !is_firm(v.due_how)) {
      return;
    }
    switch (v.status) {
      case standing::kept:
        ++in_time;
        ++at_all;
        ++fell_due;
        delivered.push_back(0);
        so_far.push_back(0);
        break;
      case standing::kept_late:
        ++at_all;
        ++fell_due;
        delivered.push_back(*v.months_late);
        so_far.push_back(*v.months_late);
        break;
      case standing::late:
      case standing::overdue:
        ++fell_due;
        so_far.push_back(*v.months_late);
        break;
      case standing::dropped:
        ++fell_due;
        break;
      default:
        break;
    }
  }

  commitment_group take() && {
    group.kept_in_time = wilson(in_time, fell_due);
    group.kept_at_all = wilson(at_all, fell_due);
    group.slip_of_delivered = median_with_interval(std::move(delivered));
    group.slip_so_far = median_with_interval(std::move(so_far));
    return std::move(group);
  }
};

template <typename Key>
std::vector<commitment_group> taken(std::map<Key, tally>&& all) {
  std::vector<commitment_group> out;
  for (auto& [_, t] : all) {
    out.push_back(std::move(t).take());
  }
  return out;
}

bool is_part(story const& s, std::set<std::string> const& of) {
  return std::ranges::any_of(s.sayings, [&](saying const& x) {
    return std::ranges::any_of(x.belongs_to,
                               [&](std::string const& e) { return e != s.id && of.contains(e); });
  });
}

}  // namespace

share wilson(std::size_t part, std::size_t of) {
  share out{part, of, {}, {}, {}};
  if (of == 0) {
    return out;
  }
  auto const n = static_cast<double>(of);
  auto const p = static_cast<double>(part) / n;
  auto const z2 = kZ * kZ;
  auto const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  auto const half = kZ / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  out.value = p;
  out.low = part == 0 ? 0.0 : std::max(0.0, centre - half);
  out.high = part == of ? 1.0 : std::min(1.0, centre + half);
  return out;
}

median_of median_with_interval(std::vector<double> values) {
  std::ranges::sort(values);
  median_of out;
  auto const n = out.n = values.size();
  if (n == 0) {
    return out;
  }
  out.value = (values[(n - 1) / 2] + values[n / 2]) / 2;
  // From the kth smallest to the kth largest, for the largest k that still covers.
  std::size_t k = 0;
  while (k + 1 <= n / 2 && 1 - 2 * below(k + 1, n) >= kLevel) {
    ++k;
  }
  if (k > 0) {
    out.low = values[k - 1];
    out.high = values[n - k];
    out.coverage = 1 - 2 * below(k, n);
  }
  return out;
}

commitment_stats count_commitments(std::vector<told> const& stories, affiliations const& of) {
  tally all;
  std::map<force, tally> by_force;
  std::map<std::string, tally> by_sector, by_party;
  auto const add = [](auto& group, auto const& key, std::string name, verdict const& v) {
    auto& t = group[key];
    t.group.key = std::move(name);
    t.add(v);
  };
  std::set<std::string> ids;
  for (auto const& t : stories) {
    ids.insert(t.what.id);
  }
  std::size_t parts = 0;
  for (auto const& [s, v] : stories) {
    if (is_part(s, ids)) {
      ++parts;
      continue;
    }
    all.add(v);
    add(by_force, v.how, std::string{name_of(v.how)}, v);
    for (auto const& sector : sectors_of(s)) {
      add(by_sector, sector, sector, v);
    }
    std::set<std::string> parties;
    for (auto const& d : debtors_of(s)) {
      parties.merge(of.countries_of(d));
    }
    for (auto const& p : parties) {
      add(by_party, p, p, v);
    }
  }
  return {std::move(all).take(), parts, taken(std::move(by_force)), taken(std::move(by_sector)),
          taken(std::move(by_party))};
}

}  // namespace karwan::relations
