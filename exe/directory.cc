#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/directory_text.h"
#include "exe/lines.h"
#include "exe/sheet_file.h"
#include "exe/view_options.h"
#include "karwan/base/problem.h"
#include "karwan/base/text.h"
#include "karwan/relations/directory_list.h"
#include "karwan/relations/json.h"

namespace karwan::exe {
namespace {

constexpr auto kDirectoryExamples = R"(Examples:
  karwan directory list --sector education
  karwan directory list --product 080450 --direction want
  karwan directory import exporters.csv --direction offer --dry-run
  karwan directory contacts org-meezan-bank)";

struct directory_command : view_options {
  relations::directory_filter filter;
  relations::list_options list;
  std::string file, by, organisation;
};

void write_report(directory_command const& o, relations::list_report const& r) {
  json_writer w;
  w.open_object();
  w.key("file").text(o.list.file);
  w.key("dry_run").boolean(o.list.dry_run);
  for (auto const& [name, n] : {std::pair{"lines", r.lines},
                                {"organisations_added", r.organisations},
                                {"offers_added", r.offers},
                                {"contacts_added", r.contacts},
                                {"corrected", r.corrected},
                                {"unchanged", r.unchanged}}) {
    w.key(name).integer(static_cast<std::int64_t>(n));
  }
  w.key("ignored_columns").open_array();
  for (auto const& column : r.ignored) {
    w.text(column);
  }
  w.close_array();
  w.close_object();
  fmt::print("{}\n", std::move(w).take());
}

void import_list(directory_command const& given) {
  auto o = given;
  auto const bytes = read_sheet_file(o.file);
  o.list.file = std::filesystem::path{o.file}.filename().string();
  auto to = open_store(o, record::store::mode::write);
  record::name_index const names{to, {}};
  auto const r = value_or_throw(
      relations::import_list(to, names, bytes, o.list, {o.by.empty() ? user_name() : o.by, now()}));
  if (!r.faults.empty()) {
    refuse_sheet(o.file, o.json, r.faults, "Nothing was recorded: mend each, and import again");
  }
  if (o.json) {
    write_report(o, r);
  } else {
    print_import(o.list.file, o.list.dry_run, r);
  }
}

void list(directory_command const& o) {
  viewed_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto found = relations::read_directory(r.from, r.names, o.filter, r.view);
  if (!found) {
    found.error().place = "--" + found.error().place;
  }
  auto const all = value_or_throw(std::move(found));
  if (o.json) {
    fmt::print("{}\n", relations::to_json(answers, all));
  } else {
    print_layers(o);
    print_directory(answers, all);
  }
}

void contacts(directory_command const& o) {
  viewed_record const r{o};
  record::answer_writer answers{r.from, r.names};
  constexpr std::string_view kKinds[] = {"organisation", "person"};
  auto found = r.names.resolve(o.organisation, kKinds);
  if (!found) {
    found.error().place = "ID";
  }
  auto const id = value_or_throw(std::move(found));
  print_layers(o);
  print_contacts(answers, id, relations::read_contacts(r.from, id, r.view, true));
}

void add_directory_list(CLI::App& directory, directory_command& o) {
  auto& sub = *directory.add_subcommand("list", "Who offers and seeks what");
  sub.add_option("--sector", o.filter.sector, "Only of this sector");
  sub.add_option("--product", o.filter.product, "HS code, product or words");
  sub.add_option("--country", o.filter.country, "Only organisations of this country");
  sub.add_option("--direction", o.filter.direction, "offer or want");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o] { list(o); });
}

void add_import(CLI::App& directory, directory_command& o) {
  auto& sub = *directory.add_subcommand("import", "A CSV list of organisations, all or nothing");
  sub.add_option("FILE", o.file, "The list (docs/relations.md: which headers are understood)")
      ->required();
  sub.add_option("--source", o.list.source, "Who says so: a source (default: the list itself)")
      ->type_name("ID");
  sub.add_option("--published", o.list.published, "When the list was made")->type_name("DATE");
  sub.add_option("--direction", o.list.direction, "offer or want, of rows that do not say it");
  sub.add_flag("--dry-run", o.list.dry_run, "Check the list and say what it would add");
  sub.add_option("--pack", o.list.pack, "Which pack it joins, where the record holds several");
  sub.add_option("--by", o.by, "Who records it (default: your user name)")->type_name("NAME");
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o] { import_list(o); });
}

}  // namespace

void add_directory(CLI::App& app) {
  static directory_command o;
  auto& directory = *app.add_subcommand("directory", "Who offers and seeks what");
  directory.require_subcommand(1);
  directory.footer(kDirectoryExamples);
  add_directory_list(directory, o);
  add_import(directory, o);
  auto& sub = *directory.add_subcommand(
      "contacts", "Contact data, also what is not public: for who keeps this record");
  sub.add_option("ID", o.organisation, "An organisation or a person")->required();
  add_view(sub, o);
  add_db(sub, o);
  sub.callback([] { contacts(o); });
}

}  // namespace karwan::exe
