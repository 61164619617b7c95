#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/directory_text.h"
#include "exe/view_options.h"
#include "karwan/relations/json.h"

namespace karwan::exe {
namespace {

constexpr auto kMatchExamples = R"(Examples:
  karwan match org-qaztrade
  karwan match "Meezan Bank" --json)";

struct match_command : view_options {
  std::string organisation;
};

void run(match_command const& o) {
  viewed_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto read = relations::find_matches(r.from, r.names, o.organisation, r.view);
  if (!read) {
    read.error().place = "ORG";
  }
  auto const found = value_or_throw(std::move(read));
  if (o.json) {
    fmt::print("{}\n", relations::to_json(answers, found));
  } else {
    print_layers(o);
    print_matches(answers, found);
  }
}

}  // namespace

void add_match(CLI::App& app) {
  static match_command o;
  auto& sub = *app.add_subcommand("match", "Counterparts of an organisation abroad, and why");
  sub.footer(kMatchExamples);
  sub.add_option("ORG", o.organisation, "An organisation: id or name")->required();
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
