#include <fmt/format.h>

#include "exe/record_options.h"
#include "exe/record_text.h"
#include "karwan/relations/reading.h"

// What the record says: show, find, conflicts.
namespace karwan::exe {
namespace {

void show(record_options const& o) {
  opened_record const r{o};
  record::answer_writer answers{r.from, r.names};
  if (auto const found = record::read_statement(r.from, o.entity, r.view); found) {
    if (o.json) {
      print_line(answers.statement(*found));
    } else {
      print_layers(o);
      print_statement(answers, *found);
    }
    return;
  }
  auto page = record::read_entity(r.from, r.names, o.entity, r.view);
  if (!page) {
    page.error().kind = error_kind::not_found;
  }
  auto const found = value_or_throw(std::move(page));
  auto const claims = relations::read_claims(r.from, r.names, found.id, r.view);
  if (o.json) {
    print_line(answers.entity(found, [&](json_writer& w) { relations::write_claims(w, claims); }));
  } else {
    print_layers(o);
    print_entity(answers, found);
    fmt::print("{}", relations::claims_text(claims));
  }
}

void find(record_options const& o) {
  opened_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto found = record::search(r.from, r.names, o.question, r.view);
  if (!found) {
    auto const& place = found.error().place;
    found.error().place = place == "text" ? "TEXT" : "--" + place;
  }
  auto const answer = value_or_throw(std::move(found));
  if (o.json) {
    print_line(answers.search(o.question.text, answer));
  } else {
    print_layers(o);
    print_search(answers, o.question.text, answer, colour_wanted());
  }
}

void conflicts(record_options const& o) {
  opened_record const r{o};
  record::answer_writer answers{r.from, r.names};
  std::string entity;
  if (!o.entity.empty()) {
    entity = value_or_throw(r.names.resolve(o.entity));
  }
  auto const found = record::find_conflicts(r.from, entity, r.view);
  if (o.json) {
    print_line(answers.conflicts(found));
  } else {
    print_layers(o);
    print_conflicts(answers, r.from, found);
  }
}

void history(record_options const& o) {
  opened_record const r{o};
  auto const told = value_or_throw(record::read_history(r.from, r.names, o.entity, r.view));
  if (o.json) {
    print_line(record::history_json(told));
  } else {
    print_layers(o);
    print_history(told);
  }
}

void add_find(CLI::App& record, record_options& o) {
  auto& sub =
      add_act(record, "find", "Search names, titles, notes and sources in any script", o, find);
  auto& q = o.question;
  sub.add_option("TEXT", q.text, "Words; \"a phrase\", -word, word OR word (docs/search_text.md)")
      ->required();
  sub.add_option("--kind", q.kinds, "Only entities of this kind: person, place, agreement ...")
      ->type_name("KIND")
      ->allow_extra_args(false);
  sub.add_option("--sector", q.sectors, "Only of this sector")
      ->type_name("SECTOR")
      ->allow_extra_args(false);
  sub.add_option("--country", q.countries, "Only of this country (code or name)")
      ->type_name("COUNTRY")
      ->allow_extra_args(false);
  sub.add_option("--from", q.from, "Only what speaks of this date or later")->type_name("DATE");
  sub.add_option("--to", q.to, "Only what speaks of this date or earlier")->type_name("DATE");
  sub.add_option("--limit", q.limit, "At most so many hits")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  add_view(sub, o);
}

}  // namespace

void add_reading_acts(CLI::App& record, record_options& o) {
  auto& show_sub =
      add_act(record, "show", "All that is stated of an entity, or one statement", o, show);
  show_sub.add_option("ID", o.entity, "An entity (id, code or name) or a statement")->required();
  add_view(show_sub, o);
  add_find(record, o);
  auto& conflicts_sub =
      add_act(record, "conflicts", "Statements that cannot all be true", o, conflicts);
  conflicts_sub.add_option("ENTITY", o.entity, "Only of this entity");
  add_view(conflicts_sub, o);
  auto& history_sub =
      add_act(record, "history", "Who stated, changed or withdrew what, and why", o, history);
  history_sub.add_option("ID", o.entity, "An entity (id, code or name), a row or a statement")
      ->required();
  add_view(history_sub, o);
}

}  // namespace karwan::exe
