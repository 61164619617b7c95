#include <fmt/format.h>

#include "exe/record_options.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/text.h"

// What people record: add, add-source, retract.
namespace karwan::exe {
namespace {

using record::store;

void report(record_options const& o, record::addition_report const& r) {
  auto const proposed = manner_of(o).proposed;
  if (!o.json) {
    fmt::print("{} {}\n", proposed ? "proposed" : "recorded", fmt::join(r.statements, ", "));
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
  if (proposed) {
    w.key("proposed").boolean(true);
  }
  w.close_object();
  print_line(std::move(w).take());
}

void add_if(std::vector<std::pair<std::string, std::string>>& to, char const* column,
            std::string const& value) {
  if (!value.empty()) {
    to.emplace_back(column, to_nfc(value));
  }
}

void state(record_options const& o, record::addition const& a) {
  auto to = open_store(o, store::mode::write);
  report(o, value_or_throw(record::add(to, a, signature_of(o), manner_of(o))));
}

void add(record_options const& o) {
  if (o.cells.empty() && o.row.empty()) {
    throw failure{{error_kind::bad_input, "nothing is stated", "CELLS",
                   "Write COLUMN=VALUE, for example dwell_h=12; docs/pack.md lists the columns"}};
  }
  record::addition a{o.entity, o.table, o.row, o.pack, cells_of(o), {}};
  add_if(a.shared, "source", o.source);
  add_if(a.shared, "grade", o.grade);
  add_if(a.shared, "valid_from", o.valid_from);
  add_if(a.shared, "valid_to", o.valid_to);
  add_if(a.shared, "observed_from", o.observed_from);
  add_if(a.shared, "observed_to", o.observed_to);
  add_if(a.shared, "world", o.world);
  add_if(a.shared, "locator", o.locator);
  add_if(a.shared, "note", o.note);
  state(o, a);
}

void add_source(record_options const& o) {
  auto id = o.id;
  if (fold(o.title).empty()) {
    throw failure{
        {error_kind::bad_input, "it is blank", "--title", "Write what the document is called"}};
  }
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
  state(o, a);
}

void retract(record_options const& o) {
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

void add_add(CLI::App& record, record_options& o) {
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
  add_manner(sub, o);
}

void add_add_source(CLI::App& record, record_options& o) {
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
  add_manner(sub, o);
}

}  // namespace

void add_writing_acts(CLI::App& record, record_options& o) {
  add_add(record, o);
  add_add_source(record, o);
  auto& retract_sub = add_act(record, "retract", "Withdraw a statement", o, retract);
  retract_sub.add_option("STATEMENT", o.statement, "Its id")->required();
  retract_sub.add_option("--reason", o.reason, "Why")->required();
  add_signature(retract_sub, o);
}

}  // namespace karwan::exe
