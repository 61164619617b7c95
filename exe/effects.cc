#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/view_options.h"
#include "karwan/impact/effects.h"

namespace karwan::exe {
namespace {

constexpr auto kEffectsExamples =
    R"(An effect is a set of rows that would hold if it came true: --scenario ID lays them over.
What cannot be modelled says why.

Examples:
  karwan effects
  karwan effects project-trans-afghan-railway
  karwan effects --all --json
  karwan plan kostanay karachi --unit wagon --scenario commitment-trans-afghan-railway@2030)";

struct effects_command : view_options {
  std::vector<std::string> ids;
  bool all{false};
};

impact::listing told_by(effects_command const& o) {
  using enum impact::listing;
  return !o.ids.empty() ? rows : o.all ? all : modelled;
}

void run(effects_command const& o) {
  viewed_record const r{o};
  auto const found = impact::list_effects(r.from, r.names, r.view, o.ids);
  if (o.json) {
    fmt::print("{}\n", impact::to_json(found));
  } else {
    print_layers(o);
    fmt::print("{}", impact::to_text(found, told_by(o)));
  }
}

}  // namespace

void add_effects(CLI::App& app) {
  static effects_command o;
  auto& sub = *app.add_subcommand(
      "effects",
      "What promises, projects and closures would change, and of which nothing can be said");
  sub.footer(kEffectsExamples);
  sub.add_option("ID", o.ids, "Commitments, projects, events or closures: ids or names");
  sub.add_flag("--all", o.all, "Also those without effects, and why");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
