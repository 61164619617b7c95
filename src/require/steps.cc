#include "require/steps.h"

#include <algorithm>
#include <array>
#include <deque>
#include <map>
#include <set>

#include "karwan/require/schedule.h"

namespace karwan::require {
namespace {

constexpr std::array<std::string_view, 11> kTimeless{
    "limit",  "ban",     "fee",     "tax",          "preference", "relief",
    "treaty", "problem", "example", "route_status", "announced"};
constexpr std::array<std::string_view, 10> kFree{
    "limit",  "ban",     "tax",     "preference",   "relief",
    "treaty", "problem", "example", "route_status", "announced"};

template <typename T>
void add_once(std::vector<T>& to, T const& one) {
  if (std::ranges::find(to, one) == to.end()) {
    to.push_back(one);
  }
}

void widen(std::optional<bounded<double>>& to, std::optional<bounded<double>> const& by) {
  if (!by) {
    return;
  }
  if (!to) {
    to = by;
    return;
  }
  to->low = std::min(to->low, by->low);
  to->high = std::max(to->high, by->high);
}

class builder {
 public:
  builder(needs& out, rules::rule_book const& book, rules::circumstances const& in,
          record::name_index const& names, counts n)
      : out_{out}, book_{book}, in_{in}, names_{names}, n_{n} {}

  void run(std::vector<rules::finding> const& found) {
    for (auto const& f : found) {
      if (f.is == rules::outcome::required) {
        add_required(f);
      }
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      add_providers(i);  // which grow the list
    }
    link();
    arrange_steps();
    sum_fees();
    sort_steps();
  }

 private:
  void add_required(rules::finding const& f) {
    for (auto const& a : f.rules) {
      auto const& r = book_.rules[a.rule];
      auto& s = steps_[step_of(r, book_.questions[f.question].subject)];
      s.direct = true;
      s.barred = s.barred || r.does == rules::effect::barred;
      if (f.visit) {
        add_once(s.countries, in_.way[*f.visit].country);
      }
    }
  }

  // The step of the rule's entity, title and inputs; the row is added where it is new.
  std::size_t step_of(rules::rule const& r, std::string const& subject) {
    auto key = r.entity + '\n' + r.title;
    for (auto const& paper : r.requires_) {
      key += '\n' + paper;
    }
    auto const [at, is_new] = by_title_.emplace(std::move(key), steps_.size());
    if (is_new) {
      step s;
      s.id = r.row_id;
      s.entity = r.entity;
      s.title = r.title;
      s.kind = r.kind;
      s.subject = subject;
      s.due = r.due;
      s.gives = r.gives;
      s.direct = false;
      s.confidence = r.confidence;
      s.issued_by = r.issued_by;
      s.takes_time = std::ranges::find(kTimeless, r.kind) == kTimeless.end();
      s.may_cost = std::ranges::find(kFree, r.kind) == kFree.end();
      steps_.push_back(std::move(s));
    }
    auto& s = steps_[at->second];
    if (std::ranges::find(s.rows, r.row_id) == s.rows.end()) {
      add_row(s, r);
    }
    return at->second;
  }

  void add_row(step& s, rules::rule const& r) {
    s.rows.push_back(r.row_id);
    add_once(s.sources, r.source);
    widen(s.days, r.days);
    if (!r.text.empty()) {
      add_once(s.text, r.text);
    }
    if (r.limits) {
      s.limits.push_back(*r.limits);
    }
    for (auto const& law : r.legal_basis) {
      add_once(s.legal_basis, law);
    }
    for (auto const& id : r.issuers) {
      if (std::ranges::find(s.issuers, id, &named::id) == s.issuers.end()) {
        s.issuers.push_back({id, std::string{names_.display_name(id)}});
      }
    }
    for (auto const& paper : r.requires_) {
      if (std::ranges::find(s.needs, paper, &input::paper) == s.needs.end()) {
        s.needs.push_back({paper, {}});
      }
    }
    s.worst = std::max(s.worst, r.worst);
    s.statements.insert(s.statements.end(), r.statements.begin(), r.statements.end());
    if (r.costs) {
      add_fee(s, *r.costs);
    }
  }

  // Rows of one step that state the same fee widen its bounds; the first row's is the best.
  void add_fee(step& s, rules::fee const& f) {
    for (auto& line : s.fees) {
      if (line.of.currency == f.currency && line.of.per == f.per) {
        line.of.amount.low = std::min(line.of.amount.low, f.amount.low);
        line.of.amount.high = std::max(line.of.amount.high, f.amount.high);
        return;
      }
    }
    auto const times = f.unit == rules::fee_unit::vehicle  ? n_.vehicles
                       : f.unit == rules::fee_unit::person ? n_.persons
                                                           : 1;
    s.fees.push_back({f, times});
  }

  // Rows that yield what the step needs, where they hold or may: of any country of the way.
  void add_providers(std::size_t at) {
    for (std::size_t n = 0; n < steps_[at].needs.size(); ++n) {
      auto const paper = steps_[at].needs[n].paper;
      for (std::size_t i = 0; i < book_.rules.size(); ++i) {
        auto const& r = book_.rules[i];
        if (r.gives != paper) {
          continue;
        }
        auto const a = rules::apply(book_, i, in_, {});
        if (a.holds == rules::truth::no || a.ended) {
          continue;
        }
        auto const to = step_of(r, steps_[at].subject);
        for (auto const f : a.open) {
          add_once(steps_[to].open, f);
        }
        for (auto const& c : steps_[at].countries) {
          if (!steps_[to].direct) {
            add_once(steps_[to].countries, c);
          }
        }
      }
    }
  }

  void link() {
    std::map<std::string, std::vector<std::size_t>> yields;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (!steps_[i].gives.empty()) {
        yields[steps_[i].gives].push_back(i);
      }
    }
    for (auto& s : steps_) {
      for (auto& n : s.needs) {
        if (auto const it = yields.find(n.paper); it != yields.end()) {
          n.from = it->second;
        }
      }
    }
    for (auto const& [paper, all] : yields) {
      for (auto const i : all) {
        for (auto const j : all) {
          if (i != j) {
            steps_[i].instead.push_back(j);
          }
        }
      }
    }
  }

  // Direct steps before departure, those that yield the same together; what is due later is no goal
  // but is followed for what it needs.
  std::vector<std::vector<std::size_t>> goals(bool before) const {
    std::vector<std::vector<std::size_t>> out;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      auto const& s = steps_[i];
      if (!s.direct || s.barred || (s.due == rules::stage::before) != before) {
        continue;
      }
      if (s.gives.empty()) {
        out.push_back({i});
      } else if (seen.insert(s.gives).second) {
        auto any = s.instead;
        any.push_back(i);
        std::erase_if(any, [&](auto k) { return !steps_[k].direct; });
        std::ranges::sort(any);
        out.push_back(std::move(any));
      }
    }
    return out;
  }

  template <typename Pick>
  std::vector<task> tasks(Pick const& pick) const {
    std::vector<task> out;
    for (auto const& s : steps_) {
      auto& t = out.emplace_back();
      t.days = s.due == rules::stage::before && s.days ? pick(*s.days) : 0;
      for (auto const& n : s.needs) {
        t.inputs.push_back(n.from);
      }
    }
    return out;
  }

  // What later steps need must be there before departure too, unless it is itself due later.
  void arrange_steps() {
    auto all = goals(true);
    for (auto& later : goals(false)) {
      all.push_back(std::move(later));
    }
    auto const best = arrange(tasks([](auto const& d) { return d.best; }), all);
    out_.days = {arrange(tasks([](auto const& d) { return d.low; }), all).days, best.days,
                 arrange(tasks([](auto const& d) { return d.high; }), all).days};
    std::set<std::size_t> const taken{best.order.begin(), best.order.end()};
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      auto& s = steps_[i];
      s.taken = taken.contains(i) || s.barred;
      if (s.taken && !s.barred && s.due == rules::stage::before) {
        s.begins_before = best.days - *best.latest[i];
      }
      s.critical = std::ranges::find(best.critical, i) != best.critical.end() && s.days.has_value();
      out_.days_unstated +=
          s.taken && s.takes_time && !s.days && s.due == rules::stage::before && !s.barred;
    }
    for (auto const g : best.goals_never) {
      for (auto const i : all[g]) {
        out_.circular.push_back(steps_[i].title);
        steps_[i].taken = true;
      }
    }
    for (std::size_t i = 0; i < best.order.size(); ++i) {
      rank_[best.order[i]] = i;
    }
  }

  void sum_fees() {
    std::map<std::string, bounded<double>> sums;
    for (auto const& s : steps_) {
      if (!s.taken || s.barred) {
        continue;
      }
      for (auto const& line : s.fees) {
        auto const k = static_cast<double>(line.times);
        sums[line.of.currency] += bounded<double>{line.of.amount.low * k, line.of.amount.best * k,
                                                  line.of.amount.high * k};
      }
      out_.fees_unstated += s.fees.empty() && s.may_cost;
    }
    for (auto const& [currency, amount] : sums) {
      out_.fees.push_back({currency, amount});
      add_unit(currency);
    }
  }

  // A fee per unit of a sum says what the unit is worth: the latest that had begun.
  void add_unit(std::string const& unit) {
    rules::rule const* best = nullptr;
    for (auto const& r : book_.rules) {
      if (r.costs && r.costs->per == unit && r.valid.first <= in_.on &&
          (best == nullptr || r.valid.first > best->valid.first)) {
        best = &r;
      }
    }
    if (best != nullptr) {
      auto& u = out_.units.emplace_back(
          unit_value{unit, best->costs->currency, best->row_id, best->costs->amount.best, {}});
      if (best->valid.end <= in_.on) {
        u.ended = best->valid.last();
      }
    }
  }

  // Bans first, then by stage and by the day of beginning; what is not taken at the end.
  void sort_steps() {
    std::vector<std::size_t> order(steps_.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      order[i] = i;
    }
    auto const key = [&](std::size_t i) {
      auto const& s = steps_[i];
      auto const it = rank_.find(i);
      return std::tuple{!s.barred, !s.taken, s.due, it == rank_.end() ? steps_.size() : it->second,
                        i};
    };
    std::ranges::sort(order, {}, key);
    std::vector<std::size_t> place(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      place[order[i]] = i;
    }
    auto const moved = [&](std::vector<std::size_t>& all) {
      for (auto& i : all) {
        i = place[i];
      }
      std::ranges::sort(all);
    };
    for (auto const i : order) {
      auto& s = out_.steps.emplace_back(std::move(steps_[i]));
      moved(s.instead);
      for (auto& n : s.needs) {
        moved(n.from);
      }
    }
  }

  needs& out_;
  rules::rule_book const& book_;
  rules::circumstances const& in_;
  record::name_index const& names_;
  counts n_;
  std::deque<step> steps_;
  std::map<std::string, std::size_t> by_title_;
  std::map<std::size_t, std::size_t> rank_;
};

}  // namespace

void add_steps(needs& out, rules::rule_book const& book, std::vector<rules::finding> const& found,
               rules::circumstances const& in, record::name_index const& names, counts n) {
  builder{out, book, in, names, n}.run(found);
}

}  // namespace karwan::require
