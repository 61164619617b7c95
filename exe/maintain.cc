#include "karwan/record/maintain.h"

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"

namespace karwan::exe {
namespace {

struct maintain_command : common_options {
  std::string file;
};

void write_damage(json_writer& w, std::vector<record::damage> const& found) {
  w.key("damage").open_array();
  for (auto const& d : found) {
    w.open_object();
    w.key("place").text(d.place);
    w.key("text").text(d.text);
    w.close_object();
  }
  w.close_array();
}

// Says all that is damaged, not only the first.
[[noreturn]] void refuse(maintain_command const& o, std::string const& file,
                         std::vector<record::damage> const& found) {
  error const e{error_kind::bad_data, "the record is damaged", file,
                "Put the last good copy in its place: karwan restore COPY"};
  if (o.json) {
    json_writer w;
    w.open_object();
    write_problem(w, e);
    write_damage(w, found);
    w.close_object();
    fmt::print(stderr, "{}\n", std::move(w).take());
  } else {
    for (auto const& d : found) {
      fmt::print(stderr, "{}: {}\n", d.place, d.text);
    }
    fmt::print(stderr, "karwan: {}\n", e.sentence());
  }
  throw already_reported{};
}

void check(maintain_command const& o) {
  auto const file = database_file(o);
  auto const r = value_or_throw(record::check(file));
  if (!r.found.empty()) {
    refuse(o, file.string(), r.found);
  }
  if (!o.json) {
    fmt::print("{} is sound: {} recordings, {} rows, {} statements\n", file.string(), r.recordings,
               r.rows, r.statements);
    if (r.unsummed > 0) {
      fmt::print(
          "{} of the recordings are from before sums were kept: of them only the structure\n",
          r.unsummed);
    }
    return;
  }
  json_writer w;
  w.open_object();
  w.key("file").text(file.string());
  w.key("recordings").integer(r.recordings);
  w.key("rows").integer(r.rows);
  w.key("statements").integer(r.statements);
  w.key("without_sums").integer(r.unsummed);
  w.close_object();
  fmt::print("{}\n", std::move(w).take());
}

void report(maintain_command const& o, char const* done, record::copy_report const& r) {
  if (o.json) {
    json_writer w;
    w.open_object();
    w.key("file").text(r.file.string());
    w.key("version").text(r.version);
    w.key("bytes").integer(r.bytes);
    if (!r.set_aside.empty()) {
      w.key("set_aside").text(r.set_aside.string());
    }
    w.close_object();
    fmt::print("{}\n", std::move(w).take());
    return;
  }
  fmt::print("{} {}: version {}, {:.1f} MB\n", done, r.file.string(), r.version,
             static_cast<double>(r.bytes) / 1e6);
  if (!r.set_aside.empty()) {
    fmt::print("what was there before is kept as {}\n", r.set_aside.string());
  }
}

void backup(maintain_command const& o) {
  report(o, "copied to", value_or_throw(record::backup(database_file(o), o.file)));
}

void restore(maintain_command const& o) {
  report(o, "restored", value_or_throw(record::restore(o.file, database_file(o))));
}

CLI::App& add_act(CLI::App& app, char const* name, char const* about, maintain_command& o,
                  void (*run)(maintain_command const&)) {
  auto& sub = *app.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o, run] { run(o); });
  return sub;
}

}  // namespace

void add_check(CLI::App& app) {
  static maintain_command o;
  add_act(app, "check", "Read the whole record and name what is damaged", o, check);
}

void add_backup(CLI::App& app) {
  static maintain_command o;
  add_act(app, "backup", "Copy the record while others use it; the copy is checked", o, backup)
      .add_option("TO", o.file, "The copy, or a folder for it")
      ->required()
      ->type_name("FILE");
}

void add_restore(CLI::App& app) {
  static maintain_command o;
  add_act(app, "restore", "Put a copy in the place of the record, and keep what was there", o,
          restore)
      .add_option("COPY", o.file, "Made by karwan backup")
      ->required()
      ->type_name("FILE");
}

}  // namespace karwan::exe
