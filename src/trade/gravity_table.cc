#include "karwan/trade/gravity_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

#include "karwan/base/text.h"

namespace karwan::trade {
namespace {

constexpr std::size_t kMostFaults = 50;

// A finite number, the whole of the text.
std::optional<double> finite_number(std::string_view text) {
  double value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return std::nullopt;
  }
  return value;
}

// Where the columns that are asked for stand.
class picker {
 public:
  picker(std::vector<std::string> const& header, std::vector<sheet_fault>& faults)
      : header_{header}, faults_{faults} {}

  std::size_t at(std::string const& name) {
    auto const n = std::ranges::count(header_, name);
    if (n != 1) {
      faults_.push_back({1, name,
                         n == 0 ? "there is no such column" : "several columns have this name",
                         n == 0 ? fmt::format("The list has {}", names())
                                : std::string{"Give each column its own name"}});
    }
    return static_cast<std::size_t>(std::ranges::find(header_, name) - header_.begin());
  }

 private:
  std::string names() const {
    constexpr std::size_t kMostNamed = 12;
    auto out = fmt::format("{}", fmt::join(header_.begin(),
                                           header_.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                                 header_.size(), kMostNamed)),
                                           ", "));
    return header_.size() > kMostNamed ? out + " and more" : out;
  }

  std::vector<std::string> const& header_;
  std::vector<sheet_fault>& faults_;
};

// Texts numbered in the order in which they are met.
class numbering {
 public:
  std::uint32_t of(std::string const& text) {
    return number_.try_emplace(text, static_cast<std::uint32_t>(number_.size())).first->second;
  }
  std::size_t size() const { return number_.size(); }
  std::vector<std::string> texts() const {
    std::vector<std::string> out(number_.size());
    for (auto const& [text, n] : number_) {
      out[n] = text;
    }
    return out;
  }

 private:
  std::unordered_map<std::string, std::uint32_t> number_;
};

struct bound_factor {
  factor from;
  std::size_t at{0};
};

// A term whose values are read; with i.name, one column of numbers per value it turns out to have.
struct bound_term {
  std::string text;
  std::vector<bound_factor> factors;
  numbering levels;
  std::vector<double> values;
  std::vector<std::uint32_t> level;  // empty without i.name
  bool has_each{false};
};

struct bound_key {
  std::vector<std::size_t> at;
  numbering groups;
  std::vector<std::uint32_t> of;
};

enum class verdict { good, blank, log_of_zero, bad };

class table_reader {
 public:
  table_reader(std::string_view csv, gravity_formula const& f, read_options const& o,
               std::vector<sheet_fault>& faults)
      : o_{o}, faults_{faults}, rows_{csv, faults}, columns_{rows_.header(), faults} {
    if (rows_.header().empty()) {
      return;  // told already
    }
    outcome_ = bind(f.outcome);
    for (auto const& t : f.regressors) {
      regressors_.push_back(bind(t));
    }
    for (auto const& k : f.fixed_effects) {
      effects_.push_back(bind(k));
    }
    for (auto const& k : f.clusters) {
      clusters_.push_back(bind(k));
    }
  }

  gravity_data read(gravity_formula const& f) {
    gravity_data out;
    sheet_row row;
    while (faults_.size() < kMostFaults && rows_.next(row)) {
      if (faults_.empty()) {
        take(row, out);
      } else {
        check(row);
      }
    }
    if (faults_.empty()) {
      tell(out, f);
    }
    return out;
  }

 private:
  bound_term bind(term const& t) {
    bound_term out;
    out.text = text_of(t);
    for (auto const& f : t.factors) {
      out.factors.push_back({f, columns_.at(f.column)});
      out.has_each = out.has_each || f.use == column_use::each;
    }
    return out;
  }

  bound_key bind(group_key const& k) {
    bound_key out;
    for (auto const& c : k.columns) {
      out.at.push_back(columns_.at(c));
    }
    return out;
  }

  void fault(sheet_row const& row, std::size_t at, std::string text, std::string remedy) {
    faults_.push_back({row.line, rows_.header()[at], std::move(text), std::move(remedy)});
  }

  verdict number(sheet_row const& row, bound_factor const& f, bool is_outcome, double& product) {
    auto const& cell = row.cells[f.at];
    if (cell.empty()) {
      return verdict::blank;
    }
    if (f.from.use == column_use::each) {
      return verdict::good;
    }
    auto const value = finite_number(cell);
    if (!value) {
      fault(row, f.at, in_quotes(cell) + " is no number", "Write it like 1234.5 or 1.2e6");
      return verdict::bad;
    }
    if (f.from.use == column_use::plain) {
      product *= *value;
      return verdict::good;
    }
    if (*value > 0) {
      product *= std::log(*value);
      return verdict::good;
    }
    if (is_outcome && *value == 0) {
      return verdict::log_of_zero;
    }
    fault(row, f.at, fmt::format("ln({}) has no value", cell), "Numbers under ln() are above 0");
    return verdict::bad;
  }

  verdict evaluate(sheet_row const& row, bound_term const& t, bool is_outcome, double& value) {
    value = 1;
    for (auto const& f : t.factors) {
      if (auto const v = number(row, f, is_outcome, value); v != verdict::good) {
        return v == verdict::blank ? blank(row, f.at) : v;
      }
    }
    if (is_outcome && o_.method == estimator::ppml && value < 0) {
      fault(row, t.factors.front().at, "the outcome is negative",
            "PPML needs 0 or more: leave the row out, or choose --method ols");
      return verdict::bad;
    }
    return verdict::good;
  }

  verdict blank(sheet_row const& row, std::size_t at) {
    if (o_.skip_blank) {
      return verdict::blank;
    }
    fault(row, at, "the cell is blank", "Fill it, or leave such rows out with --skip-blank");
    return verdict::bad;
  }

  // All cells of the row; its numbers are in `numbers_` where they are good.
  verdict check(sheet_row const& row) {
    numbers_.resize(1 + regressors_.size());
    auto worst = evaluate(row, outcome_, true, numbers_[0]);
    for (std::size_t k = 0; k < regressors_.size(); ++k) {
      worst = std::max(worst, evaluate(row, regressors_[k], false, numbers_[k + 1]));
    }
    for (auto const* keys : {&effects_, &clusters_}) {
      for (auto const& k : *keys) {
        for (auto const at : k.at) {
          worst = std::max(worst, row.cells[at].empty() ? blank(row, at) : verdict::good);
        }
      }
    }
    return worst;
  }

  void take(sheet_row const& row, gravity_data& out) {
    auto const v = check(row);
    if (v == verdict::blank) {
      out.without.blank.push_back(row.line);
    } else if (v == verdict::log_of_zero) {
      out.without.log_of_zero.push_back(row.line);
    }
    if (v != verdict::good) {
      return;
    }
    out.line.push_back(row.line);
    outcome_.values.push_back(numbers_[0]);
    for (std::size_t k = 0; k < regressors_.size(); ++k) {
      auto& t = regressors_[k];
      t.values.push_back(numbers_[k + 1]);
      if (t.has_each) {
        t.level.push_back(t.levels.of(level_text(row, t)));
      }
    }
    for (auto* keys : {&effects_, &clusters_}) {
      for (auto& k : *keys) {
        k.of.push_back(k.groups.of(joined(row, k.at)));
      }
    }
  }

  // The names of columns that i.name gives: border#2004.
  static std::string level_text(sheet_row const& row, bound_term const& t) {
    std::string out;
    for (auto const& f : t.factors) {
      out += out.empty() ? "" : "#";
      out += f.from.use == column_use::each ? f.from.column + "=" + row.cells[f.at]
                                            : text_of(term{{f.from}});
    }
    return out;
  }

  static std::string joined(sheet_row const& row, std::vector<std::size_t> const& at) {
    std::string out;
    for (auto const k : at) {
      out += row.cells[k];
      out += '\n';  // no cell holds one
    }
    return out;
  }

  void tell(gravity_data& out, gravity_formula const& f) {
    out.columns.outcome = {outcome_.text, std::move(outcome_.values)};
    for (auto& t : regressors_) {
      if (!t.has_each) {
        out.columns.regressors.push_back({t.text, std::move(t.values)});
        continue;
      }
      if (out.columns.regressors.size() + t.levels.size() > kMostColumns) {
        faults_.push_back({0, t.text, "it has more than 500 values",
                           "Put it among the fixed effects, which may have any number"});
        return;
      }
      auto names = t.levels.texts();
      std::map<std::string, std::uint32_t> sorted;
      for (std::uint32_t l = 0; l < names.size(); ++l) {
        sorted[names[l]] = l;
      }
      for (auto const& [name, l] : sorted) {
        number_column c{name, std::vector<double>(t.values.size(), 0.0)};
        for (std::size_t i = 0; i < t.values.size(); ++i) {
          c.values[i] = t.level[i] == l ? t.values[i] : 0;
        }
        out.columns.regressors.push_back(std::move(c));
      }
    }
    auto const group = [](bound_key& k, group_key const& key) {
      return group_column{text_of(key), std::move(k.of),
                          static_cast<std::uint32_t>(k.groups.size())};
    };
    for (std::size_t k = 0; k < effects_.size(); ++k) {
      out.columns.fixed_effects.push_back(group(effects_[k], f.fixed_effects[k]));
    }
    for (std::size_t k = 0; k < clusters_.size(); ++k) {
      out.columns.clusters.push_back(group(clusters_[k], f.clusters[k]));
    }
  }

  static constexpr std::size_t kMostColumns = 500;

  read_options o_;
  std::vector<sheet_fault>& faults_;
  sheet_reader rows_;
  picker columns_;
  bound_term outcome_;
  std::vector<bound_term> regressors_;
  std::vector<bound_key> effects_, clusters_;
  std::vector<double> numbers_;
};

}  // namespace

gravity_data read_gravity_data(std::string_view csv, gravity_formula const& f,
                               read_options const& o, std::vector<sheet_fault>& faults) {
  table_reader reader{csv, f, o, faults};
  if (!faults.empty()) {
    return {};
  }
  return reader.read(f);
}

result<std::vector<trade_columns::change>> read_changes(std::string_view text,
                                                        std::string_view option) {
  std::vector<trade_columns::change> out;
  while (!text.empty()) {
    auto const one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(one.size() + 1, text.size()));
    auto const at = one.find('=');
    auto const value =
        at == std::string_view::npos ? std::nullopt : finite_number(one.substr(at + 1));
    if (!value || at == 0) {
      return fail(error_kind::bad_input, in_quotes(one) + " is no column with a coefficient",
                  std::string{option}, "Write COLUMN=COEFFICIENT, for example rta=0.56");
    }
    out.push_back({std::string{one.substr(0, at)}, *value});
  }
  return out;
}

std::vector<trade_row> read_trade_rows(std::string_view csv, trade_columns const& c, double theta,
                                       std::vector<sheet_fault>& faults) {
  sheet_reader rows{csv, faults};
  if (!faults.empty()) {
    return {};
  }
  picker columns{rows.header(), faults};
  auto const exporter = columns.at(c.exporter), importer = columns.at(c.importer);
  auto const trade = columns.at(c.trade);
  std::optional<std::size_t> ratio, cost;
  if (!c.ratio.empty()) {
    ratio = columns.at(c.ratio);
  }
  if (!c.cost.empty()) {
    cost = columns.at(c.cost);
  }
  std::vector<std::size_t> changes;
  for (auto const& change : c.changes) {
    changes.push_back(columns.at(change.column));
  }
  std::vector<trade_row> out;
  if (!faults.empty()) {
    return out;
  }
  auto const number = [&](sheet_row const& row, std::size_t at) {
    auto const value = finite_number(row.cells[at]);
    if (!value) {
      faults.push_back(
          {row.line, rows.header()[at],
           row.cells[at].empty() ? "the cell is blank" : in_quotes(row.cells[at]) + " is no number",
           "Write it like 1234.5 or 1.2e6; 0 for no trade"});
    }
    return value.value_or(0);
  };
  for (sheet_row row; faults.size() < kMostFaults && rows.next(row);) {
    trade_row r{row.line, row.cells[exporter], row.cells[importer], number(row, trade), 1};
    for (auto const at : {exporter, importer}) {
      if (row.cells[at].empty()) {
        faults.push_back({row.line, rows.header()[at], "the cell is blank", "Name the country"});
      }
    }
    if (ratio) {
      r.ratio *= number(row, *ratio);
    }
    if (cost) {
      r.ratio *= std::pow(number(row, *cost), -theta);
    }
    for (std::size_t k = 0; k < changes.size(); ++k) {
      r.ratio *= std::exp(c.changes[k].coefficient * number(row, changes[k]));
    }
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace karwan::trade
