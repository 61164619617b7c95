#include <cstdlib>
#include <optional>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/record_text.h"
#include "karwan/base/text.h"
#include "karwan/record/answers.h"
#include "karwan/record/edit.h"
#include "karwan/relations/reading.h"

namespace karwan::exe {
namespace {

using record::store;

struct options : common_options {
  std::string as_of, known_at, published_by;
  std::string entity, text, statement;
  std::size_t limit{20};
  // What is recorded.
  std::vector<std::string> cells;
  std::string table, row, pack, by, reason;
  std::string source, grade, valid_from, valid_to, observed_from, observed_to, world, locator, note;
  std::string title, publisher, url, published, language, kind, id;
};

record::view_spec view_of(options const& o) {
  record::view_spec view;
  view.as_of = o.as_of.empty() ? today_of(o) : day_option("--as-of", o.as_of);
  if (!o.known_at.empty()) {
    view.known_at = known_at_option("--known-at", o.known_at);
  }
  if (!o.published_by.empty()) {
    view.published_by = day_option("--published-by", o.published_by);
  }
  view.all_worlds = true;
  return view;
}

record::signature signature_of(options const& o) {
  if (!o.by.empty()) {
    return {o.by, now()};
  }
  auto const* user = ::getpwuid(::geteuid());
  return {user == nullptr ? "unknown" : user->pw_name, now()};
}

struct opened {
  explicit opened(options const& o)
      : from{open_store(o, store::mode::read)}, view{view_of(o)}, names{from, view} {}
  store from;
  record::view_spec view;
  record::name_index names;
};

void print_line(std::string const& json) {
  fmt::print("{}\n", json);
}

void show(options const& o) {
  opened const r{o};
  record::answer_writer answers{r.from, r.names};
  if (auto const ix = r.from.find_statement(o.entity); ix) {
    auto const found = record::read_statements(r.from, std::span{&*ix, 1});
    if (o.json) {
      print_line(answers.statement(found.front()));
    } else {
      print_statement(answers, found.front());
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
    print_entity(answers, found);
    fmt::print("{}", relations::claims_text(claims));
  }
}

void find(options const& o) {
  opened const r{o};
  record::answer_writer answers{r.from, r.names};
  if (fold(o.text).empty()) {
    throw failure{
        {error_kind::bad_input, "there is nothing to search for", "TEXT", "Write a word or more"}};
  }
  auto const found = record::search(r.from, o.text, r.view, o.limit);
  if (o.json) {
    print_line(answers.search(o.text, found));
  } else {
    print_search(answers, o.text, found);
  }
}

void conflicts(options const& o) {
  opened const r{o};
  record::answer_writer answers{r.from, r.names};
  std::string entity;
  if (!o.entity.empty()) {
    entity = value_or_throw(r.names.resolve(o.entity));
  }
  auto const found = record::find_conflicts(r.from, entity, r.view);
  if (o.json) {
    print_line(answers.conflicts(found));
  } else {
    print_conflicts(answers, r.from, found);
  }
}

void report(options const& o, record::addition_report const& r) {
  if (!o.json) {
    fmt::print("recorded {}\n", fmt::join(r.statements, ", "));
    return;
  }
  json_writer w;
  w.open_object();
  w.key("row_id").text(r.row_id);
  w.key("statements").open_array();
  for (auto const& s : r.statements) {
    w.text(s);
  }
  w.close_array();
  w.close_object();
  print_line(std::move(w).take());
}

void add_if(std::vector<std::pair<std::string, std::string>>& to, char const* column,
            std::string const& value) {
  if (!value.empty()) {
    to.emplace_back(column, to_nfc(value));
  }
}

void add(options const& o) {
  record::addition a{o.entity, o.table, o.row, o.pack, {}, {}};
  for (auto const& cell : o.cells) {
    auto const equals = cell.find('=');
    if (equals == 0 || equals == std::string::npos) {
      throw failure{{error_kind::bad_input,
                     in_quotes(cell) + " is not COLUMN=VALUE",
                     {},
                     "Write, for example, dwell_h=26"}};
    }
    a.cells.emplace_back(cell.substr(0, equals), to_nfc(cell.substr(equals + 1)));
  }
  add_if(a.shared, "source", o.source);
  add_if(a.shared, "grade", o.grade);
  add_if(a.shared, "valid_from", o.valid_from);
  add_if(a.shared, "valid_to", o.valid_to);
  add_if(a.shared, "observed_from", o.observed_from);
  add_if(a.shared, "observed_to", o.observed_to);
  add_if(a.shared, "world", o.world);
  add_if(a.shared, "locator", o.locator);
  add_if(a.shared, "note", o.note);
  auto to = open_store(o, store::mode::write);
  report(o, value_or_throw(record::add(to, a, signature_of(o))));
}

void add_source(options const& o) {
  auto id = o.id;
  if (id.empty()) {
    id = "src-" + record::slug(o.title);
  }
  record::addition a{id, "sources", {}, o.pack, {}, {}};
  add_if(a.cells, "title", o.title);
  add_if(a.cells, "publisher", o.publisher);
  add_if(a.cells, "url", o.url);
  add_if(a.cells, "published_on", o.published);
  add_if(a.cells, "language", o.language);
  add_if(a.cells, "kind", o.kind);
  add_if(a.shared, "note", o.note);
  auto to = open_store(o, store::mode::write);
  report(o, value_or_throw(record::add(to, a, signature_of(o))));
}

void retract(options const& o) {
  auto in = open_store(o, store::mode::write);
  if (auto ok = record::retract(in, o.statement, o.reason, signature_of(o)); !ok) {
    throw failure{std::move(ok.error())};
  }
  if (!o.json) {
    fmt::print("retracted {}\n", o.statement);
    return;
  }
  json_writer w;
  w.open_object();
  w.key("retracted").text(o.statement);
  w.close_object();
  print_line(std::move(w).take());
}

CLI::App& add_act(CLI::App& record, char const* name, char const* about, options& o,
                  void (*run)(options const&)) {
  auto& sub = *record.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o, run] { run(o); });
  return sub;
}

void add_view(CLI::App& sub, options& o) {
  add_today(sub, o);
  sub.add_option("--as-of", o.as_of, "The day for which statements are preferred (default: today)")
      ->type_name("DATE");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
}

void add_signature(CLI::App& sub, options& o) {
  sub.add_option("--by", o.by, "Who records it (default: your user name)")->type_name("NAME");
}

void add_add(CLI::App& record, options& o) {
  auto& sub = add_act(record, "add", "State something new, or correct a row", o, add);
  sub.add_option("ENTITY", o.entity, "What it speaks of")->required();
  sub.add_option("CELLS", o.cells, "COLUMN=VALUE, one or more");
  sub.add_option("--source", o.source, "Who says so: the id of a source")->type_name("ID");
  sub.add_option("--row", o.row, "Correct or complete this row")->type_name("ROW");
  sub.add_option("--table", o.table, "Of a new row, where columns leave it open");
  sub.add_option("--pack", o.pack, "Of a new row, where the record holds several packs");
  sub.add_option("--grade", o.grade, "measured, official, reported, computed or assumed");
  sub.add_option("--valid-from", o.valid_from, "It holds from")->type_name("DATE");
  sub.add_option("--valid-to", o.valid_to, "and to (last day)")->type_name("DATE");
  sub.add_option("--observed-from", o.observed_from, "It was observed from")->type_name("DATE");
  sub.add_option("--observed-to", o.observed_to, "and to")->type_name("DATE");
  sub.add_option("--world", o.world, "Of which project or scenario (default: the actual one)");
  sub.add_option("--locator", o.locator, "Page, table or section of the source");
  sub.add_option("--note", o.note, "What else there is to say");
  add_signature(sub, o);
}

void add_add_source(CLI::App& record, options& o) {
  auto& sub =
      add_act(record, "add-source", "Record a document that statements come from", o, add_source);
  sub.add_option("--title", o.title, "Its title")->required();
  sub.add_option("--publisher", o.publisher, "Who published it");
  sub.add_option("--url", o.url, "Where it can be read");
  sub.add_option("--published", o.published, "When")->type_name("DATE");
  sub.add_option("--language", o.language, "ISO 639 code");
  sub.add_option("--kind", o.kind, "page, report, law, tariff, dataset, news, interview ...");
  sub.add_option("--id", o.id, "Its id (default: src- and the title)");
  sub.add_option("--note", o.note, "What else there is to say");
  sub.add_option("--pack", o.pack, "Which pack it joins, where the record holds several");
  add_signature(sub, o);
}

}  // namespace

void add_record(CLI::App& app) {
  static options o;
  auto& record = *app.add_subcommand("record", "What is stated, by whom, and what contradicts it");
  record.require_subcommand(1);
  auto& show_sub =
      add_act(record, "show", "All that is stated of an entity, or one statement", o, show);
  show_sub.add_option("ID", o.entity, "An entity (id, code or name) or a statement")->required();
  add_view(show_sub, o);
  auto& find_sub = add_act(record, "find", "Search names, titles and text", o, find);
  find_sub.add_option("TEXT", o.text, "Words, in any script")->required();
  find_sub.add_option("--limit", o.limit, "At most so many hits")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  add_view(find_sub, o);
  auto& conflicts_sub =
      add_act(record, "conflicts", "Statements that cannot all be true", o, conflicts);
  conflicts_sub.add_option("ENTITY", o.entity, "Only of this entity");
  add_view(conflicts_sub, o);
  add_record_series(record);
  add_add(record, o);
  add_add_source(record, o);
  auto& retract_sub = add_act(record, "retract", "Withdraw a statement", o, retract);
  retract_sub.add_option("STATEMENT", o.statement, "Its id")->required();
  retract_sub.add_option("--reason", o.reason, "Why")->required();
  add_signature(retract_sub, o);
}

}  // namespace karwan::exe
