#include "karwan/record/pack.h"

#include <cstdio>
#include <functional>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/progress.h"
#include "karwan/base/problem.h"

namespace karwan::exe {
namespace {

using record::pack_report;
using record::store;

struct pack_command : common_options {
  std::string dir;
  std::string pack;
  bool progress{false};
};

constexpr auto kProgress = "Say how far it is on stderr, also where that is no terminal";

// Shown to people, or to whoever asks for it.
bool progress_wanted(pack_command const& o) {
  return o.progress || ::isatty(STDERR_FILENO) != 0;
}

void write_faults(json_writer& w, std::vector<record::pack_fault> const& faults) {
  w.key("faults").open_array();
  for (auto const& f : faults) {
    w.open_object();
    w.key("file").text(f.file);
    w.key("line").integer(static_cast<std::int64_t>(f.line));
    w.key("column").text(f.column);
    w.key("text").text(f.text);
    w.key("remedy").text(f.remedy);
    w.close_object();
  }
  w.close_array();
}

// Says every fault, not only the first, on standard error.
[[noreturn]] void refuse(pack_command const& o, pack_report const& r) {
  auto const n = r.faults.size() + r.faults_not_listed;
  error const e{error_kind::bad_data, fmt::format("the pack has {} fault{}", n, n == 1 ? "" : "s"),
                o.dir, "Mend each; karwan pack check DIR says when all are gone"};
  if (o.json) {
    json_writer w;
    w.open_object();
    write_problem(w, e);
    write_faults(w, r.faults);
    w.close_object();
    fmt::print(stderr, "{}\n", std::move(w).take());
  } else {
    for (auto const& f : r.faults) {
      auto const at = std::filesystem::path{o.dir} / f.file;
      fmt::print(stderr, "{}{}{}\n", f.file.empty() ? o.dir : at.parent_path().string(),
                 f.file.empty() ? ": " : "/", f.sentence());
    }
    if (r.faults_not_listed > 0) {
      fmt::print(stderr, "and {} faults more\n", r.faults_not_listed);
    }
    fmt::print(stderr, "karwan: {}\n", e.sentence());
  }
  throw already_reported{};
}

pack_report checked(pack_command const& o, progress_line& line) {
  auto r =
      record::check_pack(o.dir, progress_wanted(o) ? std::ref(line) : record::report_progress{});
  line.clear();
  return r;
}

void check(pack_command const& o) {
  progress_line line;
  auto const r = checked(o, line);
  if (!r.faults.empty()) {
    refuse(o, r);
  }
  if (!o.json) {
    fmt::print("{} {} is sound: {} tables, {} rows, {} statements\n", r.name, r.version, r.tables,
               r.rows, r.cells);
    return;
  }
  json_writer w;
  w.open_object();
  w.key("name").text(r.name);
  w.key("version").text(r.version);
  w.key("tables").count(r.tables);
  w.key("rows").count(r.rows);
  w.key("statements").count(r.cells);
  w.close_object();
  fmt::print("{}\n", std::move(w).take());
}

void write_load(record::load_report const& r) {
  json_writer w;
  w.open_object();
  w.key("name").text(r.pack.name);
  w.key("version").text(r.pack.version);
  w.key("already_loaded").boolean(r.already_loaded);
  w.key("rows_added").count(r.rows_added);
  w.key("statements_added").count(r.statements_added);
  w.key("corrected").count(r.corrected);
  w.key("retracted").count(r.retracted);
  w.close_object();
  fmt::print("{}\n", std::move(w).take());
}

void load(pack_command const& o) {
  progress_line line;
  record::load_options how;
  if (progress_wanted(o)) {
    how.progress = std::ref(line);
  }
  if (!std::filesystem::exists(database_file(o))) {
    // A faulty pack must not leave an empty record behind.
    how.checked = checked(o, line);
    if (!how.checked->faults.empty()) {
      refuse(o, *how.checked);
    }
  }
  auto to = open_store(o, store::mode::write);
  auto loaded = record::load_pack(to, o.dir, how);
  line.clear();
  auto const r = value_or_throw(std::move(loaded));
  if (!r.pack.faults.empty()) {
    refuse(o, r.pack);
  }
  if (o.json) {
    write_load(r);
  } else if (r.already_loaded) {
    fmt::print("{} {} is already loaded\n", r.pack.name, r.pack.version);
  } else {
    fmt::print("{} {} is loaded: {} rows added, {} statements added, {} corrected, {} retracted\n",
               r.pack.name, r.pack.version, r.rows_added, r.statements_added, r.corrected,
               r.retracted);
  }
}

void export_to(pack_command const& o) {
  auto const from = open_store(o, store::mode::read);
  auto const r = value_or_throw(record::export_pack(from, o.dir, o.pack));
  for (auto const& row : r.left_out) {
    fmt::print(stderr, "row {} is left out: a value that its table requires was retracted\n", row);
  }
  if (!r.withheld.empty()) {
    fmt::print(stderr, "{} rows that are not public are left out\n", r.withheld.size());
  }
  if (!o.json) {
    fmt::print("{} is written to {}: {} files, {} rows\n", r.name, o.dir, r.files, r.rows);
    return;
  }
  json_writer w;
  w.open_object();
  w.key("name").text(r.name);
  w.key("files").count(r.files);
  w.key("rows").count(r.rows);
  w.close_object();
  fmt::print("{}\n", std::move(w).take());
}

void schema(pack_command const& o) {
  if (auto ok = record::write_descriptor(o.dir); !ok) {
    throw failure{std::move(ok.error())};
  }
  fmt::print("{}/datapackage.json is written\n", o.dir);
}

CLI::App& add_act(CLI::App& pack, char const* name, char const* about, pack_command& o,
                  void (*run)(pack_command const&)) {
  auto& sub = *pack.add_subcommand(name, about);
  sub.add_option("DIR", o.dir, "The pack's folder")->required();
  sub.callback([&o, run] { run(o); });
  return sub;
}

}  // namespace

void add_pack(CLI::App& app) {
  static pack_command o;
  auto& pack = *app.add_subcommand("pack", "Packs of facts: check, load, export");
  pack.require_subcommand(1);
  auto& sound = add_act(pack, "check", "Name every fault of a pack", o, check);
  add_json(sound, o);
  sound.add_flag("--progress", o.progress, kProgress);
  auto& in = add_act(pack, "load", "Load a pack into the record, all or nothing", o, load);
  add_db(in, o);
  add_json(in, o);
  in.add_flag("--progress", o.progress, kProgress);
  auto& out = add_act(pack, "export", "Write a pack as the record now has it", o, export_to);
  add_db(out, o);
  add_json(out, o);
  out.add_option("--pack", o.pack, "Which pack, where the record holds several")->type_name("NAME");
  add_act(pack, "schema", "Write datapackage.json from the dictionary", o, schema);
}

}  // namespace karwan::exe
