#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/record_options.h"
#include "karwan/base/text.h"
#include "karwan/record/entity.h"
#include "karwan/record/report.h"

namespace karwan::exe {
namespace {

constexpr auto kReportExamples =
    R"(Every plan uses it from then on; karwan record retract takes it back.

Examples:
  karwan report torkham open --from 2026-11-20 --source https://example.org/torkham
  karwan report x-rail-taftan-zahedan closed --from 2026-12-01 --to 2026-12-07 \
    --reason "repair of the line" --source src-karwan
  karwan report khunjerab closed --from 2026-11-23 --private me --note "told by our driver")";

struct report_command : record_options {
  record::state_report r;
  std::string state;
};

void print_text(report_command const& o, record::manner const& how, std::string const& name,
                record::state_reported const& done) {
  fmt::print("{}: {} ({}) {} from {}{}{}\n", how.proposed ? "proposed" : "recorded", name,
             done.target, o.state, o.r.from, o.r.to.empty() ? "" : " to " + o.r.to,
             how.layer.empty() ? "" : ", in private layer " + how.layer);
  if (!done.source.empty()) {
    fmt::print("  source      {}{}\n", done.source, done.source_is_new ? " (new)" : "");
  }
  for (auto const& row : done.rows) {
    fmt::print("  row         {}\n", row.row_id);
  }
  for (auto const& closure : done.ends) {
    fmt::print("  ends        {}\n", closure);
  }
  for (auto const& closure : done.still_shut) {
    fmt::print("  still shut  by {}\n", closure);
  }
  if (how.proposed) {
    fmt::print("  no plan uses it before: karwan review accept {}\n", done.rows.back().row_id);
  }
}

void run(report_command const& o) {
  auto const how = manner_of(o);
  auto r = o.r;
  r.target = o.entity;
  r.open = o.state == "open";
  r.source = o.source;
  r.grade = o.grade;
  r.locator = to_nfc(o.locator);
  r.note = to_nfc(o.note);
  r.reason = to_nfc(o.reason);
  r.title = to_nfc(o.title);
  r.publisher = to_nfc(o.publisher);
  r.published = o.published;
  r.language = o.language;
  r.pack = o.pack;
  r.today = today_of(o);
  auto to = open_store(o, record::store::mode::write);
  record::view_spec view;
  view.as_of = today_of(o);
  if (!how.layer.empty()) {
    view.layers.push_back(how.layer);
  }
  record::name_index const names{to, view};
  auto const done = value_or_throw(record::report_state(to, names, r, signature_of(o), how));
  auto const name = record::title_of(to, names, done.target);
  if (o.json) {
    print_line(record::report_json(r, done, how, name));
  } else {
    print_text(o, how, name, done);
  }
}

void add_source_options(CLI::App& sub, report_command& o) {
  sub.add_option("--source", o.source, "Who says so: a web address, or the id of a source")
      ->type_name("URL|ID");
  sub.add_option("--locator", o.locator, "Page, table or section of the source");
  sub.add_option("--title", o.title, "Of a new source (default: its host and date)");
  sub.add_option("--publisher", o.publisher, "Of a new source");
  sub.add_option("--published", o.published, "When a new source was published")->type_name("DATE");
  sub.add_option("--language", o.language, "Of a new source: ISO 639 code");
}

void add_to(CLI::App& parent, report_command& o) {
  auto& sub = *parent.add_subcommand("report", "State that something is open or closed");
  sub.footer(kReportExamples);
  add_db(sub, o);
  add_json(sub, o);
  add_today(sub, o);
  sub.add_option("ENTITY", o.entity, "A crossing, link, place, chokepoint or country")->required();
  sub.add_option("STATE", o.state, "open or closed")
      ->required()
      ->check(CLI::IsMember({"open", "closed"}));
  sub.add_option("--from", o.r.from, "Since when")->required()->type_name("DATE");
  sub.add_option("--to", o.r.to, "The last day, where it is known")->type_name("DATE");
  sub.add_option("--traffic", o.r.traffic, "all, trade, transit or passenger (all)")
      ->check(CLI::IsMember({"all", "trade", "transit", "passenger"}));
  sub.add_option("--reason", o.reason, "Why it was shut or opened");
  sub.add_option("--seen-on", o.r.seen_on, "The last day that the source speaks for")
      ->type_name("DATE");
  add_source_options(sub, o);
  sub.add_option("--grade", o.grade, "measured, official, reported (default), computed, assumed");
  sub.add_option("--note", o.note, "What else there is to say");
  sub.add_option("--pack", o.pack, "Which pack it joins, where several speak of the entity");
  add_signature(sub, o);
  add_manner(sub, o);
  sub.callback([&o] { run(o); });
}

}  // namespace

void add_report_act(CLI::App& record) {
  static report_command o;
  add_to(record, o);
}

void add_report(CLI::App& app) {
  static report_command o;
  add_to(app, o);
}

}  // namespace karwan::exe
