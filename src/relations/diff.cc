#include "karwan/relations/diff.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/entity.h"
#include "karwan/record/retractions.h"
#include "karwan/relations/words.h"
#include "relations/brief_parts.h"
#include "relations/contradictions.h"
#include "relations/one_page.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr auto kLearned = "newly on record";

class differ {
 public:
  differ(record::store const& from, record::name_index const& names, diff_question const& q)
      : from_{from}, names_{names}, q_{q}, tell_{from, names, q.view}, then_{q.view} {
    then_.as_of = q.since;
    auto const moment = instant{q.since} + std::chrono::days{1} - std::chrono::seconds{1};
    auto const began = record::began_at(from);
    younger_ = began && *began > moment;
    if (!younger_ && (!then_.known_at || *then_.known_at > moment)) {
      then_.known_at = moment;
    }
    began_ = began.value_or(moment);
    scope_ = {q.sector, {}, {}, q.view};
    read_verdicts();
  }

  document write() {
    auto const since = one_day(q_.since);
    document d{
        "diff",        said_text("What changed since " + since), standpoint_of(q_.view), {}, {},
        q_.view.layers};
    if (!q_.sector.empty()) {
      d.title.english += ": " + q_.sector;
    }
    if (younger_) {
      d.remark.english = fmt::format(
          "The record was begun on {}, after {}: both moments are shown as known now, and rows are "
          "not told as new for being recorded since",
          one_day(std::chrono::floor<std::chrono::days>(began_)), since);
    }
    d.sections = {fresh(), slipped(), kept(), contradicted(), dropped(), retracted()};
    auto& remark = d.remark.english;
    remark = summary(d.sections) + (remark.empty() ? "" : ". " + remark);
    if (q_.one_page) {
      remark += ". All of it, with the addresses of the sources: --all";
      return fit_one_page(std::move(d), from_);
    }
    for (auto& s : d.sections) {
      if (s.sentences.empty()) {
        s.remark = said_text("Nothing");
      }
    }
    return d;
  }

 private:
  static std::string one_day(day d) {
    return date_words({d, d + std::chrono::days{1}, date_precision::day, false});
  }

  // How much there is of each.
  std::string summary(std::vector<section> const& all) const {
    std::string out = "New: " + (fresh_.empty() ? "nothing" : fresh_);
    for (auto const& s : all) {
      if (s.id != "new") {
        out += fmt::format("; {}: {}", lower(s.heading.english), s.sentences.size());
      }
    }
    return out;
  }
  static std::string lower(std::string text) {
    text[0] = static_cast<char>(text[0] - 'A' + 'a');
    return text;
  }

  void read_verdicts() {
    for (auto& t : list_commitments(from_, then_, {})) {
      before_.emplace(t.what.id, std::move(t));
    }
    now_ = list_commitments(from_, q_.view, {});
    std::erase_if(now_, [&](told const& t) { return !concerns(t, scope_); });
    if (q_.one_page) {  // what binds most weighs most
      std::ranges::stable_sort(now_, {}, [](told const& t) { return t.how.how; });
    }
  }

  told const* before(told const& t) const {
    auto const it = before_.find(t.what.id);
    return it == before_.end() ? nullptr : &it->second;
  }

  sentence tell(told const& t) const {
    return q_.one_page ? tell_.headline(t) : tell_.commitment(t);
  }

  // Nobody says when it was first said: it is part of the record since it was recorded.
  bool is_undated(told const& t) const { return younger_ && !t.what.sayings.front().said_on; }

  // What was not on record at the first moment may still have been done before it.
  bool reached_since(told const& t, stage what) const {
    return std::ranges::any_of(t.what.stages, [&](stage_mark const& m) {
      return m.what == what && m.counts_from > q_.since;
    });
  }

  bool in_window(date_span const& s) const {
    return s.first != day::min() && s.first > q_.since && s.first <= q_.view.as_of;
  }

  // Rows of a table that the first moment did not have, by row_id.
  std::set<std::string> known_before(std::string_view table) const {
    std::set<std::string> out;
    auto view = then_;
    view.as_of = q_.view.as_of;
    for (auto const& r : from_.rows(record::find_table(table).value(), view)) {
      out.insert(r.row_id);
    }
    return out;
  }

  bool is_learned(group const& g, std::set<std::string> const& known) const {
    return std::ranges::none_of(g.rows, [&](row const& r) { return known.contains(r.row_id); });
  }

  void add(section& to, std::vector<sentence> all, std::string_view what) {
    if (to.id == "new" && !all.empty()) {
      fresh_ += fmt::format("{}{} {}", fresh_.empty() ? "" : ", ", all.size(),
                            all.size() == 1 ? what.substr(0, what.size() - 1) : what);
    }
    for (auto& s : all) {
      s.kind = what;
      to.sentences.push_back(std::move(s));
    }
  }

  section fresh() {
    section out{"new", said_text("New"), {}, {}};
    std::vector<sentence> promises;
    for (auto const& t : now_) {
      if (before(t) == nullptr && !is_undated(t)) {
        promises.push_back(tell(t));
      }
    }
    add(out, agreements(), "agreements");
    add(out, std::move(promises), "promises");
    add(out, events(), "events");
    add(out, figures(), "figures");
    return out;
  }

  std::vector<sentence> agreements() const {
    std::vector<std::pair<day, sentence>> found;
    auto const known = known_before("agreements");
    auto const stages = read_stages(from_, q_.view);
    for (auto const& g : read_groups(from_, "agreements", q_.view)) {
      auto const its = stages.find(g.entity);
      auto const all = its == stages.end() ? std::vector<row>{} : its->second;
      // A stage without its own day is not new for having been seen again.
      std::vector<row> reached;
      std::ranges::copy_if(all, std::back_inserter(reached), [&](row const& r) {
        return r.find("on") != nullptr && in_window(r.find("on")->span);
      });
      auto const learned = is_learned(g, known);
      if (concerns(g, scope_) && (!reached.empty() || learned)) {
        found.emplace_back(
            all.empty() ? day::min() : day_of_stage(all.back()).first,
            q_.one_page && !reached.empty() ? tell_.headline(g, reached) : tell_.agreement(g, all));
        found.back().second.mark = reached.empty() ? kLearned : "";
      }
    }
    return latest_first(std::move(found));
  }

  std::vector<sentence> events() const {
    std::vector<std::pair<day, sentence>> all;
    auto const known = known_before("events");
    for (auto const& g : read_groups(from_, "events", q_.view)) {
      auto const* on = g.cell("starts_on");
      auto const took_place = on != nullptr && in_window(on->span);
      if (concerns(g, scope_) && (took_place || is_learned(g, known))) {
        all.emplace_back(on == nullptr ? day::min() : on->span.first, tell_.event(g));
        all.back().second.mark = took_place ? "" : kLearned;
      }
    }
    return latest_first(std::move(all));
  }

  static std::vector<sentence> latest_first(std::vector<std::pair<day, sentence>> all) {
    std::ranges::stable_sort(all, std::greater{}, [](auto const& x) { return x.first; });
    std::vector<sentence> out;
    for (auto& [_, s] : all) {
      out.push_back(std::move(s));
    }
    return out;
  }

  // New is a figure whose source came out since.
  std::vector<sentence> figures() const {
    std::vector<sentence> out;
    auto const known = known_before("figures");
    for (auto const& g : read_groups(from_, "figures", q_.view)) {
      for (auto const& r : g.rows) {
        auto const published = r.published && in_window(*r.published);
        auto const learned = !known.contains(r.row_id);
        if (concerns(r, g.entity, scope_) && (published || learned) && !figure_words(r).empty()) {
          out.push_back(tell_.figure({r}));
          out.back().mark = published ? "" : kLearned;
        }
      }
    }
    return out;
  }

  section slipped() const {
    section out{"slipped", said_text("Slipped"), {}, {}};
    for (auto const& t : now_) {
      auto const* old = before(t);
      if (old == nullptr) {
        continue;
      }
      auto const moved = old->how.latest_due && t.how.latest_due &&
                         t.how.latest_due->end > old->how.latest_due->end;
      auto const behind = [](standing s) { return s == standing::late || s == standing::overdue; };
      if (moved || (behind(t.how.status) && !behind(old->how.status))) {
        out.sentences.push_back(tell(t));
      }
    }
    return out;
  }

  section kept() const {
    section out{"kept", said_text("Kept"), {}, {}};
    auto const is_kept = [](standing s) { return s == standing::kept || s == standing::kept_late; };
    for (auto const& t : now_) {
      auto const* old = before(t);
      if (is_kept(t.how.status) &&
          (old == nullptr ? reached_since(t, stage::delivered) : !is_kept(old->how.status))) {
        out.sentences.push_back(tell(t));
      }
    }
    return out;
  }

  section dropped() const {
    section out{"dropped", said_text("Dropped"), {}, {}};
    for (auto const& t : now_) {
      auto const* old = before(t);
      if (t.how.status == standing::dropped &&
          (old == nullptr ? reached_since(t, stage::dropped)
                          : old->how.status != standing::dropped)) {
        out.sentences.push_back(tell(t));
      }
    }
    return out;
  }

  section contradicted() {
    section out{"contradicted", said_text("Contradicted"), {}, {}};
    for (auto const& t : now_) {
      auto const* old = before(t);
      if (t.how.contested && (old == nullptr || !old->how.contested)) {
        out.sentences.push_back(tell_.contest(t));
      }
    }
    auto before = then_;
    before.as_of = q_.view.as_of;
    before.published_by = std::min(before.published_by.value_or(q_.since), q_.since);
    add(out, new_contradictions(from_, tell_, before, scope_), kContradictions);
    return out;
  }

  section retracted() const {
    section out{"retracted", said_text("Retracted"), {}, {}};
    auto const to = q_.view.known_at.value_or(instant::max());
    auto const from = younger_ ? began_ : *then_.known_at;
    std::map<std::string, std::vector<record::statement_entry>> rows;
    for (auto& e : record::retracted_between(from_, from, to)) {
      rows[e.row_id + "\x1f" + e.status_reason].push_back(std::move(e));
    }
    for (auto const& [_, all] : rows) {
      auto const& first = all.front();
      std::string cells;
      for (auto const& e : all) {
        cells += fmt::format("{}{} {}", cells.empty() ? "" : ", ",
                             spaced(record::column_of(e.property).name), in_quotes(e.value));
      }
      sentence s;
      s.entity = first.entity;
      s.parts.push_back({fmt::format("{}: {}; withdrawn, {}", tell_.name(first.entity), cells,
                                     without_stop(first.status_reason)),
                         {first.source.empty() ? first.entity : first.source}});
      for (auto const& e : all) {
        s.statements.push_back(e.ix);
      }
      out.sentences.push_back(std::move(s));
    }
    return out;
  }

  record::store const& from_;
  record::name_index const& names_;
  diff_question const& q_;
  teller tell_;
  record::view_spec then_;
  instant began_{};
  bool younger_{false};  // the record is younger than the first moment
  brief_scope scope_;
  std::map<std::string, told> before_;
  std::vector<told> now_;
  std::string fresh_;  // how many of each kind are new
};

}  // namespace

result<document> write_diff(record::store const& from, record::name_index const& names,
                            diff_question const& q) {
  if (auto ok = check_sector(q.sector); !ok) {
    return tl::unexpected{std::move(ok.error())};
  }
  if (q.since > q.view.as_of) {
    return fail(error_kind::bad_input,
                fmt::format("{} lies after {}", to_string(q.since), to_string(q.view.as_of)),
                "--since", "Name an earlier day");
  }
  return differ{from, names, q}.write();
}

}  // namespace karwan::relations
