#include "karwan/record/series.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace karwan::record {
namespace {

bool only_bounds(figure const& f) {
  return f.bound == figure_bound::at_least || f.bound == figure_bound::at_most || !limits_of(f);
}

// When its source was wholly published; one without a date comes last.
day published(figure const& f) {
  return f.from.published ? f.from.published->end : day::min();
}

// The same number, said of the same thing by the same source.
bool same_saying(figure const& a, figure const& b) {
  return a.from.source == b.from.source && a.value == b.value && a.low == b.low &&
         a.high == b.high && a.bound == b.bound && (limits_of(a) || a.text == b.text);
}

// Keeps what only the other row tells.
void complete(figure& f, figure const& other) {
  auto const take = [](auto& to, auto const& from) {
    if (to == std::decay_t<decltype(to)>{}) {
      to = from;
    }
  };
  take(f.text, other.text);
  take(f.qualifier, other.qualifier);
  take(f.fiscal_label, other.fiscal_label);
  take(f.change_pct, other.change_pct);
  take(f.stated_by, other.stated_by);
  take(f.stated_by_text, other.stated_by_text);
}

// values: ordered by preference.
std::vector<series_value> told_once(std::vector<figure> figures) {
  std::vector<series_value> out;
  for (auto& f : figures) {
    auto const same =
        std::ranges::find_if(out, [&](series_value const& v) { return same_saying(v.stated, f); });
    if (same != out.end()) {
      same->statements.push_back(f.statement);
      complete(same->stated, f);
    } else {
      auto const statement = f.statement;
      out.push_back({std::move(f), {statement}});
    }
  }
  return out;
}

std::optional<series_spread> spread_of(std::vector<series_value> const& values) {
  series_spread out;
  for (auto const& v : values) {
    if (v.stated.bound != figure_bound::exact || !v.stated.value) {
      continue;
    }
    auto const x = *v.stated.value;
    out.low = out.values == 0 ? x : std::min(out.low, x);
    out.high = out.values == 0 ? x : std::max(out.high, x);
    ++out.values;
  }
  if (out.values < 2) {
    return std::nullopt;
  }
  if (out.low > 0) {
    out.ratio = out.high / out.low;
  }
  return out;
}

series_group group_of(std::vector<figure> figures, day on) {
  series_group out{figures.front().key, {}, {}, {}};
  std::ranges::sort(figures, [on](auto const& a, auto const& b) { return goes_before(a, b, on); });
  out.values = told_once(std::move(figures));
  if (out.values.size() > 1) {
    out.why = why_before(out.values[0].stated, out.values[1].stated, on);
  }
  out.spread = spread_of(out.values);
  return out;
}

// What a figure says of trade, whoever's books it is in: from where to where.
std::string flow_of(figure_key k) {
  if (k.direction.empty() || k.reporter.empty() || k.partner.empty()) {
    return {};
  }
  auto from = k.reporter, to = k.partner;
  if (k.direction == "import" || (k.direction == "turnover" && to < from)) {
    std::swap(from, to);
  }
  return fmt::format("{} {} {}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}\x1f{}", from, to,
                     k.direction == "turnover" ? "both" : "one", k.measure, k.unit, k.currency,
                     k.price_basis, k.basis, k.classification, k.nature);
}

std::vector<books_apart> apart_among(std::vector<series_group> const& groups) {
  std::vector<books_apart> out;
  auto const exact = [&](std::size_t i) {
    auto const& f = groups[i].values.front().stated;
    return f.bound == figure_bound::exact && f.value && *f.value > 0;
  };
  for (std::size_t i = 0; i < groups.size(); ++i) {
    for (auto j = i + 1; j < groups.size(); ++j) {
      auto const flow = flow_of(groups[i].key);
      if (flow.empty() || flow != flow_of(groups[j].key) || !exact(i) || !exact(j) ||
          groups[i].key.reporter == groups[j].key.reporter) {
        continue;
      }
      auto const x = *groups[i].values.front().stated.value;
      auto const y = *groups[j].values.front().stated.value;
      out.push_back(x <= y ? books_apart{i, j, y / x} : books_apart{j, i, x / y});
    }
  }
  return out;
}

}  // namespace

bool goes_before(figure const& a, figure const& b, day on) noexcept {
  if (auto const x = only_bounds(a), y = only_bounds(b); x != y) {
    return y;
  }
  if (auto const x = holds_on(a.from, on), y = holds_on(b.from, on); x != y) {
    return x;
  }
  if (a.from.row_grade != b.from.row_grade) {
    return a.from.row_grade < b.from.row_grade;
  }
  if (a.bound != b.bound) {
    return a.bound < b.bound;
  }
  if (auto const x = published(a), y = published(b); x != y) {
    return x > y;
  }
  if (a.from.recorded_at != b.from.recorded_at) {
    return a.from.recorded_at > b.from.recorded_at;
  }
  // One row may state several figures.
  return std::tie(a.from.row_id, a.statement) < std::tie(b.from.row_id, b.statement);
}

std::string why_before(figure const& a, figure const& b, day on) {
  if (only_bounds(a) != only_bounds(b)) {
    return "a value goes before a bound";
  }
  if (auto const x = holds_on(a.from, on); x != holds_on(b.from, on)) {
    return fmt::format("it holds on {}, the other does not", to_string(on));
  }
  if (a.from.row_grade != b.from.row_grade) {
    return fmt::format("{} goes before {}", name_of(a.from.row_grade), name_of(b.from.row_grade));
  }
  if (a.bound != b.bound) {
    return fmt::format("{} goes before {}", name_of(a.bound), name_of(b.bound));
  }
  if (published(a) != published(b)) {
    return "its source was published later";
  }
  if (a.from.recorded_at != b.from.recorded_at) {
    return "it was recorded later";
  }
  return "all else is equal: the first row_id";
}

std::vector<series_period> arrange(std::vector<figure> figures, day on) {
  using key = std::tuple<day, day, figure_key>;
  std::map<key, std::vector<figure>> groups;
  for (auto& f : figures) {
    groups[{f.period.first, f.period.end, f.key}].push_back(std::move(f));
  }
  std::vector<series_period> out;
  for (auto& [k, group] : groups) {
    auto const& [first, end, _] = k;
    if (out.empty() || out.back().period.first != first || out.back().period.end != end) {
      out.push_back({group.front().period, {}, {}});
    }
    out.back().period.approximate =
        out.back().period.approximate && group.front().period.approximate;
    out.back().groups.push_back(group_of(std::move(group), on));
  }
  // What is not dated comes last.
  std::ranges::stable_partition(out, [](auto const& p) { return p.period.end != day::max(); });
  for (auto& p : out) {
    p.apart = apart_among(p.groups);
  }
  return out;
}

}  // namespace karwan::record
