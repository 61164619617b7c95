#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/plan_options.h"
#include "exe/view_options.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"
#include "karwan/base/text.h"
#include "karwan/exchange/gmns.h"
#include "karwan/exchange/network.h"

namespace karwan::exe {
namespace {

constexpr auto kNetworkExamples =
    R"(GMNS is the General Modeling Network Specification, 0.96; docs/gmns.md.

Examples:
  karwan network check my-network
  karwan network import my-network --out my-pack
  karwan pack load my-pack --db my.db && karwan plan node-1 node-8 --db my.db
  karwan network export corridor-gmns --depart 2025-06-16
  karwan network export corridor.gpkg --format gpkg
  karwan network export corridor.geojson --format geojson)";

struct network_command : common_options {
  std::string folder, out, pack, country{"zz"}, format{"gmns"};
  plan::asked asked;
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

void check(network_command const& o) {
  auto const report = exchange::check_gmns(exchange::gmns_folder(existing(o.folder)));
  if (report.errors() > 0) {
    refuse(o.folder, o.json, report);
  }
  fmt::print("{}", o.json ? exchange::to_json(report) + "\n" : exchange::to_text(report));
}

// A pack's name: lower-case letters, digits, hyphens.
std::string pack_name(network_command const& o) {
  auto const name = o.pack.empty()
                        ? std::filesystem::absolute(o.out).lexically_normal().filename().string()
                        : o.pack;
  auto const fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (name.empty() || !std::ranges::all_of(name, fits)) {
    throw failure{{error_kind::bad_input, in_quotes(name) + " cannot be the name of a pack", "name",
                   "Give --name with lower-case letters, digits and hyphens"}};
  }
  return name;
}

void import_network(network_command const& o) {
  auto const code = [](char c) { return c >= 'a' && c <= 'z'; };
  if (o.country.size() != 2 || !std::ranges::all_of(o.country, code)) {
    throw failure{{error_kind::bad_input, in_quotes(o.country) + " is no country code", "country",
                   "Give two lower-case letters"}};
  }
  auto const record = open_store(o, record::store::mode::read);
  auto const done = exchange::import_gmns(
      exchange::gmns_folder(existing(o.folder)), record,
      {.country = o.country, .pack = pack_name(o), .created = today_of(o)}, o.out);
  for (auto const& f : done.faults) {
    fmt::print(stderr, "{}:{}: {}: {}. {}\n", f.file, f.line, f.field, f.text, f.remedy);
  }
  if (o.json) {
    json_writer w;
    w.open_object().key("folder").text(o.out);
    w.key("nodes").integer(static_cast<std::int64_t>(done.nodes));
    w.key("links").integer(static_cast<std::int64_t>(done.links));
    w.key("left_out").integer(static_cast<std::int64_t>(done.left_out));
    w.key("faults").integer(static_cast<std::int64_t>(done.faults.size())).close_object();
    fmt::print("{}\n", std::move(w).take());
    return;
  }
  fmt::print("{}: {} nodes, {} links; left out because they carry no vehicles: {}\n", o.out,
             done.nodes, done.links, done.left_out);
}

void export_network(network_command const& o) {
  auto asked = o.asked;
  asked.from = asked.to = "any";
  auto const q = value_or_throw(plan::read_question(asked, today_of(o)));
  check_layers(q.view.layers);
  auto const record = open_store(o, record::store::mode::read);
  network::metric_options m;
  m.view = q.view;
  m.depart = q.depart;
  m.carried.tonnes = q.tonnes;
  m.carried.unit = q.unit.value_or(network::load_unit::truck);
  m.modes = plan::kAllModes;
  auto const image = exchange::image_of(record, m);
  if (o.format == "gmns") {
    exchange::write_gmns(image, o.out);
  } else if (o.format == "gpkg") {
    exchange::write_geopackage(image, o.out);
  } else if (o.format == "geojson") {
    std::ofstream out{o.out, std::ios::binary | std::ios::trunc};
    out << exchange::to_geojson(image);
    if (!out.flush()) {
      throw failure{{error_kind::unavailable, "the file cannot be written", o.out,
                     "Check the folder and the disk"}};
    }
  } else {
    throw failure{{error_kind::bad_input, "there is no format " + in_quotes(o.format), "format",
                   "Choose gmns, gpkg or geojson"}};
  }
  if (o.json) {
    json_writer w;
    w.open_object().key("file").text(o.out).key("format").text(o.format);
    w.key("nodes").integer(static_cast<std::int64_t>(image.nodes.size()));
    w.key("links").integer(static_cast<std::int64_t>(image.links.size())).close_object();
    fmt::print("{}\n", std::move(w).take());
    return;
  }
  fmt::print("{}: {} nodes, {} links\n", o.out, image.nodes.size(), image.links.size());
}

void add_import(CLI::App& network, network_command& o) {
  auto& sub = *network.add_subcommand("import", "A GMNS network as a pack to plan on");
  sub.add_option("DIR", o.folder, "The folder with its tables")->required();
  sub.add_option("--out", o.out, "The pack's folder, empty or new")->required()->type_name("DIR");
  sub.add_option("--name", o.pack, "The pack's name (that of its folder)");
  sub.add_option("--country", o.country, "Of nodes that name none, two letters (zz: none)")
      ->type_name("CODE");
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o] { import_network(o); });
}

void add_export_to(CLI::App& network, network_command& o) {
  auto& sub = *network.add_subcommand("export", "The record's network as GMNS or for a map");
  sub.add_option("OUT", o.out, "A folder for gmns, else a file")->required();
  sub.add_option("--format", o.format, "gmns, gpkg (GeoPackage) or geojson (gmns)");
  sub.add_option("--unit", o.asked.unit, "Whose times, costs and emissions (truck)");
  sub.add_option("--tonnes", o.asked.tonnes, "Of the load (20)")->type_name("T");
  add_dates(sub, o.asked);
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o] { export_network(o); });
}

}  // namespace

void add_network(CLI::App& app) {
  static network_command o;
  auto& sub = *app.add_subcommand("network", "Networks in the forms of others");
  sub.footer(kNetworkExamples);
  sub.require_subcommand(1);
  auto& check_ = *sub.add_subcommand("check", "All that is wrong with a GMNS network");
  check_.add_option("DIR", o.folder, "The folder with its tables")->required();
  add_json(check_, o);
  check_.callback([] { check(o); });
  add_import(sub, o);
  add_export_to(sub, o);
}

}  // namespace karwan::exe
