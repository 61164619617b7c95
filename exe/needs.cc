#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/document_out.h"
#include "exe/plan_options.h"
#include "exe/view_options.h"
#include "karwan/base/text.h"
#include "karwan/require/checklist.h"
#include "karwan/require/json.h"
#include "karwan/require/text.h"

namespace karwan::exe {
namespace {

constexpr auto kNeedsExamples =
    R"(What no rule answers is unknown, with whom to ask: a fact that is missing never reads as allowed.

Examples:
  karwan needs multan almaty --product mango --tonnes 20 --value 18000
  karwan needs kostanay karachi --product wheat --carrier kz --journey cheapest
  karwan needs sialkot astana --product "surgical instruments" --under tir --format html > list.html
  karwan needs --person --nationality pk --to kz --purpose business
  karwan needs --person --nationality kz --to pk --purpose tourism --by air --json)";

struct needs_command : view_options {
  require::asked asked;
  std::string to, format{"text"};
};

void print(require::needs const& answer, record::store const& from, record::name_index const& names,
           needs_command const& o) {
  if (o.json || o.format == "json") {
    record::answer_writer answers{from, names};
    fmt::print("{}\n", require::to_json(answer, from, answers));
  } else if (o.format == "text") {
    fmt::print("{}", require::to_text(answer, colour_wanted()));
  } else {
    auto const is_html = form_of(o.format, false) == document_form::html;
    auto const list = require::checklist(answer);
    fmt::print("{}", is_html ? relations::to_html(list, from) : relations::to_markdown(list, from));
  }
}

void answer(needs_command const& o, require::asked const& asked) {
  auto const question = value_or_throw(require::read_question(asked, today_of(o)));
  auto const record = open_store(o, record::store::mode::read);
  record::name_index const names{record, question.way.view};
  plan::planner planner{record};
  print(require::find_needs(record, names, planner, question), record, names, o);
}

void run(needs_command const& o) {
  auto a = o.asked;
  if (!o.to.empty() && !a.way.to.empty()) {
    throw failure{
        {error_kind::bad_input, "the destination is given twice", "--to", "Give it once"}};
  }
  a.way.to += o.to;
  a.way.as_of = o.as_of;
  a.way.known_at = o.known_at;
  a.way.published_by = o.published_by;
  a.way.layers = o.layers;
  try {
    answer(o, a);
  } catch (failure const& f) {
    throw with_option_named(f);
  }
}

void add_goods(CLI::App& sub, needs_command& o) {
  auto& a = o.asked;
  sub.add_option("FROM", a.way.from, "Of goods: where they start; of a person: where the way does");
  sub.add_option("TO", a.way.to, "Where they go");
  sub.add_option("--to", o.to, "The same, without FROM: a person's destination");
  sub.add_option("--product", a.way.product, "HS code or name");
  sub.add_option("--tonnes", a.way.tonnes, "Mass of the whole consignment (20)")->type_name("T");
  sub.add_option("--unit", a.way.unit, "As in karwan plan");
  sub.add_option("--value", a.way.value, "Of the goods, for the landed cost")->type_name("USD");
  sub.add_option("--carrier", a.way.carrier,
                 "Country in which the truck is registered\n(taken: where the goods start)")
      ->type_name("COUNTRY");
  sub.add_option("--driver", a.driver, "Nationality of the driver (the carrier's)")
      ->type_name("COUNTRY");
  add_list(sub, "--under", a.way.under, "Instruments under which they move: tir, qtta")
      ->type_name("ID,...");
  sub.add_option("--journey", a.journey,
                 "Of the plan: its id, number or label (fastest,\ncheapest ...; default: the "
                 "fastest of those that\ncost at most twice as much as the cheapest)");
  add_list(sub, "--modes", a.way.modes, "Only these of road,rail,sea,ferry,air")->type_name("LIST");
  add_list(sub, "--via", a.way.via, "A place to pass; again for more, in order")
      ->type_name("PLACE");
  add_list(sub, "--avoid", a.way.avoid, "A place or country to keep out of; again for more")
      ->type_name("PLACE");
  add_list(sub, "--without", a.way.without, "Closures to take as lifted")->type_name("ID,...");
  add_list(sub, "--scenario", a.way.scenario, "Projects or commitments to take as kept")
      ->type_name("ID[@DATE],...");
}

void add_person(CLI::App& sub, needs_command& o) {
  auto& a = o.asked;
  sub.add_flag("--person", a.person, "Of a person, not of goods");
  sub.add_option("--nationality", a.nationality, "Of the person")->type_name("COUNTRY");
  sub.add_option("--purpose", a.purpose, "business, study, tourism, invest or drive");
  add_list(sub, "--by", a.by, "Modes of the way, where they are known: air,road,rail")
      ->type_name("LIST");
}

}  // namespace

void add_needs(CLI::App& app) {
  static needs_command o;
  auto& sub = *app.add_subcommand(
      "needs", "Papers, visas and fees of a journey or a person: what, from whom, in which order");
  sub.footer(kNeedsExamples);
  add_goods(sub, o);
  add_person(sub, o);
  sub.add_option("--depart", o.asked.way.depart, "Day of departure (today)")->type_name("DATE");
  sub.add_option("--lang", o.asked.way.lang, "Names in en, kk, ru or ur (default en)");
  sub.add_option("--format", o.format, "text, md, html (a checklist to print) or json")
      ->capture_default_str();
  sub.add_flag_callback(
      "--markdown", [] { o.format = "md"; }, "The same as --format md");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
