#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/document_out.h"
#include "exe/view_options.h"
#include "karwan/relations/pillar.h"

namespace karwan::exe {
namespace {

constexpr auto kPillarExamples = R"(Examples:
  karwan pillar universities
  karwan pillar "think tanks"
  karwan pillar media --format html > media.html)";

struct pillar_command : view_options {
  std::string word, format{"md"};
};

void run(pillar_command const& o) {
  auto const form = form_of(o.format, o.json);
  viewed_record const r{o};
  auto page = relations::write_pillar(r.from, r.names, o.word, r.view);
  if (!page) {
    page.error().place = "PILLAR";
  }
  print_document(form, value_or_throw(std::move(page)), r);
}

}  // namespace

void add_pillar(CLI::App& app) {
  static pillar_command o;
  auto& sub = *app.add_subcommand("pillar",
                                  "Who works with whom: live and dormant memoranda, the next step");
  sub.footer(kPillarExamples);
  sub.add_option("PILLAR", o.word, "A kind of organisation or a sector: universities, media ...")
      ->required();
  add_format(sub, o.format);
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
