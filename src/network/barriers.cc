#include "network/cuts.h"

// What bars an arc, told with its dates and evidence.
namespace karwan::network {
namespace {

void says(barrier& b, statements const& cells) {
  b.statements.insert(b.statements.end(), cells.begin(), cells.end());
}

barrier of(arc_ix on, std::string entity, std::string target) {
  auto b = barrier{};
  b.on = on;
  b.entity = std::move(entity);
  b.target = std::move(target);
  return b;
}

}  // namespace

std::optional<barrier> cuts::absence(arc_ix ix) const {
  auto const& a = topology_.arcs[ix];
  if (a.kind == arc_kind::transfer) {
    return std::nullopt;
  }
  auto const& p = presence_of(a.on);
  if (p.always ||
      std::ranges::any_of(p.days, [&](auto const& d) { return d.overlaps(horizon()); })) {
    return std::nullopt;
  }
  auto const& entity = topology_.links[a.on].entity;
  auto const waits = p.days.empty() && !p.world.empty();  // for a world that is not chosen
  auto b = of(ix, waits ? p.world : entity, entity);
  b.for_good = true;
  for (auto const& r : rows_of(facts_.links, entity)) {
    if (r.shape && (!waits || r.is->world == p.world)) {
      says(b, r.shape->cells);
    }
  }
  says(b, p.because);
  return b;
}

// Days of the horizon that a closing shuts.
struct cuts::shut_days {
  int count{0};
  day first, last_of_first;  // the first stretch
};

cuts::shut_days cuts::shut_by(calendar const& c, std::size_t closing) const {
  auto out = shut_days{};
  auto const& rule = book_->closings[c.closings[closing].rule];
  if (!rule.every_year) {
    auto const first = std::max(rule.days.from, horizon().from);
    auto const end = std::min(c.end_of_closing(closing), horizon().to);
    return first < end ? shut_days{static_cast<int>((end - first).count()), first,
                                   end - std::chrono::days{1}}
                       : out;
  }
  for (auto d = horizon().from; d < horizon().to; d += std::chrono::days{1}) {
    if (!c.shuts(closing, d)) {
      continue;
    }
    if (out.count == 0) {
      out.first = out.last_of_first = d;
    } else if (out.last_of_first + std::chrono::days{1} == d) {
      out.last_of_first = d;
    }
    ++out.count;
  }
  return out;
}

void cuts::add_closings(arc_ix ix, calendar const& c, std::vector<barrier>& out) const {
  for (std::size_t i = 0; i < c.closings.size(); ++i) {
    auto const shut = shut_by(c, i);
    if (shut.count == 0) {
      continue;
    }
    auto const& u = c.closings[i];
    auto const& rule = book_->closings[u.rule];
    auto& b = out.emplace_back(of(ix, rule.entity, rule.target));
    b.from = rule.every_year || rule.days.from == day::min() ? shut.first : rule.days.from;
    if (auto const end = c.end_of_closing(i); rule.every_year) {
      b.to = shut.last_of_first;
    } else if (end != day::max()) {
      b.to = end - std::chrono::days{1};
    }
    b.for_good = shut.count == kHorizonDays;
    says(b, rule.cells);
    says(b, u.because);
    if (rule.evidence_last_on) {
      b.evidence_last_on = rule.evidence_last_on->value;
      b.statements.push_back(rule.evidence_last_on->id);
    }
  }
}

// One per entity whose rows leave hours, days or seasons closed.
void cuts::add_openings(arc_ix ix, calendar const& c, std::vector<barrier>& out) const {
  for (std::size_t g = 0; g < c.openings.size(); ++g) {
    if (!c.restricts(g)) {
      continue;
    }
    auto const never = c.never_open(g);
    for (auto const& u : c.openings[g]) {
      auto const& rule = book_->openings[u.rule];
      if (!rule.valid.overlaps(horizon())) {
        continue;
      }
      auto const same = std::ranges::find(out, rule.entity, &barrier::entity);
      auto& b = same != out.end() ? *same : out.emplace_back(of(ix, rule.entity, rule.target));
      b.for_good |= never;
      says(b, rule.cells);
      says(b, u.because);
      for (auto const& h : rule.holidays) {
        says(b, h.cells);
      }
    }
  }
}

// A link that is not there yet: until its world begins, or it is opened.
void cuts::add_beginning(arc_ix ix, calendar const& c, std::vector<barrier>& out) const {
  if (c.there.empty() || c.there.front().contains(horizon().from)) {
    return;
  }
  auto const& entity = topology_.links[topology_.arcs[ix].on].entity;
  auto& b = out.emplace_back(of(ix, entity, entity));
  for (auto const& r : rows_of(facts_.links, entity)) {
    if (auto const* chosen = from_.choice_of(*r.is)) {
      b.entity = chosen->id;
    }
  }
  b.to = c.there.front().from - std::chrono::days{1};
  says(b, c.there_because);
}

std::vector<barrier> cuts::barriers(arc_ix ix, calendar const& c) const {
  auto out = std::vector<barrier>{};
  add_closings(ix, c, out);
  add_openings(ix, c, out);
  add_beginning(ix, c, out);
  for (auto& b : out) {
    std::ranges::sort(b.statements);
    b.statements.erase(std::unique(b.statements.begin(), b.statements.end()), b.statements.end());
  }
  return out;
}

}  // namespace karwan::network
