#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/trips.h"
#include "karwan/plan/calibrate.h"

namespace karwan::exe {
namespace {

constexpr auto kCalibrateExamples =
    R"(Fits factors on driving, trains, borders and changes to trips that were seen, from the priors of
the record, and says how well each trip is told by a fit to the others. Nothing is written to the
record: --rows prints rows of the table assumptions for a pack.

Examples:
  karwan calibrate
  karwan calibrate trips.csv --rows > fitted.csv)";

struct calibrate_command : trip_options {
  bool rows{false};
};

void run(calibrate_command const& o) {
  auto const trips = try_trips(o);
  viewed_record const r{o};
  auto const c = plan::calibrate(r.from, r.view, trips);
  fmt::print("{}{}",
             o.json   ? plan::to_json(c)
             : o.rows ? plan::to_rows(c)
                      : plan::to_text(c, colour_wanted()),
             o.json ? "\n" : "");
}

}  // namespace

void add_calibrate(CLI::App& app) {
  static calibrate_command o;
  auto& sub = *app.add_subcommand("calibrate", "Assumed times fitted to trips that were seen");
  sub.footer(kCalibrateExamples);
  add_trips(sub, o);
  sub.add_flag("--rows", o.rows, "Rows of the table assumptions, as CSV");
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
