#include <algorithm>
#include <map>
#include <unordered_map>

#include "karwan/base/text.h"
#include "karwan/record/references.h"
#include "karwan/record/statement.h"
#include "karwan/relations/stories.h"
#include "relations/cells.h"

namespace karwan::relations {
namespace {

using record::row;

std::optional<date_span> span_of(row const& r, std::string_view column) {
  auto const* c = r.find(column);
  return c == nullptr ? std::nullopt : std::optional{c->span};
}

// The first day on which what the span dates had surely happened: its last one, or an earlier one
// by which it must have: nobody publishes or records what was not said yet. A bound that would
// contradict the span is passed over.
day surely_by(std::optional<date_span> const& when, std::initializer_list<day> bounds) {
  auto const first = when ? when->first : day::min();
  auto by = when && when->end != day::max() ? when->last() : day::max();
  for (auto const b : bounds) {
    if (b >= first) {
      by = std::min(by, b);
    }
  }
  return by == day::max() ? first : by;
}

day last_or_never(std::optional<date_span> const& s) {
  return s && s->end != day::max() ? s->last() : day::max();
}

class reader {
 public:
  reader(record::store const& from, record::view_spec const& view) : from_{from}, view_{view} {}

  void add_commitment(row const& r) {
    if (r.find("what") == nullptr) {
      return;  // withdrawn: nothing is left of what it said
    }
    auto& s = stories_[r.entity];
    s.id = r.entity;
    s.sayings.push_back(saying_of(r));
    if (r.find("evidence") != nullptr) {
      add_sighting(s, r);
    }
  }

  void add_stage(row const& r) {
    auto const what = parse_stage(r.text("stage"));
    auto const of = stories_.find(std::string{r.text("of")});
    if (!what || of == stories_.end()) {
      return;
    }
    stage_mark m;
    m.at = cited(r, {"stage", "on", "evidence", "evidence_on"});
    m.what = *what;
    m.country = r.text("country");
    m.place = r.text("place");
    m.on = span_of(r, "on");
    m.certainty = r.text("certainty");
    m.evidence = r.text("evidence");
    auto when = span_of(r, "evidence_on");
    if (!when && *what != stage::planned) {
      when = m.on;  // of a plan it is the day planned for, not the one on which it was seen
    }
    m.counts_from = surely_by(when, {last_or_never(r.published), recorded(r)});
    if (too_late(m.counts_from)) {
      return;  // whatever its source is said to be
    }
    if (m.on && when && m.on->end > when->end && m.on->first < when->end &&
        *what != stage::planned) {
      m.on->end = when->end;  // what is seen has been reached
      m.on->precision = date_precision::interval;
    }
    of->second.stages.push_back(std::move(m));
  }

  std::vector<story> take() {
    std::vector<story> out;
    for (auto& [_, s] : stories_) {
      auto const by_day = [](auto const& x) { return std::pair{x.counts_from, x.at.row_id}; };
      std::ranges::sort(s.sayings, {}, by_day);
      std::ranges::sort(s.stages, {}, by_day);
      std::ranges::sort(s.sightings, {}, by_day);
      out.push_back(std::move(s));
    }
    return out;
  }

 private:
  static citation cited(row const& r, std::initializer_list<std::string_view> columns) {
    citation out{r.row_id, r.source, {}};
    for (auto const c : columns) {
      if (auto const* found = r.find(c); found != nullptr) {
        out.statements.push_back(found->statement);
      }
    }
    return out;
  }

  static day recorded(row const& r) { return std::chrono::floor<std::chrono::days>(r.recorded_at); }

  static saying saying_of(row const& r) {
    saying s;
    s.at = cited(r, {"what", "force", "said_on", "due"});
    s.said_on = span_of(r, "said_on");
    s.how = parse_force(r.text("force")).value_or(force::hoped);  // withdrawn: not known to bind
    s.what = r.text("what");
    s.sector = r.text("sector");
    s.owed_by = r.items("owed_by");
    s.owed_to = r.items("owed_to");
    s.said_by = r.items("said_by");
    s.owed_by_text = r.items("owed_by_text");
    s.said_by_text = r.items("said_by_text");
    s.due = span_of(r, "due");
    if (s.due) {
      s.due_statements = cited(r, {"force", "due"}).statements;
    }
    s.due_text = r.text("due_text");
    s.target = r.number("target");
    s.target_text = r.text("target");
    s.target_bound = r.text("target_bound");
    s.target_unit = r.text("target_unit");
    s.currency = r.text("currency");
    s.belongs_to = r.items("belongs_to");
    s.depends_on = r.items("depends_on");
    s.effects = r.items("effects");
    s.counts_from =
        surely_by(s.said_on, {last_or_never(r.published), last_or_never(s.due), recorded(r)});
    return s;
  }

  void add_sighting(story& to, row const& r) {
    sighting s;
    s.at = cited(r, {"evidence", "evidence_on"});
    auto const other = std::string{r.text("evidence_source")};
    auto published = r.published;
    if (!other.empty()) {
      s.at.source = other;
      published = published_on(other);
    }
    s.on = span_of(r, "evidence_on");
    s.text = r.text("evidence");
    s.counts_from = surely_by(s.on, {last_or_never(published), recorded(r)});
    // The row's own source may be older than what the row says was seen since.
    if (!too_late(s.counts_from) && !(!other.empty() && published && too_late(published->last()))) {
      to.sightings.push_back(std::move(s));
    }
  }

  // Nobody can have published by then what was seen later.
  bool too_late(day seen) const { return view_.published_by && seen > *view_.published_by; }

  std::optional<date_span> const& published_on(std::string const& source) {
    auto const [at, is_new] = published_.try_emplace(source);
    if (is_new) {
      if (auto s = parse_date_span(
              record::read_source(from_, source, {.layers = view_.layers}).published_on);
          s) {
        at->second = *s;
      }
    }
    return at->second;
  }

  record::store const& from_;
  record::view_spec const& view_;
  std::map<std::string, story> stories_;
  std::unordered_map<std::string, std::optional<date_span>> published_;
};

}  // namespace

std::vector<story> read_stories(record::store const& from, record::view_spec const& view) {
  record::reading const one_state{from};
  reader in{from, view};
  for (auto const& r : from.rows(*record::find_table("commitments"), view)) {
    in.add_commitment(r);
  }
  for (auto const& r : from.rows(*record::find_table("stages"), view)) {
    in.add_stage(r);
  }
  return in.take();
}

std::vector<story> read_stories(record::store const& from, record::view_spec const& view,
                                std::set<std::string> const& ids) {
  record::reading const one_state{from};
  auto const table = *record::find_table("commitments");
  auto const of = *record::find_property(*record::find_table("stages"), "of");
  reader in{from, view};
  for (auto const& id : ids) {
    for (auto const& r : from.rows_of(id, view)) {
      if (r.table == table) {
        in.add_commitment(r);
      }
    }
    for (auto const& r : record::rows_naming(from, id, of, view)) {
      in.add_stage(r);
    }
  }
  return in.take();
}

result<story> read_story(record::store const& from, record::view_spec const& view,
                         std::string_view id) {
  auto found = read_stories(from, view, {std::string{id}});
  if (!found.empty()) {
    return std::move(found.front());
  }
  return fail(error_kind::not_found, "no commitment is called " + in_quotes(id), {},
              "karwan commitments lists them");
}

story until(story out, day on) {
  auto const later = [on](auto const& x) { return x.counts_from > on; };
  std::erase_if(out.sayings, later);
  std::erase_if(out.stages, later);
  std::erase_if(out.sightings, later);
  return out;
}

}  // namespace karwan::relations
