#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/series_text.h"
#include "exe/view_options.h"
#include "karwan/record/series_json.h"

namespace karwan::exe {
namespace {

using record::sum_over;

struct record_series_command : view_options {
  std::vector<std::string> words, with;
  std::string sum;
  record::series_question question;
};

void series(record_series_command const& o) {
  auto q = o.question;
  q.names = {fmt::format("{}", fmt::join(o.words, " "))};
  q.names.insert(q.names.end(), o.with.begin(), o.with.end());
  if (!o.sum.empty()) {
    q.sum = o.sum == "partners" ? sum_over::partners : sum_over::periods;
  }
  viewed_record const r{o};
  record::answer_writer answers{r.from, r.names};
  auto found = record::read_series(r.from, r.names, q, r.view);
  if (!found) {
    auto& place = found.error().place;
    place = place.empty() ? "" : place == "name" ? "NAME" : "--" + place;
  }
  auto const answer = value_or_throw(std::move(found));
  if (o.json) {
    fmt::print("{}\n", record::series_json(r.from, answers, q, answer, r.view));
  } else {
    print_layers(o);
    print_series(answers, q, answer);
  }
}

}  // namespace

void add_record_series(CLI::App& record) {
  static record_series_command o;
  auto& sub = *record.add_subcommand("series", "What all sources give for an indicator over time");
  add_db(sub, o);
  add_json(sub, o);
  sub.add_option("NAME", o.words, "An indicator (\"bilateral trade\") or its id")->required();
  sub.add_option("--with", o.with, "Another indicator beside it")
      ->type_name("NAME")
      ->allow_extra_args(false);
  sub.add_flag("--mirror", o.question.mirror, "The same trade in the books of the other side too");
  sub.add_option("--from", o.question.from, "From when: 2015, FY2024-25, \"May 2024\" ...")
      ->type_name("DATE");
  sub.add_option("--to", o.question.to, "To when, its last day included")->type_name("DATE");
  sub.add_option("--reporter", o.question.reporter, "In whose books")->type_name("COUNTRY");
  sub.add_option("--partner", o.question.partner, "With whom; several with commas")
      ->type_name("COUNTRY");
  sub.add_option("--direction", o.question.direction, "export, import or turnover");
  sub.add_option("--basis", o.question.basis, "calendar, fiscal, part, point or unknown");
  sub.add_option("--sum", o.sum, "Add what may be added over them, or say why not")
      ->check(CLI::IsMember({"periods", "partners"}));
  add_view(sub, o);
  sub.callback([] { series(o); });
}

}  // namespace karwan::exe
