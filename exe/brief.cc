#include <charconv>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/document_out.h"
#include "exe/view_options.h"
#include "karwan/base/text.h"
#include "karwan/relations/brief.h"

namespace karwan::exe {
namespace {

constexpr auto kBriefExamples = R"(Examples:
  karwan brief --sector education
  karwan brief --session 14 --format html > session.html
  karwan brief --since 2026-01-01 --sector transport
  karwan brief --with org-embassy-kz-in-pk --as-of 2024-06-30)";

struct brief_command : view_options {
  std::string sector, with, session, since, format{"md"};
};

int number_of(std::string const& text) {
  int n = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (fault != std::errc{} || end != text.data() + text.size() || n < 1) {
    throw failure{{error_kind::bad_input, in_quotes(text) + " is not the number of a session",
                   "--session", "Write a whole number, for example 14"}};
  }
  return n;
}

void run(brief_command const& o) {
  auto const form = form_of(o.format, o.json);
  viewed_record const r{o};
  relations::brief_question q{o.sector, o.with, {}, {}, r.view};
  if (!o.session.empty()) {
    q.session = number_of(o.session);
  }
  if (!o.since.empty()) {
    q.since = day_option("--since", o.since);
  }
  print_document(form, value_or_throw(relations::write_brief(r.from, r.names, q)), r);
}

}  // namespace

void add_brief(CLI::App& app) {
  static brief_command o;
  auto& sub = *app.add_subcommand(
      "brief", "What was agreed, what is due, what happened, the figures, who: with every source");
  sub.footer(kBriefExamples);
  sub.add_option("--sector", o.sector, "Of this sector: trade, transport, education ...");
  sub.add_option("--session", o.session, "For this session of the joint commission")
      ->type_name("N");
  sub.add_option("--since", o.since, "What was said, held or published from that day on")
      ->type_name("DATE");
  sub.add_option("--with", o.with, "With this country, organisation or person")
      ->type_name("ENTITY");
  add_format(sub, o.format);
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
