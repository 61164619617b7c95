#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/document_out.h"
#include "exe/view_options.h"
#include "karwan/relations/diff.h"

namespace karwan::exe {
namespace {

constexpr auto kDiffExamples = R"(Examples:
  karwan diff --since 2026-01-01
  karwan diff --since 2026-01-01 --all
  karwan diff --since 2025-06-30 --as-of 2026-03-31 --sector transport)";

struct diff_command : view_options {
  std::string since, sector, format{"md"};
  bool all{false};
};

void run(diff_command const& o) {
  auto const form = form_of(o.format, o.json);
  viewed_record const r{o};
  relations::diff_question const q{day_option("--since", o.since), o.sector,
                                   !o.all && form != document_form::json, r.view};
  print_document(form, value_or_throw(relations::write_diff(r.from, r.names, q)), r);
}

}  // namespace

void add_diff(CLI::App& app) {
  static diff_command o;
  auto& sub = *app.add_subcommand(
      "diff", "What is new, slipped, kept, contradicted, dropped and retracted since a day");
  sub.footer(kDiffExamples);
  sub.add_option("--since", o.since, "The day to compare with")->type_name("DATE")->required();
  sub.add_option("--sector", o.sector, "Only of this sector");
  sub.add_flag("--all", o.all, "All of it: else one page of what weighs most (JSON: always all)");
  add_format(sub, o.format);
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
