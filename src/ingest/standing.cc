#include <algorithm>
#include <cmath>
#include <set>

#include "ingest/proposal_read.h"
#include "karwan/base/list.h"
#include "karwan/base/text.h"
#include "karwan/record/dictionary.h"

namespace karwan::ingest {
namespace {

constexpr double kSameWords = 0.6;   // share of words by which two texts speak of one thing
constexpr double kSameValue = 0.01;  // relative: rounding in a text

bool is_party_of(record::row const& r, std::string_view column, std::string const& id) {
  auto const items = r.items(column);
  return std::ranges::find(items, id) != items.end();
}

// Is the unit of a text that of a row? A percent has two spellings.
bool is_unit(std::string_view ours, std::string_view of_row) {
  return ours == of_row || (ours == "percent" && of_row == "%");
}

bool shares_party(claim const& c, record::row const& r, std::string_view column) {
  return std::ranges::any_of(c.parties, [&](auto const& p) { return is_party_of(r, column, p); });
}

bool same_time(claim const& c, record::row const& r, std::string_view from, std::string_view to) {
  auto const* first = r.find(from);
  auto const* last = r.find(to);
  if (!c.when || first == nullptr) {
    return false;
  }
  auto span = first->span;
  span.end = last == nullptr ? span.end : last->span.end;
  return c.when->overlaps(span);
}

void stand(claim_proposal& p, standing s, record::row const& beside) {
  p.stands = s;
  p.beside = beside.row_id;
  p.entity = beside.entity;
  p.other_side.clear();
  for (auto const& cell : beside.cells) {
    p.other_side.push_back(cell.statement);
  }
}

// Stages in the order of a life, as the dictionary lists them; what is in none is before all.
std::ptrdiff_t place_in_life(std::string_view stage) {
  auto const& column =
      record::column_of(*record::find_property(*record::find_table("stages"), "stage"));
  auto const all = items_of(std::string{column.choices}, '|');
  auto const at = std::ranges::find(all, stage);
  return at == all.end() ? -1 : at - all.begin();
}

// The stage that words of promising amount to.
std::string_view stage_of(modality how) {
  return how == modality::agreed ? "agreed" : how == modality::planned ? "planned" : "said";
}

}  // namespace

std::string_view name_of(standing s) noexcept {
  switch (s) {
    case standing::known:
      return "known";
    case standing::contradicting:
      return "contradicting";
    case standing::progress:
      return "progress";
    default:
      return "new";
  }
}

double likeness(std::string_view a, std::string_view b) {
  auto const x = fold(a);
  auto const y = fold(b);
  auto const long_words = [](std::string const& folded) {
    std::set<std::string_view> out;
    for (auto const w : words(folded)) {
      if (w.size() > 3) {
        out.insert(w);
      }
    }
    return out;
  };
  auto const p = long_words(x);
  auto const q = long_words(y);
  auto const shared = std::ranges::count_if(p, [&](auto w) { return q.contains(w); });
  auto const least = std::min(p.size(), q.size());
  return least == 0 ? 0 : static_cast<double>(shared) / static_cast<double>(least);
}

comparison::comparison(record::store const& s, record::view_spec const& view,
                       std::string_view source) {
  auto const of_others = [&](std::string_view table) {
    auto out = s.rows(*record::find_table(table), view);
    std::erase_if(out, [&](record::row const& r) { return r.source == source; });
    return out;
  };
  figures_ = of_others("figures");
  events_ = of_others("events");
  agreements_ = of_others("agreements");
  commitments_ = of_others("commitments");
  people_ = of_others("people");
  stages_ = of_others("stages");
}

void comparison::compare(claim_proposal& p) const {
  switch (p.what.kind) {
    case claim_kind::figure:
      return with_figures(p);
    case claim_kind::event:
      return with_events(p);
    case claim_kind::agreement:
      return with_agreements(p);
    case claim_kind::commitment:
      return with_commitments(p);
    case claim_kind::role:
      return with_roles(p);
    default:
      return;
  }
}

// The same indicator of the same period in the same unit: the value decides.
void comparison::with_figures(claim_proposal& p) const {
  auto const& c = p.what;
  if (c.how != modality::done) {
    return;  // an aim contradicts nothing that was seen
  }
  for (auto const& r : figures_) {
    auto const value = r.number("value");
    auto const same_unit = c.value->currency.empty() ? is_unit(c.value->unit, r.text("unit"))
                                                     : r.text("currency") == c.value->currency;
    if (!value || !same_unit || !same_time(c, r, "period_start", "period_end") ||
        likeness(c.predicate, r.text("indicator")) < kSameWords) {
      continue;
    }
    auto const gap = std::abs(*value - c.value->best);
    auto const same = gap <= kSameValue * std::max(std::abs(*value), std::abs(c.value->best));
    if (same) {
      return stand(p, standing::known, r);
    }
    if (p.stands == standing::is_new) {
      stand(p, standing::contradicting, r);
    }
  }
}

// On one day much happens in a country: the words decide.
void comparison::with_events(claim_proposal& p) const {
  for (auto const& r : events_) {
    auto const party = shares_party(p.what, r, "participants") ||
                       shares_party(p.what, r, "place") || shares_party(p.what, r, "country");
    if (party && same_time(p.what, r, "starts_on", "ends_on") &&
        likeness(r.text("title"), p.what.subject + " " + p.what.predicate) >= kSameWords) {
      return stand(p, standing::known, r);
    }
  }
}

void comparison::with_agreements(claim_proposal& p) const {
  for (auto const& r : agreements_) {
    if (shares_party(p.what, r, "countries") &&
        likeness(r.text("title"), p.what.subject + " " + p.what.predicate) >= kSameWords) {
      return stand(p, standing::known, r);
    }
  }
}

void comparison::with_commitments(claim_proposal& p) const {
  auto best = kSameWords;
  for (auto const& r : commitments_) {
    auto const like = likeness(r.text("what"), p.what.subject + " " + p.what.predicate);
    if (like >= best &&
        (shares_party(p.what, r, "owed_by") || shares_party(p.what, r, "owed_to"))) {
      best = like;
      stand(p, standing::progress, r);
    }
  }
  if (p.stands == standing::progress) {
    tell_stages(p);
  }
}

// Reached is what has the latest date; a stage without one says nothing of when.
void comparison::tell_stages(claim_proposal& p) const {
  std::optional<day> latest;
  for (auto const& r : stages_) {
    auto const* on = r.find("on");
    if (r.text("of") == p.entity && on != nullptr && (!latest || *latest <= on->span.first)) {
      latest = on->span.first;
      p.stage = r.text("stage");
    }
  }
  auto const next = stage_of(p.what.how);
  p.next_stage = place_in_life(next) > place_in_life(p.stage) ? next : "";
}

void comparison::with_roles(claim_proposal& p) const {
  for (auto const& r : people_) {
    if (r.entity == p.what.subject && likeness(r.text("role"), p.what.predicate) >= kSameWords) {
      return stand(p, standing::known, r);
    }
  }
}

}  // namespace karwan::ingest
