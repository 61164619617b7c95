#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/view_options.h"
#include "karwan/require/instruments.h"

namespace karwan::exe {
namespace {

constexpr auto kInstrumentsExamples = R"(Examples:
  karwan instruments --matrix
  karwan instruments --matrix --as-of 2018-06-30 --carrier pk
  karwan instruments tir
  karwan instruments qtta --json)";

struct instruments_command : view_options {
  std::string instrument;
  std::vector<std::string> carriers;
  bool matrix{false};
};

void run(instruments_command const& o) {
  if (o.matrix && !o.instrument.empty()) {
    throw failure{{error_kind::bad_input, "a matrix is of all instruments", "--matrix",
                   "Leave it out, or leave INSTRUMENT out"}};
  }
  viewed_record const r{o};
  auto all =
      value_or_throw(require::find_instruments(r.from, r.names, r.view, o.instrument, o.carriers));
  if (o.instrument.empty()) {
    all.accession = plan::find_accessions(r.from, r.view);
  }
  if (o.json) {
    record::answer_writer answers{r.from, r.names};
    fmt::print("{}\n", require::to_json(all, r.from, answers));
  } else {
    print_layers(o);
    fmt::print("{}", require::to_text(all, r.names, colour_wanted()));
  }
}

}  // namespace

void add_instruments(CLI::App& app) {
  static instruments_command o;
  auto& sub = *app.add_subcommand("instruments",
                                  "Conventions, permits and visas by country as of a day, with "
                                  "gaps, and which one accession would help most");
  sub.footer(kInstrumentsExamples);
  sub.add_option("INSTRUMENT", o.instrument, "Only this one, with every stage: tir, cmr, qtta");
  sub.add_flag("--matrix", o.matrix, "All, by country (this is the default)");
  sub.add_option("--carrier", o.carriers,
                 "Whose trucks and drivers; again for more (default:\nwhere the record's tour "
                 "begins and ends)")
      ->allow_extra_args(false)
      ->type_name("COUNTRY");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] {
    try {
      run(o);
    } catch (failure const& f) {
      throw with_option_named(f, {"instrument"});
    }
  });
}

}  // namespace karwan::exe
