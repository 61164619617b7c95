#include "relations/brief_parts.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "karwan/base/text.h"

#include "karwan/relations/words.h"
#include "relations/cells.h"
#include "relations/commitment_words.h"
#include "relations/sentences.h"

namespace karwan::relations {
namespace {

using record::row;

bool names_entity(row const& r, std::string const& entity) {
  return std::ranges::any_of(r.cells, [&](record::cell const& c) {
    auto const& column = record::column_of(c.property);
    if (column.ref.empty()) {
      return false;
    }
    return (";" + c.text + ";").find(";" + entity + ";") != std::string::npos;
  });
}

bool has_sector(row const& r, std::string const& sector) {
  return record::find_property(r.table, "sector") && r.text("sector") == sector;
}

section make(std::string id, said heading) {
  return {std::move(id), std::move(heading), {}, {}};
}

}  // namespace

bool concerns(row const& r, std::string const& entity, brief_scope const& s) {
  return (s.sector.empty() || has_sector(r, s.sector)) &&
         (s.with.empty() || entity == s.with || names_entity(r, s.with));
}

bool concerns(group const& g, brief_scope const& s) {
  return std::ranges::any_of(g.rows, [&](row const& r) { return concerns(r, g.entity, s); });
}

bool concerns(told const& t, brief_scope const& s) {
  auto const in = [](std::vector<std::string> const& list, std::string const& one) {
    return std::ranges::find(list, one) != list.end();
  };
  if (!s.sector.empty() && !in(sectors_of(t.what), s.sector)) {
    return false;
  }
  return s.with.empty() || t.what.id == s.with ||
         std::ranges::any_of(t.what.sayings, [&](saying const& x) {
           return in(x.owed_by, s.with) || in(x.owed_to, s.with) || in(x.said_by, s.with) ||
                  in(x.belongs_to, s.with) || in(x.depends_on, s.with) || in(x.effects, s.with);
         });
}

bool brief_writer::is_recent(date_span const& s) const noexcept {
  return !scope_.since || (s.end != day::max() && s.last() >= *scope_.since);
}

// Something was said or seen of it, or it fell due, from that day on.
bool brief_writer::is_recent(told const& t) const {
  return !scope_.since || t.how.last_seen >= *scope_.since ||
         (t.how.latest_due && t.how.latest_due->last() >= *scope_.since);
}

section brief_writer::agreed() const {
  auto out = make("agreed", told_as("heading_agreed"));
  auto const stages = read_stages(from_, scope_.view);
  std::vector<std::tuple<day, std::string, sentence>> all;
  for (auto const& g : read_groups(from_, "agreements", scope_.view)) {
    auto const its = stages.find(g.entity);
    auto const reached = its == stages.end() ? std::vector<row>{} : its->second;
    auto last = day::min();
    auto recent = !scope_.since;
    for (auto const& s : reached) {
      auto const on = day_of_stage(s);
      last = std::max(last, on.first);
      recent = recent || is_recent(on);
    }
    if (concerns(g, scope_) && recent) {
      all.emplace_back(last, g.entity, tell_.agreement(g, reached));
    }
  }
  std::ranges::sort(all, [](auto const& a, auto const& b) {
    return std::tie(std::get<0>(b), std::get<1>(a)) < std::tie(std::get<0>(a), std::get<1>(b));
  });
  for (auto& [_, id, s] : all) {
    out.sentences.push_back(std::move(s));
  }
  return out;
}

section brief_writer::commitments(std::string id, said heading,
                                  std::vector<standing> const& which) const {
  auto out = make(std::move(id), std::move(heading));
  auto const all = list_commitments(from_, scope_.view, {});
  for (auto const wanted : which) {
    for (auto const& t : all) {
      if (t.how.status == wanted && concerns(t, scope_) && is_recent(t)) {
        out.sentences.push_back(tell_.commitment(t));
      }
    }
  }
  return out;
}

section brief_writer::due() const {
  using enum standing;
  auto out = commitments("due", told_as("heading_due"),
                         {overdue, late, due_soon, date_passed_no_evidence, open, unknown});
  static constexpr std::pair<standing, sentence_code> kMeanings[] = {
      {overdue, sentence_code{"means_overdue"}},
      {late, sentence_code{"means_late"}},
      {due_soon, sentence_code{"means_due_soon"}},
      {date_passed_no_evidence, sentence_code{"means_date_passed_no_evidence"}},
      {open, sentence_code{"means_open"}},
      {unknown, sentence_code{"means_unknown"}}};
  std::vector<said> used;
  for (auto const& [s, meaning] : kMeanings) {
    if (std::ranges::find(out.sentences, words_for(s), &sentence::mark) != out.sentences.end()) {
      used.push_back(told_as(meaning));
    }
  }
  if (!used.empty()) {
    out.remark = told_as("standings", said_list(std::move(used), "; ").as("meanings"));
    out.remark.english = capital(std::move(out.remark.english));
  }
  return out;
}

section brief_writer::came_of_it() const {
  using enum standing;
  return commitments("came-of-it", told_as("heading_came_of_it"), {kept, kept_late, dropped});
}

namespace {

// When an event was; of one before a day that is known, that day. nullopt: not known.
std::optional<day> day_of_event(record::cell const* on) {
  if (on == nullptr || (on->span.first == day::min() && on->span.end == day::max())) {
    return std::nullopt;
  }
  return on->span.first == day::min() ? on->span.last() : on->span.first;
}

}  // namespace

// Of what has no date it is not known that it was since.
section brief_writer::events(std::string id, said heading, bool ahead) const {
  auto out = make(std::move(id), std::move(heading));
  std::vector<std::pair<day, sentence>> all;
  for (auto const& read : read_groups(from_, "events", scope_.view)) {
    auto const g = most_exact_first(read);
    auto const* on = g.cell("starts_on");
    auto const at = day_of_event(on);
    // What was planned and of which nobody says that it was held is still ahead.
    auto const to_come = g.text("held") == "planned" || (at && *at > scope_.view.as_of);
    if (concerns(g, scope_) && to_come == ahead && (at ? is_recent(on->span) : !scope_.since)) {
      all.emplace_back(at.value_or(day::min()), tell_.event(g));
    }
  }
  std::ranges::stable_sort(all, [&](auto const& a, auto const& b) {
    return ahead ? a.first < b.first : b.first < a.first;
  });
  for (auto& [_, s] : all) {
    out.sentences.push_back(std::move(s));
  }
  return out;
}

section brief_writer::happened() const {
  return events("happened", told_as("heading_happened"), false);
}

section brief_writer::ahead() const {
  return events("ahead", told_as("heading_ahead"), true);
}

section brief_writer::organisations() const {
  auto out = make("organisations", told_as("heading_organisations"));
  std::vector<std::pair<std::string, sentence>> all;
  for (auto const& g : read_groups(from_, "organisations", scope_.view)) {
    if (concerns(g, scope_)) {
      all.emplace_back(fold(tell_.name(g.entity)), tell_.organisation(g));
    }
  }
  std::ranges::stable_sort(all, {}, [](auto const& x) { return x.first; });
  for (auto& [_, s] : all) {
    out.sentences.push_back(std::move(s));
  }
  return out;
}

section brief_writer::people() const {
  auto out = make("people", told_as("heading_people"));
  std::set<std::string> bodies;
  for (auto const& g : read_groups(from_, "organisations", scope_.view)) {
    if (concerns(g, scope_)) {
      bodies.insert(g.entity);
    }
  }
  // An office is a role in an organisation or of a country.
  std::map<std::tuple<std::string, std::string, std::string>, std::vector<row>> offices;
  for (auto& r : rows_of_table(from_, "people", scope_.view)) {
    auto const of = std::string{r.text("organisation")}, country = std::string{r.text("country")};
    auto const named = !scope_.with.empty() &&
                       (r.entity == scope_.with || of == scope_.with || country == scope_.with);
    if (was_out(r, scope_.view.as_of) && (bodies.contains(of) || named)) {
      offices[{country, of, std::string{r.text("role")}}].push_back(std::move(r));
    }
  }
  for (auto& [_, rows] : offices) {
    std::ranges::stable_sort(rows, std::greater{}, [](row const& r) {
      auto const seen = is_open(r.observed) ? r.valid.first : r.observed.first;
      return std::pair{r.valid.end == day::max(), seen};
    });
    out.sentences.push_back(tell_.office(rows));
  }
  return out;
}

section brief_writer::relations() const {
  auto out = make("relations", told_as("heading_relations"));
  constexpr std::string_view kStates[] = {"live", "announced", "dormant", "unknown"};
  struct tie {
    std::size_t state;
    day seen;
    std::vector<group> all;
  };
  std::vector<tie> ties;
  for (auto& g : read_groups(from_, "relations", scope_.view)) {
    auto const* seen = g.cell("evidence_on");
    if (!concerns(g, scope_) || (scope_.since && (seen == nullptr || !is_recent(seen->span)))) {
      continue;
    }
    // Bare ties of one body, as a member of many, are one sentence.
    auto const bare = [](group const& x) {
      return x.text("evidence").empty() && x.text("subject").empty() && x.text("next_step").empty();
    };
    auto const like = std::ranges::find_if(ties, [&](tie const& t) {
      auto const& x = t.all.front();
      return bare(x) && bare(g) && x.text("from") == g.text("from") &&
             x.text("kind") == g.text("kind") && x.text("state") == g.text("state");
    });
    if (like != ties.end()) {
      like->all.push_back(std::move(g));
      continue;
    }
    auto const state = std::ranges::find(kStates, g.text("state")) - std::begin(kStates);
    auto const at =
        seen == nullptr || seen->span.end == day::max() ? day::min() : seen->span.last();
    ties.push_back({static_cast<std::size_t>(state), at, {std::move(g)}});
  }
  std::ranges::stable_sort(ties, [](tie const& a, tie const& b) {
    return std::tie(a.state, b.seen) < std::tie(b.state, a.seen);
  });
  for (auto const& t : ties) {
    out.sentences.push_back(tell_.relations(t.all));
  }
  return out;
}

section brief_writer::positions() const {
  auto out = make("positions", told_as("heading_positions"));
  std::vector<std::pair<day, sentence>> all;
  for (auto const& g : read_groups(from_, "positions", scope_.view)) {
    auto const* on = g.cell("said_on");
    auto const said = on == nullptr ? date_span{} : on->span;
    if (concerns(g, scope_) && (!scope_.since || (on != nullptr && is_recent(said)))) {
      all.emplace_back(day_of_event(on).value_or(day::min()), tell_.position(g));
    }
  }
  std::ranges::stable_sort(all, std::greater{}, [](auto const& x) { return x.first; });
  for (auto& [_, s] : all) {
    out.sentences.push_back(std::move(s));
  }
  return out;
}

status check_sector(std::string const& sector) {
  auto const p = record::find_property(*record::find_table("agreements"), "sector");
  std::string choices{record::column_of(*p).choices};
  if (!sector.empty() && ("|" + choices + "|").find("|" + sector + "|") == std::string::npos) {
    std::ranges::replace(choices, '|', ' ');
    return fail(error_kind::bad_input, "there is no sector " + in_quotes(sector), "--sector",
                "Choose from: " + choices);
  }
  return {};
}

said said_day(day d) {
  return said_date(to_string(d),
                   date_words({d, d + std::chrono::days{1}, date_precision::day, false}));
}

said standpoint_of(record::view_spec const& view) {
  std::vector<said> parts;
  parts.push_back(told_as("as_of_day", said_day(view.as_of).as("day")));
  if (view.known_at) {
    parts.push_back(told_as("as_known_at", said_text(to_string(*view.known_at)).as("moment")));
  }
  if (view.published_by) {
    parts.push_back(told_as("published_by_day", said_day(*view.published_by).as("day")));
  }
  for (auto const& layer : view.layers) {
    parts.push_back(told_as("with_layer", said_text(layer).as("layer")));
  }
  return told_as("standpoint", said_list(std::move(parts), ", ").as("parts"));
}

}  // namespace karwan::relations
