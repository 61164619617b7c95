#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/base/date_text.h"
#include "karwan/record/series.h"

namespace karwan::record {
namespace {

constexpr std::size_t kRowsNamed = 4;

using figures_of_part = std::vector<figure const*>;

std::vector<std::string> rows_of(figures_of_part const& figures) {
  std::set<std::string> out;
  for (auto const* f : figures) {
    out.insert(f->from.row_id);
  }
  return {out.begin(), out.end()};
}

std::string named(std::vector<std::string> const& rows) {
  auto const shown = std::min(rows.size(), kRowsNamed);
  auto out =
      fmt::format("{}", fmt::join(rows.begin(), rows.begin() + static_cast<long>(shown), ", "));
  if (shown < rows.size()) {
    out += fmt::format(" and {} more", rows.size() - shown);
  }
  return out;
}

struct figure_adder {
  std::vector<figure> const& all;
  sum_over over;
  series_sum& out;

  void refuse(std::string what, std::string text, std::vector<std::string> rows) {
    out.refused.push_back({std::move(what), std::move(text), std::move(rows)});
  }

  // All figures for which it holds, refused for one reason.
  template <typename Is>
  void refuse_where(char const* what, char const* why, Is is) {
    figures_of_part found;
    for (auto const& f : all) {
      if (is(f)) {
        found.push_back(&f);
      }
    }
    if (!found.empty()) {
      auto rows = rows_of(found);
      auto text = fmt::format("{}: {}", why, named(rows));
      refuse(what, std::move(text), std::move(rows));
    }
  }

  // What is counted is named otherwise where the reporter is not stated: that is said once.
  bool nobody_s_books() const {
    auto const blank = [](figure const& f) { return f.key.reporter.empty(); };
    return std::ranges::any_of(all, blank) && !std::ranges::all_of(all, blank);
  }

  void check_key(key_part const& part) {
    if (part.member == &figure_key::partner && over == sum_over::partners) {
      return;
    }
    std::map<std::string, figures_of_part> values;
    for (auto const& f : all) {
      values[f.key.*part.member].push_back(&f);
    }
    if (values.size() < 2 || (part.member == &figure_key::measure && nobody_s_books())) {
      return;
    }
    std::string text;
    std::vector<std::string> rows;
    for (auto const& [value, figures] : values) {
      auto const of_value = rows_of(figures);
      text += fmt::format("{}{} ({})", text.empty() ? "" : ", ",
                          value.empty() ? "not stated" : value, named(of_value));
      rows.insert(rows.end(), of_value.begin(), of_value.end());
    }
    auto const remedy = part.chosen ? fmt::format("; ask for one {}", part.name) : "";
    refuse(std::string{part.name}, fmt::format("the {} differs: {}{}", part.name, text, remedy),
           std::move(rows));
  }

  void check_values() {
    refuse_where("bound", "a bound or a range is no amount that can be added", [](auto const& f) {
      return !f.value || (f.bound != figure_bound::exact && f.bound != figure_bound::about);
    });
    refuse_where("not an amount", "shares, ranks, rates and points in time do not add up",
                 [](auto const& f) { return !is_amount(f.key) && f.key.basis != "unknown"; });
    refuse_where("basis not known", "whether it is a calendar, fiscal or part year is not stated",
                 [](auto const& f) { return f.key.basis == "unknown"; });
    refuse_where("reporter not known", "whose books it is from is not stated",
                 [](auto const& f) { return !f.key.direction.empty() && f.key.reporter.empty(); });
    refuse_where("period not known", "its period is not stated", [](auto const& f) {
      return f.period.first == day::min() || f.period.end == day::max();
    });
  }

  // figures: ordered by period.
  void check_periods() {
    for (std::size_t i = 1; i < all.size(); ++i) {
      auto const& a = all[i - 1];
      auto const& b = all[i];
      auto const rows = std::vector{a.from.row_id, b.from.row_id};
      if (b.period.first < a.period.end) {
        refuse("overlap",
               fmt::format("periods overlap: {} ({}) and {} ({})", to_string(a.period), rows[0],
                           to_string(b.period), rows[1]),
               rows);
      } else if (a.period.end < b.period.first) {
        refuse("gap",
               fmt::format("nothing is stated for {}, between {} and {}",
                           to_string(with_precision({a.period.end, b.period.first})), rows[0],
                           rows[1]),
               rows);
      }
    }
  }

  void check_partners() {
    auto const& period = all.front().period;
    refuse_where("period", fmt::format("the period is not {}", to_string(period)).c_str(),
                 [&](auto const& f) {
                   return f.period.first != period.first || f.period.end != period.end;
                 });
    refuse_where("area", "an area may hold other partners", [](auto const& f) { return f.area; });
    std::map<std::string, figures_of_part> partners;
    for (auto const& f : all) {
      partners[f.key.partner].push_back(&f);
    }
    for (auto const& [partner, figures] : partners) {
      if (figures.size() > 1 || partner.empty()) {
        auto rows = rows_of(figures);
        auto text = partner.empty() ? fmt::format("the partner is not stated: {}", named(rows))
                                    : fmt::format("{} is there twice: {}", partner, named(rows));
        refuse("partner", std::move(text), std::move(rows));
      }
    }
  }

  void add() {
    double total = 0;
    std::set<std::string> partners;
    for (auto const& f : all) {
      total += *f.value;
      out.about = out.about || f.bound == figure_bound::about;
      out.worst = std::max(out.worst, f.from.row_grade);
      out.statements.push_back(f.statement);
      partners.insert(f.key.partner);
    }
    out.total = total;
    out.key = all.front().key;
    if (over == sum_over::partners) {
      out.key.partner.clear();
      out.partners.assign(partners.begin(), partners.end());
    }
  }
};

}  // namespace

series_sum add_up(std::vector<figure> figures, sum_over over) {
  series_sum out;
  out.over = over;
  std::ranges::sort(figures, {}, [](figure const& f) {
    return std::tuple{f.period.first, f.period.end, f.key, f.from.row_id, f.statement};
  });
  figure_adder a{figures, over, out};
  if (figures.empty()) {
    a.refuse("nothing", "there is nothing to add", {});
    return out;
  }
  for (auto const& part : key_parts()) {
    a.check_key(part);
  }
  a.check_values();
  if (over == sum_over::partners) {
    a.check_partners();
  } else if (out.refused.empty()) {  // of figures that differ, periods mean nothing to each other
    a.check_periods();
  }
  out.covers = with_precision({figures.front().period.first, figures.back().period.end});
  if (out.refused.empty()) {
    a.add();
  }
  return out;
}

}  // namespace karwan::record
