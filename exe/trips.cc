#include "exe/trips.h"

#include <fmt/format.h>
#include <unistd.h>

#include "exe/sheet_file.h"

namespace karwan::exe {
namespace {

std::vector<plan::observed_trip> read(trip_options const& o, viewed_record const& r) {
  if (o.file.empty()) {
    return plan::read_trips(r.from, r.view, r.names);
  }
  std::vector<sheet_fault> faults;
  auto const table = read_sheet(read_sheet_file(o.file), faults);
  auto trips = plan::read_trips(table, r.from, r.view, r.names, faults);
  if (!faults.empty()) {
    refuse_sheet(o.file, o.json, faults, "Nothing was planned: mend each, and try again");
  }
  return trips;
}

}  // namespace

void add_trips(CLI::App& sub, trip_options& o) {
  sub.add_option("FILE", o.file, "Observed trips as CSV");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
  add_layers(sub, o);
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
}

std::vector<plan::tried_trip> try_trips(trip_options const& o) {
  viewed_record const r{o};
  auto const trips = read(o, r);
  auto const told = isatty(STDERR_FILENO) != 0;
  auto const progress = [&](std::size_t done) {
    fmt::print(stderr, "\r{} of {} trips{}", done, trips.size(), done == trips.size() ? "\r" : "");
  };
  return plan::try_trips(r.from, trips, {.view = r.view, .today = today_of(o)},
                         told ? progress : std::function<void(std::size_t)>{});
}

}  // namespace karwan::exe
