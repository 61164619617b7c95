#include "karwan/relations/reading.h"

#include <fmt/format.h>

#include "karwan/record/entity.h"
#include "karwan/record/references.h"
#include "karwan/record/statement.h"
#include "karwan/relations/words.h"
#include "relations/commitment_words.h"
#include "relations/tell.h"
#include "relations/wrap.h"
#include "relations/write.h"

namespace karwan::relations {
namespace {

using record::row;

constexpr std::size_t kMostCells = 6;
constexpr std::size_t kMostClaims = 5000;

std::string plain(sentence const& s) {
  std::string out;
  for (auto const& p : s.parts) {
    out += p.text;
  }
  return out;
}

// What a promise says on this occasion, not what became of it.
std::string promise_words(row const& r) {
  auto out = without_stop(r.text("what"));
  if (auto const* due = r.find("due")) {
    out += "; due " + when_words(due->span);
  }
  if (auto const* said = r.find("said_on")) {
    out += fmt::format(" (said {})", when_words(said->span));
  }
  return out;
}

// The name of what the row speaks of, and its first cells.
std::string cells_words(row const& r, teller const& tell) {
  auto out = tell.name(r.entity);
  std::string cells;
  std::size_t n = 0;
  for (auto const& c : r.cells) {
    auto const& column = record::column_of(c.property);
    if (c.text == out || n == kMostCells) {
      continue;
    }
    ++n;
    auto const named = !column.ref.empty() && !column.list;
    cells += fmt::format("{}{} {}{}{}", cells.empty() ? ": " : ", ", spaced(column.name),
                         named ? tell.name(c.text) : c.text, column.unit.empty() ? "" : " ",
                         column.unit);
  }
  return out + cells;
}

std::string stage_words(row const& r, teller const& tell) {
  auto const on = day_of_stage(r);
  return fmt::format("{}: {}{}{}", tell.name(std::string{r.text("of")}), spaced(r.text("stage")),
                     on.first == day::min() ? "" : " ",
                     on.first == day::min() ? std::string{} : when_words(on));
}

std::string words_of(row const& r, teller const& tell) {
  auto const table = record::tables()[*r.table].name;
  group const alone{r.entity, {r}};
  if (table == "commitments") {
    return promise_words(r);
  }
  if (table == "events") {
    return plain(tell.event(alone));
  }
  if (table == "figures" && !figure_words(r).empty()) {
    return plain(tell.figure({r}));
  }
  if (table == "agreements") {
    return fmt::format("{}, {}", without_stop(r.text("title")), spaced(r.text("kind")));
  }
  if (table == "relations" && r.find("from") != nullptr) {
    return plain(tell.relation(alone));
  }
  if (table == "positions") {
    return plain(tell.position(alone));
  }
  if (table == "people") {
    return plain(tell.office({r}));
  }
  if (table == "offers") {
    return fmt::format("{} {}: {}", tell.name(std::string{r.text("organisation")}),
                       r.text("direction") == "want" ? "seeks" : "offers",
                       without_stop(r.text("what")));
  }
  return table == "stages" ? stage_words(r, tell) : cells_words(r, tell);
}

}  // namespace

claims read_claims(record::store const& from, record::name_index const& names,
                   std::string const& source, record::view_spec const& view) {
  auto all = view;
  all.all_worlds = true;
  teller const tell{from, names, view};
  auto const found = record::rows_from(from, source, all, kMostClaims);
  claims out{{}, found.more};
  for (auto const& r : found.rows) {
    auto const& table = record::tables()[*r.table];
    claim c{r.row_id, r.entity, std::string{table.kind}, words_of(r, tell), {}, {}, {}};
    auto const first = r.cells.front().statement;
    auto const entries = record::read_statements(from, {&first, 1});
    c.locator = entries.empty() ? "" : entries.front().locator;
    if (table.name == "commitments") {
      auto const story = read_story(from, view, r.entity);
      if (auto const how = story ? judge(*story, view.as_of) : std::nullopt; how) {
        c.status = how->status;
        c.why = how->why;
      }
    }
    out.told.push_back(std::move(c));
  }
  return out;
}

void write_claims(json_writer& w, claims const& all) {
  if (all.told.empty()) {
    return;
  }
  w.key("reading").open_array();
  for (auto const& c : all.told) {
    w.open_object();
    w.key("row_id").text(c.row_id);
    w.key("entity").text(c.entity);
    w.key("kind").text(c.kind);
    w.key("claim").text(c.text);
    write_if(w, "locator", c.locator);
    if (c.status) {
      w.key("status").text(name_of(*c.status));
      w.key("why").text(c.why);
    }
    w.close_object();
  }
  w.close_array();
  if (all.more) {
    w.key("reading_more").boolean(true);
  }
}

std::string claims_text(claims const& all) {
  if (all.told.empty()) {
    return {};
  }
  auto const n = all.told.size();
  std::string out = fmt::format("\nWhat it says: {}{} claim{}\n", all.more ? "the first " : "", n,
                                n == 1 ? "" : "s");
  std::string kind;
  for (auto const& c : all.told) {
    if (c.kind != kind) {
      kind = c.kind;
      out += fmt::format("{}\n", spaced(kind));
    }
    wrap(out, "  - ", c.locator.empty() ? c.text : fmt::format("{}  [{}]", c.text, c.locator), 4);
    if (c.status) {
      wrap(out, "    ", fmt::format("› {}: {}  ({})", words_for(*c.status), c.why, c.entity), 6);
    }
  }
  return out;
}

}  // namespace karwan::relations
