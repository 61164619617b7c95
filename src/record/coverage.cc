#include "karwan/record/coverage.h"

#include <algorithm>
#include <set>

#include "karwan/base/json_writer.h"
#include "karwan/record/review.h"

namespace karwan::record {
namespace {

bool is_bounded(date_span const& s) {
  return s.end != day::max();
}

// The last day that a row speaks for; nothing speaks for a day to come, as of a year that runs.
std::optional<day> evidence_of(row const& r, day today) {
  if (is_bounded(r.observed)) {
    return std::min(r.observed.last(), today);
  }
  return r.published && is_bounded(*r.published)
             ? std::optional{std::min(r.published->last(), today)}
             : std::nullopt;
}

void count_age(evidence_ages& ages, std::optional<day> at, day today) {
  if (!at) {
    ++ages.undated;
    return;
  }
  std::size_t age = 0;
  while (age < evidence_ages::kYears.size() &&
         *at < today - std::chrono::years{evidence_ages::kYears[age]}) {
    ++age;
  }
  ++ages.by_years[age];
}

void keep_later(std::optional<day>& latest, std::optional<day> at) {
  if (at && (!latest || *latest < *at)) {
    latest = at;
  }
}

std::vector<column_cover> columns_in(table const& t, std::vector<row> const& rows) {
  std::vector<column_cover> out;
  for (auto const& c : t.columns) {
    if (c.required) {
      continue;
    }
    out.push_back({std::string{c.name}, static_cast<std::size_t>(std::ranges::count_if(
                                            rows, [&](row const& r) { return r.find(c.name); }))});
  }
  return out;
}

class counter {
 public:
  counter(store const& from, view_spec const& view) : from_{from}, view_{view} {}

  void add(table const& t) {
    auto const rows = from_.rows(*find_table(t.name), view_);
    if (rows.empty()) {
      return;
    }
    table_cover c;
    c.name = t.name;
    c.kind = t.kind;
    auto const sorted = find_property(*find_table(t.name), "sector").has_value();
    std::set<std::string_view> entities;
    for (auto const& r : rows) {
      auto const at = evidence_of(r, view_.as_of);
      entities.insert(r.entity);
      c.statements += r.cells.size();
      if (t.name != "sources") {
        ++c.grades[static_cast<std::size_t>(r.row_grade)];
      }
      count_age(c.ages, at, view_.as_of);
      keep_later(c.latest, at);
      if (sorted && !r.text("sector").empty()) {
        add_to_sector(r, at);
      }
    }
    c.rows = rows.size();
    c.entities = entities.size();
    c.columns = columns_in(t, rows);
    tables_.push_back(std::move(c));
  }

  coverage take() && {
    coverage out;
    out.tables = std::move(tables_);
    for (auto& [name, s] : sectors_) {
      s.is.sector = name;
      s.is.entities = s.entities.size();
      out.sectors.push_back(std::move(s.is));
    }
    return out;
  }

 private:
  struct sector {
    sector_cover is;
    std::set<std::string> entities;
  };

  void add_to_sector(row const& r, std::optional<day> at) {
    auto& s = sectors_[std::string{r.text("sector")}];
    ++s.is.rows;
    s.entities.insert(r.entity);
    keep_later(s.is.latest, at);
  }

  store const& from_;
  view_spec const& view_;
  std::vector<table_cover> tables_;
  std::map<std::string, sector> sectors_;
};

std::vector<language_cover> languages_in(store const& from, view_spec const& view) {
  std::map<std::string, std::pair<language_cover, std::set<std::string>>> by;
  for (auto const& r : from.rows(*find_table("names"), view)) {
    auto& [l, entities] = by[std::string{r.text("language")}];
    ++l.names;
    l.own += r.text("own_translation") == "yes" ? 1 : 0;
    entities.insert(r.entity);
  }
  std::vector<language_cover> out;
  for (auto& [code, l] : by) {
    l.first.language = code;
    l.first.entities = l.second.size();
    out.push_back(std::move(l.first));
  }
  return out;
}

void add_questions(store const& from, view_spec const& view, coverage& to) {
  std::set<std::string> answered;
  for (auto const& r : from.rows(*find_table("procedures"), view)) {
    for (auto& q : r.items("questions")) {
      answered.insert(std::move(q));
    }
  }
  for (auto const& r : from.rows(*find_table("questions"), view)) {
    ++to.questions;
    if (!answered.contains(r.entity)) {
      to.open_questions.push_back({r.entity, std::string{r.text("title")},
                                   std::string{r.text("subject")}, std::string{r.text("ask")}});
    }
  }
}

void count_key(json_writer& w, std::string_view key, std::size_t n) {
  w.key(key).integer(static_cast<std::int64_t>(n));
}

void write_latest(json_writer& w, std::optional<day> const& latest) {
  if (latest) {
    w.key("latest").text(to_string(*latest));
  }
}

void write_table(json_writer& w, table_cover const& t) {
  constexpr std::array kAges{"within_1_year", "within_3_years", "within_10_years", "older"};
  w.open_object().key("name").text(t.name).key("kind").text(t.kind);
  count_key(w, "entities", t.entities);
  count_key(w, "rows", t.rows);
  count_key(w, "statements", t.statements);
  w.key("grades").open_object();
  for (std::size_t g = 0; g < kGrades; ++g) {
    count_key(w, name_of(static_cast<grade>(g)), t.grades[g]);
  }
  w.close_object().key("ages").open_object();
  for (std::size_t a = 0; a < kAges.size(); ++a) {
    count_key(w, kAges[a], t.ages.by_years[a]);
  }
  count_key(w, "undated", t.ages.undated);
  w.close_object();
  write_latest(w, t.latest);
  w.key("columns").open_array();
  for (auto const& c : t.columns) {
    w.open_object().key("name").text(c.name);
    count_key(w, "known", c.known);
    w.close_object();
  }
  w.close_array().close_object();
}

void write_head(json_writer& w, view_spec const& view, coverage const& c) {
  w.key("as_of").text(to_string(view.as_of));
  if (view.known_at) {
    w.key("known_at").text(to_string(*view.known_at));
  }
  write_packs(w, c.packs);
}

void write_questions(json_writer& w, coverage const& c) {
  count_key(w, "questions", c.questions);
  w.key("open_questions").open_array();
  for (auto const& q : c.open_questions) {
    w.open_object().key("id").text(q.entity).key("title").text(q.title);
    w.key("subject").text(q.subject);
    write_if(w, "ask", q.ask);
    w.close_object();
  }
  w.close_array();
}

}  // namespace

coverage read_coverage(store const& from, view_spec view) {
  view.all_worlds = true;
  reading const at_once{from};
  counter counting{from, view};
  for (auto const& t : tables()) {
    counting.add(t);
  }
  auto out = std::move(counting).take();
  out.packs = loaded_packs(from);
  out.languages = languages_in(from, view);
  add_questions(from, view, out);
  out.waiting = open_proposals(from).size();
  return out;
}

void write_packs(json_writer& w, std::vector<pack_identity> const& packs) {
  w.key("packs").open_array();
  for (auto const& p : packs) {
    w.open_object().key("name").text(p.name);
    write_if(w, "title", p.title);
    write_if(w, "version", p.version);
    write_if(w, "created", p.created);
    w.close_object();
  }
  w.close_array();
}

std::string coverage_json(answer_writer& answers, view_spec const& view, coverage const& c) {
  json_writer w;
  w.open_object();
  answers.write_layers(w);
  write_head(w, view, c);
  w.key("tables").open_array();
  for (auto const& t : c.tables) {
    write_table(w, t);
  }
  w.close_array().key("sectors").open_array();
  for (auto const& s : c.sectors) {
    w.open_object().key("sector").text(s.sector);
    count_key(w, "rows", s.rows);
    count_key(w, "entities", s.entities);
    write_latest(w, s.latest);
    w.close_object();
  }
  w.close_array().key("languages").open_array();
  for (auto const& l : c.languages) {
    w.open_object().key("language").text(l.language);
    count_key(w, "names", l.names);
    count_key(w, "entities", l.entities);
    count_key(w, "own_translations", l.own);
    w.close_object();
  }
  w.close_array();
  write_questions(w, c);
  count_key(w, "waiting", c.waiting);
  w.close_object();
  return std::move(w).take();
}

}  // namespace karwan::record
