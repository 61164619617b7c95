#include "plan/derive.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <unordered_map>

#include "karwan/record/statement.h"
#include "plan/evidence.h"

namespace karwan::plan {
namespace {

using network::derivation;
using term_kind = network::term::kind;
using statement_list = std::vector<record::statement_ix>;

// 24; 0.04; words where there are any.
std::string word_of(network::term const& t) {
  return t.what.empty() ? fmt::format("{:.6g}", t.v.best) : t.what;
}

// How a number is made, in words: products in one row, sums in brackets within them. A factor of
// one half is a division by two, a one over something a division by it.
std::string formula_of(network::term const& t, bool inside_product = false) {
  switch (t.is) {
    case term_kind::row:
    case term_kind::constant:
      return word_of(t);
    case term_kind::spread:
      return formula_of(*t.parts.front(), inside_product);
    case term_kind::sum: {
      auto const out = formula_of(*t.parts[0]) + " + " + formula_of(*t.parts[1]);
      return inside_product ? "(" + out + ")" : out;
    }
    case term_kind::quotient:
      return fmt::format("{} / ({})", formula_of(*t.parts[0], true), formula_of(*t.parts[1]));
    case term_kind::product:
      break;
  }
  return formula_of(*t.parts[0], true) + " × " + formula_of(*t.parts[1], true);
}

// Rows that leave the best value as it is, and only widen it, are told apart.
void visit(network::term const& t, bool spreads,
           std::function<void(network::term const&, bool)> const& leaf) {
  if (t.parts.empty()) {
    leaf(t, spreads);
    return;
  }
  visit(*t.parts[0], spreads, leaf);
  visit(*t.parts[1], spreads || t.is == term_kind::spread, leaf);
}

std::string period_of(record::statement_entry const& s, record::source_entry const& source) {
  if (s.observed.first != day::min() || s.observed.end != day::max()) {
    return to_string(s.observed);
  }
  return source.published_on.empty() ? "" : "published " + source.published_on;
}

class deriver {
 public:
  deriver(scene const& in, task const& t, network::facts const& facts, told const& j)
      : in_{in},
        task_{t},
        journey_{j},
        how_{network::explain(in.topo, facts, t.options, j.arcs)},
        known_{in.record, in.read, t.options.view, all()} {
    for (auto& s : record::read_statements(in.record, all(), t.options.view)) {
      stated_.emplace(s.ix, std::move(s));
    }
  }

  explained leg(std::size_t i, figure of) {
    auto const& l = journey_.as.legs[i];
    explained out;
    out.leg = l.id;
    out.number = i + 1;
    out.title = title(l);
    out.of = of;
    if (l.kind == leg_kind::wait) {
      wait(i, out);
    } else if (!journey_.arcs[i].valid()) {
      change(i, out);
    } else if (of == figure::borders) {
      borders(i, out);
    } else {
      number(i, out);
    }
    return out;
  }

  explained total(figure of) {
    explained out;
    out.of = of;
    out.title = "the journey";
    out.formula = of == figure::borders ? "changes of country on land" : "sum of the legs";
    for (std::size_t i = 0; i < journey_.as.legs.size(); ++i) {
      auto const part = leg(i, of);
      out.value += part.value;
      if (part.value.best > 0) {
        out.parts.emplace_back(part.leg, part.value.best);
      }
    }
    if (of == figure::borders) {
      auto const n = static_cast<double>(journey_.as.borders);
      out.value = {n, n, n};
    }
    return out;
  }

 private:
  statement_list all() const {
    statement_list out;
    for (auto const& s : journey_.behind) {
      out.insert(out.end(), s.begin(), s.end());
    }
    for (auto const& h : how_) {
      for (auto const& d : {h.hours, h.usd, h.grams}) {
        if (d) {
          visit(*d, false, [&](network::term const& t, bool) {
            out.insert(out.end(), t.from.begin(), t.from.end());
          });
        }
      }
    }
    return out;
  }

  static std::string title(plan::leg const& l) {
    switch (l.kind) {
      case leg_kind::crossing:
        return l.name.empty() ? fmt::format("{} → {}", l.from.name, l.to.name) : l.name;
      case leg_kind::transfer:
        return fmt::format("{}: {} to {}", l.from.name, name_of(l.by),
                           name_of(l.to_mode.value_or(l.by)));
      case leg_kind::wait:
        return fmt::format("wait for {}", l.name.empty() ? l.to.name : l.name);
      case leg_kind::link:
        break;
    }
    return fmt::format("{} {} → {}", name_of(l.by), l.from.name, l.to.name);
  }

  static bounded<double> scaled(bounded<std::int64_t> const& v, double per) {
    return {static_cast<double>(v.low) / per, static_cast<double>(v.best) / per,
            static_cast<double>(v.high) / per};
  }

  void number(std::size_t i, explained& out) {
    auto const& l = journey_.as.legs[i];
    auto const& h = how_[i];
    auto const time = out.of == figure::time, cost = out.of == figure::cost;
    out.value = time   ? scaled(l.time.value, 3600)
                : cost ? scaled(l.cost.value, 100)
                       : scaled(l.emissions.value, 1000);
    auto const& d = time ? h.hours : cost ? h.usd : h.grams;
    if (cost) {
      charges(journey_.charges[i], out);
    }
    if (!d) {
      out.formula = out.operands.empty() ? "none is counted here" : "what its rules charge a truck";
      return;
    }
    out.formula = formula_of(*d) + (out.operands.empty() ? "" : " + what its rules charge a truck");
    if (out.of == figure::co2e) {
      out.formula += " (in grams)";
    }
    visit(*d, false, [&](network::term const& t, bool spreads) {
      auto next = read(t.from, t.v.best);
      next.what = word_of(t);
      next.unit = t.unit;
      next.value = t.v;
      next.spreads = spreads;
      if (t.is == term_kind::row) {
        next.graded = t.worst;
      }
      auto const same = [&](operand const& o) { return o.what == next.what && o.row == next.row; };
      if (std::ranges::none_of(out.operands, same) && !(t.what.empty() && t.from.empty())) {
        out.operands.push_back(std::move(next));
      }
    });
  }

  void charges(std::span<rules::charge const> all, explained& out) {
    for (auto const& c : all) {
      if (c.is != rules::charged::added) {
        continue;
      }
      auto const& rule = in_.prices[c.rule].what;
      auto next = read(rule.statements, rule.costs->amount.best);
      next.what = rule.title;
      next.unit = "usd";
      next.value = scaled(c.cents, 100);
      next.graded = rule.worst;
      out.operands.push_back(std::move(next));
    }
  }

  // What the record says of when something can be entered.
  void wait(std::size_t i, explained& out) {
    auto const& l = journey_.as.legs[i];
    if (out.of != figure::time) {
      out.formula = "none is counted here";
      return;
    }
    out.value = scaled(l.time.value, 3600);
    out.formula = l.waits_for == waiting::boarding
                      ? "mean wait for a departure"
                      : "from arriving there until it can next be entered";
    rows_of(journey_.behind[i], out);
  }

  // Into another truck, because a rule keeps the first one out.
  void change(std::size_t i, explained& out) {
    auto const& l = journey_.as.legs[i];
    if (out.of != figure::time && out.of != figure::cost) {
      out.formula = "none is counted here";
      return;
    }
    out.value = out.of == figure::time ? scaled(l.time.value, 3600) : scaled(l.cost.value, 100);
    out.formula = "what a change of truck takes, which a rule demands";
    rows_of(journey_.behind[i], out);
  }

  void borders(std::size_t i, explained& out) {
    auto const& l = journey_.as.legs[i];
    auto const counts = l.kind == leg_kind::crossing;
    auto const n = counts ? 1.0 : 0.0;
    out.value = {n, n, n};
    out.formula = counts ? fmt::format("from {} into {}", l.from.country, l.to.country)
                         : "no border post is passed here";
    if (counts) {
      statement_list of_places;
      std::ranges::copy_if(journey_.behind[i], std::back_inserter(of_places), [&](auto s) {
        return known_.table_of(s) == "places" || known_.table_of(s) == "links";
      });
      rows_of(of_places, out);
    }
  }

  // What a rule is about; else the entity itself.
  std::string about(record::row const& row) const {
    auto const& columns = record::tables()[*row.table].columns;
    auto const has_target =
        std::ranges::any_of(columns, [](auto const& c) { return c.name == "target"; });
    auto const target = has_target ? row.text("target") : std::string_view{};
    return name_in(in_, target.empty() ? row.entity : target);
  }

  // Rows in which statements stand, one operand each.
  void rows_of(statement_list const& from, explained& out) {
    std::map<std::string, statement_list> by_row;
    for (auto const s : from) {
      if (auto const at = known_.find(s); at.row != nullptr) {
        by_row[at.row->row_id].push_back(s);
      }
    }
    for (auto const& [_, own] : by_row) {
      auto next = read(own, std::nullopt);
      auto const& row = *known_.find(own.front()).row;
      next.graded = row.row_grade;
      next.what = fmt::format("{} of {}", record::tables()[*row.table].kind, about(row));
      out.operands.push_back(std::move(next));
    }
  }

  // The row of an operand: of several (another that disagrees makes the width) that of the value.
  operand read(statement_list const& from, std::optional<double> value) {
    operand out;
    record::statement_entry const* told_by = nullptr;
    auto found = false;
    for (auto const s : from) {
      auto const at = stated_.find(s);
      if (at == stated_.end()) {
        continue;
      }
      auto const is_value = value && at->second.number == *value;
      auto const is_first_number = told_by != nullptr && !told_by->number && at->second.number;
      if (told_by == nullptr || (!found && (is_value || is_first_number))) {
        told_by = &at->second;
        found = is_value;
      }
    }
    out.statements = in_.ids.of(from);
    if (told_by == nullptr) {
      return out;
    }
    auto const main = std::ranges::find(out.statements, told_by->id);
    std::rotate(out.statements.begin(), main, main + 1);
    source_of(*told_by, out);
    return out;
  }

  void source_of(record::statement_entry const& s, operand& out) {
    auto const [at, fresh] = sources_.try_emplace(s.source);
    if (fresh) {
      at->second = record::read_source(in_.record, s.source, task_.options.view);
    }
    auto const& source = at->second;
    out.row = s.row_id;
    out.entity = s.entity;
    out.table = record::table_of(s.property).name;
    out.source = s.source;
    out.title = source.title;
    out.publisher = source.publisher;
    out.url = source.url;
    out.locator = s.locator;
    out.on = period_of(s, source);
    out.says = s.note;
    auto const row = known_.find(s.ix).row;
    out.graded = row == nullptr ? record::grade::assumed : row->row_grade;
    auto const& columns = record::table_of(s.property).columns;
    auto const has_reason =
        std::ranges::any_of(columns, [](auto const& c) { return c.name == "reason"; });
    if (row != nullptr && has_reason && !row->text("reason").empty()) {
      out.says = row->text("reason");
    }
  }

  scene const& in_;
  task const& task_;
  told const& journey_;
  std::vector<network::explained_arc> how_;
  evidence known_;
  std::unordered_map<record::statement_ix, record::statement_entry> stated_;
  std::map<std::string, record::source_entry> sources_;
};

constexpr auto kFigures = std::array{figure::time, figure::cost, figure::co2e, figure::borders};

}  // namespace

std::vector<explained> derive(scene const& in, task const& t, network::facts const& facts,
                              told const& j, explain_wish const& wish) {
  auto const legs = j.as.legs.size();
  if (wish.leg && (*wish.leg == 0 || *wish.leg > legs)) {
    throw failure{{error_kind::bad_input, fmt::format("the journey has no leg {}", *wish.leg),
                   "explain", fmt::format("Give 1 to {}, or total", legs)}};
  }
  deriver one{in, t, facts, j};
  std::vector<explained> out;
  auto const add = [&](auto const& make) {
    for (auto const f : kFigures) {
      if (!wish.of || *wish.of == f) {
        out.push_back(make(f));
      }
    }
  };
  for (std::size_t i = 0; i < legs; ++i) {
    if (wish.all_legs || wish.leg == i + 1) {
      add([&](figure f) { return one.leg(i, f); });
    }
  }
  if (!wish.leg) {
    add([&](figure f) { return one.total(f); });
  }
  return out;
}

}  // namespace karwan::plan
