#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/trips.h"
#include "karwan/plan/validate.h"

namespace karwan::exe {
namespace {

constexpr auto kValidateExamples =
    R"(FILE is a CSV with one trip a row; docs/validation.md lists its columns. Without FILE the
trips that the record itself holds are planned.

Examples:
  karwan validate
  karwan validate trips.csv --json)";

void run(trip_options const& o) {
  auto const v = plan::validate(try_trips(o));
  fmt::print("{}{}", o.json ? plan::to_json(v) : plan::to_text(v, colour_wanted()),
             o.json ? "\n" : "");
}

}  // namespace

void add_validate(CLI::App& app) {
  static trip_options o;
  auto& sub = *app.add_subcommand("validate", "Plans held against what trips really took");
  sub.footer(kValidateExamples);
  add_trips(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
