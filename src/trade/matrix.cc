#include "karwan/trade/matrix.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/record/statement.h"

namespace karwan::trade {
namespace {

using record::row;
using record::statement_ix;

struct cell {
  double usd{0};
  statement_ix statement{};
};

// Who sells to whom in one data set.
using cells = std::map<std::pair<std::string, std::string>, cell>;

bool is_of_matrix(flow const& f) {
  return f.is_total() && f.way == direction::exports && f.bound == record::figure_bound::exact &&
         calendar_year_of(f).has_value();
}

// Data sets of a source and year that have a total to and from the world for each that they name.
std::map<int, std::pair<std::string, cells>> data_sets(std::vector<flow> const& flows) {
  std::map<std::pair<int, std::string>, cells> all;
  for (auto const& f : flows) {
    if (is_of_matrix(f)) {
      all[{*calendar_year_of(f), f.source}][{f.reporter, f.partner}] = {f.usd, f.statement};
    }
  }
  std::map<int, std::pair<std::string, cells>> out;
  for (auto& [key, set] : all) {
    auto const closed = std::ranges::all_of(set, [&](auto const& entry) {
      auto const& [a, b] = entry.first;
      auto const has_total = [&](std::string const& id) {
        return id == kWorld ||
               (set.contains({id, std::string{kWorld}}) && set.contains({std::string{kWorld}, id}));
      };
      return has_total(a) && has_total(b);
    });
    // The same trade of more economies goes before that of fewer.
    auto const known = out.find(key.first);
    if (closed && set.size() > 2 &&
        (known == out.end() || known->second.second.size() < set.size())) {
      out[key.first] = {key.second, std::move(set)};
    }
  }
  return out;
}

struct stated {
  double value{0};
  row from{};
  statement_ix statement{};
};

// GDP of a year by country or area, the preferred row of each.
std::map<std::string, stated> gdp_of(record::store const& from, record::view_spec const& view,
                                     int year) {
  std::map<std::string, stated> out;
  for (auto const& r : from.rows(*record::find_table("economies"), view)) {
    auto const* gdp = r.find("gdp_usd");
    std::chrono::year_month_day const first{r.observed.first};
    if (gdp == nullptr || r.observed.first == day::min() ||
        static_cast<int>(first.year()) != year || !r.world.empty()) {
      continue;
    }
    std::string const id{r.text(r.find("country") != nullptr ? "country" : "area")};
    auto const at = out.find(id);
    if (at == out.end() || record::preferred(r, at->second.from, view.as_of)) {
      out[id] = {gdp->number, r, gdp->statement};
    }
  }
  return out;
}

struct stated_ratio {
  bounded<double> value{};
  statement_ix statement{};
  std::string reason{};
};

result<stated_ratio> output_ratio(record::store const& from, record::view_spec const& view) {
  std::optional<row> best;
  for (auto const& r : from.rows(*record::find_table("parameters"), view)) {
    if (r.text("symbol") == "gross_output_ratio" && r.number("value") &&
        (!best || record::preferred(r, *best, view.as_of))) {
      best = r;
    }
  }
  if (!best) {
    return fail(error_kind::bad_data, "it has no gross output ratio", "parameters",
                "Add a row with symbol gross_output_ratio, its range and its reason");
  }
  auto const value = *best->number("value");
  auto const statement = best->find("value")->statement;
  auto const told = record::read_statements(from, std::span{&statement, 1}, view);
  return stated_ratio{
      {best->number("low").value_or(value), value, best->number("high").value_or(value)},
      statement,
      told.empty() ? std::string{} : told.front().note};
}

class maker {
 public:
  maker(cells const& set, std::map<std::string, stated> const& gdp) : set_{set}, gdp_{gdp} {}

  result<flow_matrix> make(int year, std::string const& source, stated_ratio const& r) {
    out_.year = year;
    out_.source = source;
    out_.output_ratio = r.value;
    out_.output_ratio_statement = r.statement;
    out_.output_ratio_reason = r.reason;
    name_economies();
    if (auto ok = add_gdp(); !ok) {
      return tl::unexpected{std::move(ok.error())};
    }
    out_.usd.assign(out_.size() * out_.size(), 0);
    out_.statements.assign(out_.usd.size(), statement_ix{});
    fill();
    fill_rest();
    if (auto ok = add_domestic(r.value); !ok) {
      return tl::unexpected{std::move(ok.error())};
    }
    return std::move(out_);
  }

 private:
  std::string const& id(std::size_t i) const { return out_.economies[i].id; }
  std::size_t rest() const { return out_.size() - 1; }
  double& at(std::size_t seller, std::size_t buyer) {
    return out_.usd[seller * out_.size() + buyer];
  }
  cell const* stated_cell(std::string const& a, std::string const& b) const {
    auto const found = set_.find({a, b});
    return found == set_.end() ? nullptr : &found->second;
  }

  void name_economies() {
    std::set<std::string> ids;
    for (auto const& [key, _] : set_) {
      ids.insert(key.first);
      ids.insert(key.second);
    }
    ids.erase(std::string{kWorld});
    for (auto const& one : ids) {
      out_.economies.push_back({one, 0, {}, {}, {}});
    }
    out_.economies.push_back({std::string{kRest}, 0, record::grade::computed, {}, {}});
  }

  status add_gdp() {
    auto const world = gdp_.find(std::string{kWorld});
    std::string missing = world == gdp_.end() ? std::string{kWorld} : "";
    double named = 0;
    auto& last = out_.economies.back();
    for (std::size_t i = 0; i < rest(); ++i) {
      auto const found = gdp_.find(id(i));
      if (found == gdp_.end()) {
        missing += (missing.empty() ? "" : ", ") + id(i);
        continue;
      }
      auto& e = out_.economies[i];
      e.gdp_usd = found->second.value;
      e.gdp_grade = found->second.from.row_grade;
      e.gdp_statements = {found->second.statement};
      last.gdp_statements.push_back(found->second.statement);
      named += e.gdp_usd;
    }
    if (!missing.empty()) {
      return fail(
          error_kind::bad_data,
          fmt::format("domestic sales of {} cannot be made: no GDP of {}", out_.year, missing),
          "economies", "Add a row with gdp_usd of that year for each, or ask for another year");
    }
    last.gdp_usd = world->second.value - named;
    last.gdp_statements.push_back(world->second.statement);
    if (last.gdp_usd <= 0) {
      return fail(error_kind::bad_data, "the world's GDP is below that of its parts", "economies",
                  "Mend the GDP of the areas: one may hold another");
    }
    return {};
  }

  void fill() {
    for (std::size_t i = 0; i < rest(); ++i) {
      for (std::size_t j = 0; j < rest(); ++j) {
        auto const* c = i == j ? nullptr : stated_cell(id(i), id(j));
        if (c != nullptr) {
          at(i, j) = c->usd;
          out_.statements[i * out_.size() + j] = c->statement;
        } else if (i != j) {
          ++out_.blank;
        }
      }
    }
  }

  // The totals with the world less what the named ones take; not less than none.
  void fill_rest() {
    for (std::size_t i = 0; i < rest(); ++i) {
      auto const* within = stated_cell(id(i), id(i));
      auto const inside = within == nullptr ? 0 : within->usd;
      double sold = stated_cell(id(i), std::string{kWorld})->usd - inside;
      double bought = stated_cell(std::string{kWorld}, id(i))->usd - inside;
      for (std::size_t j = 0; j < rest(); ++j) {
        sold -= at(i, j);
        bought -= at(j, i);
      }
      at(i, rest()) = std::max(sold, 0.0);
      at(rest(), i) = std::max(bought, 0.0);
    }
  }

  status add_domestic(bounded<double> const& r) {
    std::string beyond;
    for (std::size_t i = 0; i < out_.size(); ++i) {
      double exports = 0;
      for (std::size_t j = 0; j < out_.size(); ++j) {
        exports += at(i, j);  // the diagonal is still 0
      }
      auto& e = out_.economies[i];
      auto const by = [&](double times) { return e.gdp_usd * times - exports; };
      e.domestic_usd = {std::max(by(r.low), 0.0), by(r.best), by(r.high)};
      if (e.domestic_usd.best <= 0) {
        beyond += (beyond.empty() ? "" : ", ") + e.id;
      }
    }
    if (!beyond.empty()) {
      return fail(error_kind::bad_data,
                  fmt::format("exports of {} are above its gross output of {} by the rule", beyond,
                              out_.year),
                  "parameters", "Give a larger gross_output_ratio, or ask for another year");
    }
    for (std::size_t i = 0; i < out_.size(); ++i) {
      at(i, i) = out_.economies[i].domestic_usd.best;
    }
    return {};
  }

  cells const& set_;
  std::map<std::string, stated> const& gdp_;
  flow_matrix out_{};
};

}  // namespace

std::vector<int> matrix_years(record::store const& from, record::view_spec const& view) {
  std::vector<int> out;
  for (auto const& [year, _] : data_sets(read_flows(from, view))) {
    out.push_back(year);
  }
  return out;
}

result<flow_matrix> closed_matrix(record::store const& from, record::view_spec const& view,
                                  int year) {
  record::reading const one_state{from};
  auto const sets = data_sets(read_flows(from, view));
  auto const found = sets.find(year);
  if (found == sets.end()) {
    std::string years;
    for (auto const& [y, _] : sets) {
      years += fmt::format("{}{}", years.empty() ? "" : ", ", y);
    }
    return fail(error_kind::not_found, fmt::format("there is no closed matrix of {}", year), "year",
                years.empty() ? "Load a pack that has one" : "Choose among " + years);
  }
  auto const r = output_ratio(from, view);
  if (!r) {
    return tl::unexpected{r.error()};
  }
  auto const gdp = gdp_of(from, view, year);
  auto const& [source, set] = found->second;
  return maker{set, gdp}.make(year, source, *r);
}

}  // namespace karwan::trade
