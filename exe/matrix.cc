#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <thread>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/plan_options.h"
#include "exe/progress.h"
#include "exe/view_options.h"
#include "karwan/base/atomic_file.h"
#include "karwan/base/text.h"
#include "karwan/exchange/omx.h"
#include "karwan/plan/matrix.h"

namespace karwan::exe {
namespace {

constexpr auto kMatrixExamples =
    R"(A row for each pair of places that a way leads between; docs/matrix.md says what counts.

Examples:
  karwan matrix --by time,cost
  karwan matrix --places multan,almaty,tashkent --quantiles --depart 2025-12-01
  karwan matrix --countries kz,pk --by cost --unit feu --tonnes 24 --json
  karwan matrix --by time,cost --out corridor.omx)";

struct matrix_command : common_options {
  plan::matrix_asked asked;
  std::string out, format;
  unsigned jobs{0};
};

// csv, json or omx: what is asked for, else what the file's name ends in. Throws failure
// (bad_input): no such form, two forms at once, or bytes that are not for a terminal.
std::string matrix_form(matrix_command const& o) {
  auto const ending = std::filesystem::path{o.out}.extension();
  auto form = !o.format.empty()   ? o.format
              : o.json            ? "json"
              : ending == ".omx"  ? "omx"
              : ending == ".json" ? "json"
                                  : "csv";
  if (form != "csv" && form != "json" && form != "omx") {
    throw failure{{error_kind::bad_input, "there is no format " + in_quotes(form), "format",
                   "Choose csv, json or omx"}};
  }
  if (o.json && form != "json") {
    throw failure{{error_kind::bad_input, "--json asks for another form than " + form, "format",
                   "Leave one of them out"}};
  }
  if (form == "omx" && o.out.empty()) {
    throw failure{
        {error_kind::bad_input, "an OMX matrix is a file", "out", "Name it: --out matrix.omx"}};
  }
  return form;
}

std::string written_as(std::string_view form, plan::matrix const& m) {
  return form == "omx"    ? exchange::to_omx(m)
         : form == "json" ? plan::to_json(m) + "\n"
                          : plan::to_csv(m);
}

void run(matrix_command& o) {
  auto const form = matrix_form(o);
  auto q = value_or_throw(plan::read_matrix_question(o.asked, today_of(o)));
  q.jobs = o.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : o.jobs;
  check_layers(q.common.view.layers);
  auto const record = open_store(o, record::store::mode::read);
  count_line line{"places"};
  auto const m = plan::make_matrix(record, q, {.progress = std::ref(line)});
  auto const bytes = written_as(form, m);
  if (o.out.empty()) {
    fmt::print("{}", bytes);
    return;
  }
  write_file_or_throw(o.out, bytes);
  fmt::print("{}: {} places, {} as {}\n", o.out, m.places.size(), o.asked.by, form);
}

}  // namespace

void add_matrix(CLI::App& app) {
  static matrix_command o;
  auto& sub = *app.add_subcommand("matrix", "What it takes from every place to every other");
  sub.footer(kMatrixExamples);
  sub.add_option("--places", o.asked.places, "Only between these (all that the network reaches)")
      ->allow_extra_args(false)
      ->type_name("PLACE,...");
  sub.add_option("--countries", o.asked.countries, "All places of these countries")
      ->allow_extra_args(false)
      ->type_name("COUNTRY,...");
  sub.add_option("--by", o.asked.by,
                 "Least time, cost, emissions, borders; each is a column (time)")
      ->type_name("LIST");
  sub.add_flag("--quantiles", o.asked.quantiles, "Also P10, P50 and P90 of the fastest way's time");
  sub.add_option("--out", o.out, "Write to this file (default: standard output)")
      ->type_name("FILE");
  sub.add_option(
      "--format", o.format,
      "csv, json or omx (Open Matrix); by the file's name where it\nends in one, else csv");
  sub.add_option("--jobs", o.jobs, "Threads (one per core)")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  add_goods(sub, o.asked.common);
  add_means(sub, o.asked.common);
  add_dates(sub, o.asked.common);
  add_chance(sub, o.asked.common);
  sub.add_option("--lang", o.asked.common.lang, "Names in en, kk, ru or ur (default en)");
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
