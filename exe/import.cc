#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"
#include "karwan/exchange/ftm.h"
#include "karwan/exchange/jsonld.h"

namespace karwan::exe {
namespace {

using record::history_fault;
using record::history_report;

constexpr std::size_t kMostFaultsInJson = 1000;

struct import_command : common_options {
  std::string file;
};

using reader_of_form = history_report (*)(record::store&, std::istream&,
                                          exchange::import_watch const&);

// How far it is, on standard error, every other second.
class bytes_progress {
 public:
  explicit bytes_progress(std::string const& file) {
    std::error_code code;
    auto const size = std::filesystem::file_size(file, code);
    size_ = code ? 0 : size;
  }

  void operator()(std::size_t bytes, std::size_t statements) {
    constexpr std::chrono::seconds kEvery{2};
    auto const now = std::chrono::steady_clock::now();
    if (now - last_ < kEvery) {
      return;
    }
    last_ = now;
    if (size_ > 0) {
      fmt::print(stderr, "{} statements read, {} % of the file\n", statements,
                 std::min<std::size_t>(100, 100 * bytes / size_));
    } else {
      fmt::print(stderr, "{} statements read\n", statements);
    }
  }

 private:
  std::size_t size_{0};
  std::chrono::steady_clock::time_point last_{std::chrono::steady_clock::now()};
};

std::string sentence(import_command const& o, history_fault const& f) {
  return error{{},
               f.text,
               fmt::format("{}: {}{}{}", o.file, f.place, f.column.empty() ? "" : ": ", f.column),
               f.remedy}
      .sentence();
}

// As of a pack: a line and a column, or 0 and a pointer.
void write_fault(json_writer& w, import_command const& o, history_fault const& f) {
  constexpr std::string_view kLine = "line ";
  auto const at_line = f.place.starts_with(kLine);
  w.open_object().key("file").text(o.file);
  w.key("line").integer(at_line ? std::stoll(f.place.substr(kLine.size())) : 0);
  w.key("column").text(at_line ? f.column : f.place + (f.column.empty() ? "" : "/" + f.column));
  w.key("text").text(f.text).key("remedy").text(f.remedy).close_object();
}

[[noreturn]] void refuse(import_command const& o, std::size_t faults,
                         std::vector<history_fault> const& first) {
  error const e{error_kind::bad_data,
                fmt::format("there {} {} fault{}, nothing was imported", faults == 1 ? "is" : "are",
                            faults, faults == 1 ? "" : "s"),
                o.file, "Mend each and import again"};
  if (o.json) {
    json_writer w;
    w.open_object();
    write_problem(w, e);
    w.key("faults").open_array();
    for (auto const& f : first) {
      write_fault(w, o, f);
    }
    w.close_array().close_object();
    fmt::print(stderr, "{}\n", std::move(w).take());
  } else {
    fmt::print(stderr, "karwan: {}\n", e.sentence());
  }
  throw already_reported{};
}

void report(import_command const& o, history_report const& r) {
  auto const is_new = r.new_statements + r.new_changes + r.new_rows > 0;
  if (!o.json) {
    fmt::print("{} statements read: ", r.statements);
    if (is_new) {
      fmt::print("{} new, in {} new rows; {} changes of status\n", r.new_statements, r.new_rows,
                 r.new_changes);
    } else {
      fmt::print("the record holds all of them already\n");
    }
    return;
  }
  json_writer w;
  w.open_object();
  w.key("statements").count(r.statements);
  w.key("new_statements").count(r.new_statements);
  w.key("new_rows").count(r.new_rows);
  w.key("new_changes").count(r.new_changes);
  w.close_object();
  fmt::print("{}\n", std::move(w).take());
}

void import(import_command const& o, reader_of_form read_form) {
  std::ifstream file;
  if (o.file != "-") {
    file.open(o.file, std::ios::binary);
    if (!file) {
      throw failure{{error_kind::bad_input, "it cannot be read", o.file,
                     "Name a file, or - for "
                     "standard input"}};
    }
  }
  std::vector<history_fault> first;  // JSON is one document; text is written as faults are found
  auto const on_fault = [&](history_fault const& f) {
    if (!o.json) {
      fmt::print(stderr, "{}\n", sentence(o, f));
    } else if (first.size() < kMostFaultsInJson) {
      first.push_back(f);
    }
  };
  auto const is_fresh = !std::filesystem::exists(database_file(o));
  auto const r = [&] {
    auto to = open_store(o, record::store::mode::write);
    bytes_progress far{o.file};
    return read_form(to, o.file == "-" ? std::cin : file,
                     {on_fault, [&](std::size_t b, std::size_t n) { far(b, n); }});
  }();
  if (r.faults > 0) {
    if (is_fresh) {
      // A faulty file must not leave an empty record behind.
      for (auto const* end : {"", "-wal", "-shm"}) {
        std::error_code code;
        std::filesystem::remove(database_file(o).string() + end, code);
      }
    }
    refuse(o, r.faults, first);
  }
  report(o, r);
}

template <reader_of_form kRead>
void run(import_command const& o) {
  import(o, kRead);
}

void add_form(CLI::App& in, char const* name, char const* about, import_command& o,
              void (*run_form)(import_command const&)) {
  auto& sub = *in.add_subcommand(name, about);
  sub.add_option("FILE", o.file, "What karwan export wrote; -: standard input")->required();
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o, run_form] { run_form(o); });
}

}  // namespace

void add_import(CLI::App& app) {
  static import_command o;
  auto& in = *app.add_subcommand("import", "A record from another's export, all or nothing");
  in.require_subcommand(1);
  add_form(in, "ftm", "FollowTheMoney statements as karwan export ftm wrote them", o,
           run<exchange::read_ftm>);
  add_form(in, "jsonld", "JSON-LD as karwan export jsonld wrote it", o, run<exchange::read_jsonld>);
}

}  // namespace karwan::exe
