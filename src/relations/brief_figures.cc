#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "karwan/record/series.h"
#include "karwan/relations/words.h"
#include "relations/brief_parts.h"
#include "relations/cells.h"
#include "relations/sentences.h"

// The figures of a brief: the series of each indicator, as record series has them.
namespace karwan::relations {
namespace {

using record::row;

constexpr std::size_t kMostFigures = 25, kMostPeriods = 6;
constexpr auto kFigureYears = std::chrono::years{6};  // before the day, where no --since is given

struct entry {
  day last;
  date_span period;
  std::vector<row> rows;
};

struct line {
  std::string entity;
  std::vector<entry> entries;  // the latest first

  day last() const { return entries.front().last; }
};

// The latest day that is known of a group: of its period, else of its source.
day latest_day(date_span const& period, record::series_group const& g) {
  if (period.end != day::max()) {
    return period.last();
  }
  auto const& published = g.values.front().stated.from.published;
  return published && published->end != day::max() ? published->last() : day::min();
}

// Values of one key, whatever kind of period they are of: each period says which it is.
record::figure_key of_any_basis(record::figure_key key) {
  key.basis.clear();
  return key;
}

std::vector<row> rows_in(record::series_group const& g) {
  std::vector<row> out;
  for (auto const& v : g.values) {
    out.push_back(v.stated.from);
  }
  return out;
}

}  // namespace

section brief_writer::figures() const {
  section out{"figures", told_as("heading_figures"), {}, {}};
  auto const as_of = scope_.view.as_of;
  std::chrono::year_month_day const before{as_of};
  auto const oldest =
      scope_.since.value_or(day{(before.year() - kFigureYears) / std::chrono::January / 1});
  std::vector<record::figure> stated;
  for (auto const& r : rows_of_table(from_, "figures", scope_.view)) {
    if (was_out(r, as_of) && concerns(r, r.entity, scope_) && !figure_words(r).empty()) {
      for (auto& f : record::figures_of(r, &names_)) {
        stated.push_back(std::move(f));
      }
    }
  }
  auto const periods = record::arrange(std::move(stated), as_of);
  std::map<record::figure_key, line> lines;
  std::size_t left_out = 0;
  for (auto const& p : periods) {
    for (auto const& g : p.groups) {
      auto const last = latest_day(p.period, g);
      if (last < oldest) {
        ++left_out;
        continue;
      }
      auto& to = lines[of_any_basis(g.key)];
      to.entity = g.values.front().stated.from.entity;
      // The same period on another basis, mostly one that is not stated.
      auto const same = std::ranges::find(to.entries, p.period, &entry::period);
      if (same == to.entries.end()) {
        to.entries.push_back({last, p.period, rows_in(g)});
      } else {
        std::ranges::move(rows_in(g), std::back_inserter(same->rows));
      }
    }
  }
  std::vector<line> all;
  for (auto& [_, l] : lines) {
    std::ranges::stable_sort(l.entries, [](entry const& a, entry const& b) {
      return std::tie(b.last, b.period.first) < std::tie(a.last, a.period.first);
    });
    all.push_back(std::move(l));
  }
  std::ranges::stable_sort(all, [](line const& a, line const& b) {
    return std::pair{b.last(), a.entity} < std::pair{a.last(), b.entity};
  });
  for (auto const& l : all) {
    if (out.sentences.size() == kMostFigures) {
      left_out += l.entries.size();
      continue;
    }
    std::vector<std::vector<row>> shown;
    for (auto const& e : l.entries) {
      shown.size() < kMostPeriods ? shown.push_back(e.rows) : void(++left_out);
    }
    out.sentences.push_back(tell_.series(shown));
  }
  if (left_out > 0) {
    out.remark = told_as("values_left_out", said_count(left_out).as("n"));
  }
  return out;
}

}  // namespace karwan::relations
