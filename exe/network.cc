#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"
#include "karwan/exchange/gmns.h"

namespace karwan::exe {
namespace {

constexpr auto kExamples =
    R"(GMNS is the General Modeling Network Specification, 0.96; docs/gmns.md.

Examples:
  karwan network check my-network)";

struct options : common_options {
  std::string folder;
};

std::filesystem::path existing(std::string const& folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw failure{{error_kind::bad_input, "there is no such folder", folder,
                   "Name the folder that holds node.csv and link.csv"}};
  }
  return folder;
}

// Errors are no answer: all that was found goes to standard error, as problem+json where asked for.
[[noreturn]] void refuse(std::string const& folder, bool json,
                         exchange::gmns_report const& report) {
  if (!json) {
    fmt::print(stderr, "{}", exchange::to_text(report));
    throw already_reported{};
  }
  json_writer w;
  w.open_object();
  write_problem(w, {error_kind::bad_data, fmt::format("the network has {} errors", report.errors()),
                    folder, "Mend each, and check again"});
  w.key("faults").open_array();
  for (auto const& f : report.faults) {
    w.open_object().key("file").text(f.file);
    w.key("line").integer(static_cast<std::int64_t>(f.line)).key("column").text(f.field);
    w.key("text").text((f.is_error ? "" : "warning: ") + f.text).key("remedy").text(f.remedy);
    w.close_object();
  }
  w.close_array().close_object();
  fmt::print(stderr, "{}\n", std::move(w).take());
  throw already_reported{};
}

void check(options const& o) {
  auto const report = exchange::check_gmns(exchange::gmns_folder(existing(o.folder)));
  if (report.errors() > 0) {
    refuse(o.folder, o.json, report);
  }
  fmt::print("{}", o.json ? exchange::to_json(report) + "\n" : exchange::to_text(report));
}

}  // namespace

void add_network(CLI::App& app) {
  static options o;
  auto& sub = *app.add_subcommand("network", "Networks in the forms of others");
  sub.footer(kExamples);
  sub.require_subcommand(1);
  auto& check_ = *sub.add_subcommand("check", "All that is wrong with a GMNS network");
  check_.add_option("DIR", o.folder, "The folder with its tables")->required();
  add_json(check_, o);
  check_.callback([] { check(o); });
}

}  // namespace karwan::exe
