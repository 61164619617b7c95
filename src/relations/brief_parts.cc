#include "relations/brief_parts.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "karwan/base/text.h"

#include "relations/cells.h"
#include "relations/words.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr std::size_t kMostFigures = 25;
constexpr auto kFigureYears = std::chrono::years{6};  // before the day, where no --since is given

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

// The period of a figure; open where it has none.
date_span period_of(row const& r) {
  date_span out{};
  if (auto const* from = r.find("period_start")) {
    out.first = from->span.first;
  }
  if (auto const* to = r.find("period_end")) {
    out.end = to->span.end;
  }
  return out;
}

// The latest day that is known of a row: of its period, else of its source.
day latest_day(row const& r) {
  auto const period = period_of(r);
  if (period.end != day::max()) {
    return period.last();
  }
  return r.published && r.published->end != day::max() ? r.published->last() : day::min();
}

section make(std::string id, std::string heading) {
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
  auto out = make("agreed", "What was agreed");
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

section brief_writer::commitments(std::string id, std::string heading,
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
  return commitments("due", "What is due or late",
                     {overdue, late, due_soon, date_passed_no_evidence, open, unknown});
}

section brief_writer::came_of_it() const {
  using enum standing;
  return commitments("came-of-it", "What came of earlier promises", {kept, kept_late, dropped});
}

section brief_writer::happened() const {
  auto out = make("happened", "What happened");
  std::vector<std::pair<day, sentence>> all;
  for (auto const& g : read_groups(from_, "events", scope_.view)) {
    auto const* on = g.cell("starts_on");
    if (concerns(g, scope_) && g.text("held") != "planned" && on != nullptr &&
        on->span.first <= scope_.view.as_of && is_recent(on->span)) {
      all.emplace_back(on->span.first, tell_.event(g));
    }
  }
  std::ranges::stable_sort(all, std::greater{}, [](auto const& x) { return x.first; });
  for (auto& [_, s] : all) {
    out.sentences.push_back(std::move(s));
  }
  return out;
}

section brief_writer::ahead() const {
  auto out = make("ahead", "What is planned");
  std::vector<std::pair<day, sentence>> all;
  for (auto const& g : read_groups(from_, "events", scope_.view)) {
    auto const* on = g.cell("starts_on");
    if (concerns(g, scope_) && on != nullptr && on->span.first > scope_.view.as_of) {
      all.emplace_back(on->span.first, tell_.event(g));
    }
  }
  std::ranges::stable_sort(all, {}, [](auto const& x) { return x.first; });
  for (auto& [_, s] : all) {
    out.sentences.push_back(std::move(s));
  }
  return out;
}

section brief_writer::figures() const {
  auto out = make("figures", "The figures");
  auto const as_of = scope_.view.as_of;
  std::chrono::year_month_day const before{as_of};
  auto const oldest =
      scope_.since.value_or(day{(before.year() - kFigureYears) / std::chrono::January / 1});
  struct found {
    day last;
    std::vector<row> rows;
  };
  std::vector<found> all;
  std::size_t older = 0;
  for (auto const& g : read_groups(from_, "figures", scope_.view)) {
    std::map<std::pair<day, day>, std::vector<row>> periods;
    for (auto const& r : g.rows) {
      if (concerns(r, g.entity, scope_) && !figure_words(r).empty()) {
        auto const p = period_of(r);
        periods[{p.first, p.end}].push_back(r);
      }
    }
    for (auto& [_, rows] : periods) {
      auto const last = latest_day(rows.front());
      if (last < oldest) {
        ++older;
      } else {
        all.push_back({last, std::move(rows)});
      }
    }
  }
  std::ranges::stable_sort(all, [](found const& a, found const& b) {
    return std::tie(b.last, a.rows.front().entity) < std::tie(a.last, b.rows.front().entity);
  });
  for (auto const& f : all) {
    if (out.sentences.size() < kMostFigures) {
      out.sentences.push_back(tell_.figure(f.rows));
    } else {
      ++older;
    }
  }
  if (older > 0 && !scope_.since) {
    out.remark =
        fmt::format("{} older or further figures are not shown here: ask with --since", older);
  } else if (older > 0 && all.size() > kMostFigures) {
    out.remark = fmt::format("{} further figures are not shown", all.size() - kMostFigures);
  }
  return out;
}

section brief_writer::organisations() const {
  auto out = make("organisations", "Organisations");
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
  auto out = make("people", "Offices and who holds them");
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
  auto out = make("relations", "Who works with whom");
  for (auto const& g : read_groups(from_, "relations", scope_.view)) {
    auto const* seen = g.cell("evidence_on");
    if (concerns(g, scope_) && (!scope_.since || (seen != nullptr && is_recent(seen->span)))) {
      out.sentences.push_back(tell_.relation(g));
    }
  }
  return out;
}

section brief_writer::positions() const {
  auto out = make("positions", "Wishes and views");
  std::vector<std::pair<day, sentence>> all;
  for (auto const& g : read_groups(from_, "positions", scope_.view)) {
    auto const* on = g.cell("said_on");
    auto const said = on == nullptr ? date_span{} : on->span;
    if (concerns(g, scope_) && (!scope_.since || (on != nullptr && is_recent(said)))) {
      all.emplace_back(said.first, tell_.position(g));
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
  std::string const choices{record::column_of(*p).choices};
  if (!sector.empty() && ("|" + choices + "|").find("|" + sector + "|") == std::string::npos) {
    return fail(error_kind::bad_input, "there is no sector " + in_quotes(sector), "--sector",
                "Choose among " + choices);
  }
  return {};
}

std::string standpoint_of(record::view_spec const& view) {
  auto const words = [](day d) {
    return date_words({d, d + std::chrono::days{1}, date_precision::day, false});
  };
  auto out = "As of " + words(view.as_of);
  if (view.known_at) {
    out += ", as known at " + to_string(*view.known_at);
  }
  if (view.published_by) {
    out += ", from sources published by " + words(*view.published_by);
  }
  for (auto const& layer : view.layers) {
    out += ", with private layer " + layer;
  }
  return out;
}

}  // namespace karwan::relations
