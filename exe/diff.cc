#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/document_out.h"
#include "exe/view_options.h"
#include "karwan/relations/diff.h"

namespace karwan::exe {
namespace {

constexpr auto kExamples = R"(Examples:
  karwan diff --since 2026-01-01
  karwan diff --since 2025-06-30 --as-of 2026-03-31 --sector transport)";

struct options : view_options {
  std::string since, sector, format{"md"};
};

void run(options const& o) {
  auto const form = form_of(o.format, o.json);
  viewed_record const r{o};
  print_document(form,
                 value_or_throw(relations::write_diff(
                     r.from, r.names, {day_option("--since", o.since), o.sector, r.view})),
                 r);
}

}  // namespace

void add_diff(CLI::App& app) {
  static options o;
  auto& sub = *app.add_subcommand(
      "diff", "What is new, slipped, kept, contradicted, dropped and retracted since a day");
  sub.footer(kExamples);
  sub.add_option("--since", o.since, "The day to compare with")->type_name("DATE")->required();
  sub.add_option("--sector", o.sector, "Only of this sector");
  add_format(sub, o.format);
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
