#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/view_options.h"
#include "karwan/base/atomic_file.h"
#include "karwan/base/date.h"
#include "karwan/base/json_writer.h"
#include "karwan/network/snapshot.h"
#include "karwan/plan/question.h"

namespace karwan::exe {
namespace {

constexpr auto kMakeExamples =
    R"(Topology and base metric, to be mapped by programs that search large networks. It holds no
evidence and no rules of a consignment: journeys are planned from the record.

Examples:
  karwan snapshot make network.snapshot --as-of 2025-06-16
  karwan snapshot make network.snapshot --unit wagon --tonnes 1000)";

struct snapshot_command : view_options {
  std::string file;
  std::string unit{"truck"};
  double tonnes{plan::kDefaultTonnes};
};

network::load_unit unit_of(snapshot_command const& o) {
  auto const unit = network::parse_load_unit(o.unit);
  if (!unit) {
    throw failure{{error_kind::bad_input, "there is no unit " + o.unit, "--unit",
                   "Choose truck, reefer, teu, feu, wagon, bulk, air or roro"}};
  }
  return *unit;
}

// What the file says, and whether the record has moved on since.
void tell(snapshot_command const& o, network::snapshot& s, std::string const& version) {
  auto const arrays = value_or_throw(s.arrays());
  auto const current = s.record_version() == version;
  if (o.json) {
    json_writer w;
    w.open_object();
    w.key("file").text(o.file).key("bytes").integer(static_cast<std::int64_t>(s.bytes()));
    w.key("made_for").text(s.made_for());
    w.key("record_version").text(s.record_version()).key("current").boolean(current);
    w.key("nodes").integer(static_cast<std::int64_t>(s.nodes()));
    w.key("arcs").integer(static_cast<std::int64_t>(s.arcs()));
    w.key("places").integer(static_cast<std::int64_t>(arrays.places()));
    w.close_object();
    fmt::print("{}\n", std::move(w).take());
    return;
  }
  fmt::print("{}: {} places, {} nodes, {} arcs, {} KB, for {}\n", o.file, arrays.places(),
             s.nodes(), s.arcs(), (s.bytes() + 1023) / 1024, s.made_for());
  fmt::print("{}\n", current ? "The record has not changed since."
                             : "The record has changed since: make it again.");
}

void make(snapshot_command const& o) {
  auto const view = view_of(o);
  network::metric_options m;
  m.view = view;
  m.depart = view.as_of;
  m.carried = {unit_of(o), o.tonnes, false};
  auto const record = open_store(o, record::store::mode::read);
  record::reading const one_state{record};
  auto const facts = network::read_facts(record, view);
  auto const topology = network::build_topology(*facts);
  auto const metric = network::build_metric(topology, *facts, m);
  auto const version = record.version(view.layers);
  auto const made_for = fmt::format("{} {} t, {}", o.unit, o.tonnes, to_string(view.as_of));
  auto const bytes = network::snapshot_bytes(topology, metric, version, made_for);
  write_file_or_throw(o.file, bytes);
  auto made = value_or_throw(network::snapshot::open(o.file));
  tell(o, made, version);
}

void show(snapshot_command const& o) {
  auto found = value_or_throw(network::snapshot::open(o.file));
  auto const record = open_store(o, record::store::mode::read);
  check_layers(o.layers);
  tell(o, found, record.version(o.layers));
}

}  // namespace

void add_snapshot(CLI::App& app) {
  static snapshot_command o;
  auto& sub = *app.add_subcommand("snapshot", "The network in a file that programs map");
  sub.require_subcommand(1);
  auto& made = *sub.add_subcommand("make", "Write it, whole or not at all");
  made.footer(kMakeExamples);
  made.add_option("FILE", o.file, "Where to")->required();
  made.add_option("--unit", o.unit, "truck, reefer, teu, feu, wagon, bulk, air, roro (truck)");
  made.add_option("--tonnes", o.tonnes, "Mass of the consignment (20)")
      ->check(CLI::Range(0.001, plan::kMaxTonnes));
  add_view(made, o);
  auto& shown = *sub.add_subcommand("show", "Check it whole, and whether the record has changed");
  shown.add_option("FILE", o.file, "The snapshot")->required();
  add_layers(shown, o);
  for (auto* each : {&made, &shown}) {
    add_db(*each, o);
    add_json(*each, o);
  }
  made.callback([] { make(o); });
  shown.callback([] { show(o); });
}

}  // namespace karwan::exe
