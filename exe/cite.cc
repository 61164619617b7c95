#include <iostream>
#include <iterator>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/serve/citation.h"

namespace karwan::exe {
namespace {

constexpr auto kCiteExamples = R"(Examples:
  karwan cite "plan?from=multan&to=almaty&product=mango&depart=2025-06-16"
  karwan cite "impact?id=project-trans-afghan-railway" --csl
  karwan rerun - < reference.bib)";

struct cite_command : common_options {
  std::string text, public_url;
  bool csl{false};
};

serve::app_options app_of(cite_command const& o) {
  auto const file = database_file(o);
  return {
      .open =
          [file] { return value_or_throw(record::store::open(file, record::store::mode::read)); },
      .today = [&o] { return today_of(o); },
      .assets = {},
      .place = o.public_url.empty() ? exchange::public_place{}
                                    : value_or_throw(exchange::read_public_url(o.public_url))};
}

void cite(cite_command const& o) {
  auto const c = serve::cite(app_of(o), o.text);
  fmt::print("{}", o.json  ? serve::to_json(c) + "\n"
                   : o.csl ? serve::to_csl(c) + "\n"
                           : serve::to_bibtex(c));
}

void rerun(cite_command const& o) {
  auto const cited =
      o.text == "-" ? std::string{std::istreambuf_iterator<char>{std::cin}, {}} : o.text;
  fmt::print("{}", serve::rerun(app_of(o), cited));  // its bytes, and no line end
}

}  // namespace

void add_cite(CLI::App& app) {
  static cite_command o;
  auto& sub = *app.add_subcommand("cite", "A reference to an answer that others can get again");
  sub.footer(kCiteExamples);
  sub.add_option("QUESTION", o.text, "A path of the HTTP interface with its parameters")
      ->required();
  sub.add_flag("--csl", o.csl, "As CSL-JSON (BibTeX)");
  sub.add_option("--public-url", o.public_url, "Where readers find the server")->type_name("URL");
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { cite(o); });
}

void add_rerun(CLI::App& app) {
  static cite_command o;
  auto& sub = *app.add_subcommand("rerun", "The bytes of an answer that was cited");
  sub.footer(kCiteExamples);
  sub.add_option("CITATION", o.text, "Its address, or the whole reference; -: from standard input")
      ->required();
  add_db(sub, o);
  sub.callback([] { rerun(o); });
}

}  // namespace karwan::exe
