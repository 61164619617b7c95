#include "karwan/plan/tour.h"

#include <algorithm>

#include "karwan/base/text.h"
#include "karwan/plan/planner.h"
#include "karwan/record/names.h"

namespace karwan::plan {
namespace {

using record::row;

std::vector<row> rows_in(record::store const& s, std::string_view table,
                         record::view_spec const& v) {
  return s.rows(record::find_table(table).value(), v);
}

bool holds(std::vector<std::string> const& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

date_span date_in(row const& r, std::string_view column) {
  auto const* c = r.find(column);
  return c == nullptr ? date_span{} : c->span;
}

// What a table tells of an entity: when, and in which words.
struct telling {
  std::string_view table, of, when, what, how, said_as{};
};
// A column that no telling names is blank.
std::string_view text_in(row const& r, std::string_view column) {
  return column.empty() ? std::string_view{} : r.text(column);
}

std::string words(row const& r, telling const& t) {
  auto const what = text_in(r, t.what), how = text_in(r, t.how);
  auto out = std::string{t.said_as} + std::string{what};
  std::ranges::replace(out, '_', ' ');
  return how.empty() ? out : out + ": " + std::string{how};
}

constexpr telling kPromised[] = {
    {"events", "entity", "starts_on", "title", "outcome"},
    {"commitments", "entity", "said_on", "what", "evidence"},
};
constexpr telling kCameOfIt[] = {
    {"stages", "of", "on", "stage", "evidence"},
    {"commitments", "entity", "said_on", "due_text", "", "promised "},
};

std::vector<happening> happenings_told(record::store const& s, record::view_spec const& v,
                                       std::span<telling const> tellings,
                                       std::vector<std::string> const& cast) {
  std::vector<happening> out;
  for (auto const& t : tellings) {
    for (auto const& r : rows_in(s, t.table, v)) {
      auto const on = date_in(r, t.when);
      if (holds(cast, t.of == "entity" ? std::string_view{r.entity} : r.text(t.of)) &&
          !r.text(t.what).empty() && (on.first == day::min() || on.first <= v.as_of)) {
        out.push_back({on, words(r, t), r.row_id});
      }
    }
  }
  // An open beginning ("by 2024") counts from its end.
  std::ranges::stable_sort(
      out, {}, [](happening const& h) { return h.on.first == day::min() ? h.on.end : h.on.first; });
  return out;
}

std::vector<std::string> cast_in(row const& r, std::initializer_list<std::string_view> columns) {
  std::vector<std::string> out;
  for (auto const c : columns) {
    auto more = r.items(c);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

}  // namespace

tour make_tour(record::store const& s, day today) {
  record::view_spec v;
  v.as_of = today;
  auto const tours = rows_in(s, "tours", v);
  if (tours.empty()) {
    throw failure{{error_kind::not_found, "the record has no tour", "tours",
                   "Add a row to tours.csv of the pack and load it again"}};
  }
  auto const& cast = tours.front();
  asked a;
  a.from = cast.text("from");
  a.to = cast.text("to");
  a.product = cast.text("product");
  a.tonnes = cast.text("tonnes");
  a.unit = cast.text("load_unit");
  auto const project = std::string{cast.text("project")};
  planner plans{s};
  tour t;
  t.promised = happenings_told(s, v, kPromised, cast_in(cast, {"asked", "offered"}));
  t.came_of_it = happenings_told(s, v, kCameOfIt, cast_in(cast, {"promised", "project"}));
  t.project = record::name_index{s, v}.display_name(project);
  t.today = plans(value_or_throw(read_question(a, today)));
  a.scenario = {project};
  t.kept = plans(value_or_throw(read_question(a, today)));
  return t;
}

}  // namespace karwan::plan
