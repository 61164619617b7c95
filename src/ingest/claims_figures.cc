#include <algorithm>

#include "ingest/claims_read.h"

namespace karwan::ingest {
namespace {

bool is_amount(mention const& m) {
  switch (m.kind) {
    case mention_kind::percent:
    case mention_kind::money:
    case mention_kind::quantity:
    case mention_kind::count:
    case mention_kind::rank:
    case mention_kind::duration:
      return true;
    default:
      return false;
  }
}

// 19 memorandums: how many were signed is told with the agreement.
bool counts_accords(claim_text const& c, mention const& m) {
  return m.kind == mention_kind::count && (c.lexed.find(m.tokens.end - 1, sense_kind::accord) ||
                                           c.lexed.is_any(m.tokens.end - 1, "documents|contracts"));
}

bool is_time_ago(claim_text const& c, mention const& m) {
  return m.kind == mention_kind::duration &&
         (c.lexed.find(m.tokens.end, sense_kind::ago) || c.lexed.is_any(m.tokens.end, "of|later"));
}

// The date that stands nearest to a figure in its clause.
mention const* nearest_date(claim_text const& c, mention const& m, token_range clause) {
  mention const* best = nullptr;
  auto best_gap = c.t.size();
  for (auto const& d : c.within(clause)) {
    if (d.kind != mention_kind::date) {
      continue;
    }
    auto const gap = d.tokens.begin >= m.tokens.end ? d.tokens.begin - m.tokens.end
                                                    : m.tokens.begin - d.tokens.end;
    if (gap < best_gap) {
      best = &d;
      best_gap = gap;
    }
  }
  return best;
}

token_range clause_of(claim_text const& c, std::size_t token) {
  auto const after = std::ranges::upper_bound(c.clauses, token, {}, &token_range::begin);
  return *std::prev(after);
}

// A figure in a promise is its aim, not what was seen.
modality how_of(claim_text const& c, token_range clause) {
  for (auto i = clause.begin; i < clause.end; ++i) {
    if (auto const hit = c.words.trigger(i);
        hit.row != nullptr && hit.row->kind == claim_kind::commitment) {
      return hit.row->how;
    }
  }
  return modality::done;
}

bool is_half_a_year(date_span const& s) {
  std::chrono::year_month_day const first{s.first};
  return first.day() == std::chrono::day{1} &&
         std::chrono::year_month_day{s.end} == first + std::chrono::months{6};
}

// By the words of the date: "fiscal year 2024-25", "the calendar year 2024", "the first half of
// 2025". Of a period that is not known nothing is told.
period_basis basis_of(claim_text const& c, mention const& d) {
  if (!d.when || d.when->approximate) {
    return period_basis::not_said;
  }
  auto const year = std::chrono::days{365};
  auto const length = d.when->length();
  if (d.when->precision == date_precision::quarter || is_half_a_year(*d.when)) {
    return period_basis::part_of_year;
  }
  if (length != year && length != year + std::chrono::days{1}) {
    return period_basis::not_said;
  }
  for (auto i = d.tokens.begin; i < d.tokens.end; ++i) {
    if (c.lexed.find(i, sense_kind::fiscal)) {
      return period_basis::fiscal_year;
    }
  }
  auto const before = [&](std::uint32_t n, char const* word) {
    return d.tokens.begin >= n && c.lexed.is(d.tokens.begin - n, word);
  };
  auto const calendar = before(1, "calendar") || (before(1, "year") && before(2, "calendar"));
  return calendar ? period_basis::calendar_year : period_basis::not_said;
}

void take_time(claim_text const& c, mention const& m, token_range clause, claim& f) {
  f.how = how_of(c, clause);
  if (auto const* d = nearest_date(c, m, clause)) {
    f.when = d->when;
    f.relation = d->relation;
    f.basis = basis_of(c, *d);
  }
  if (f.how != modality::done && f.when && c.frame.reference && f.when->end <= *c.frame.reference) {
    f.when.reset();  // when it was said
    f.basis = period_basis::not_said;
  }
}

// Words around the figure within its clause: what a reader must see to judge it.
token_range quote_of(token_range clause, mention const& m) {
  constexpr std::uint32_t kBefore = 10, kBehind = 6;
  auto const begin =
      m.tokens.begin > clause.begin + kBefore ? m.tokens.begin - kBefore : clause.begin;
  return {begin, std::max(m.tokens.end, std::min(clause.end, m.tokens.end + kBehind))};
}

}  // namespace

void find_figures(claim_text const& c, std::vector<claim>& out) {
  for (auto const& m : c.mentions) {
    if (!is_amount(m) || counts_accords(c, m)) {
      continue;
    }
    auto const clause = clause_of(c, m.tokens.begin);
    if (is_time_ago(c, m) && !c.lexed.is(m.tokens.end, "of")) {
      continue;
    }
    auto f = made_claim(c, claim_kind::figure, quote_of(clause, m), clause);
    f.value = m.value;
    take_time(c, m, clause, f);
    auto const indicator = c.words.indicator(clause);
    f.predicate = m.kind == mention_kind::duration ? "duration"
                  : !indicator.empty()             ? std::string{indicator}
                  : !m.value.unit.empty()          ? m.value.unit
                                                   : std::string{name_of(m.kind)};
    f.subject = f.parties.empty() ? std::string{c.t.written(clause)} : f.parties.front();
    out.push_back(std::move(f));
  }
}

}  // namespace karwan::ingest
