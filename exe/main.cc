#include <algorithm>
#include <cstdio>
#include <exception>
#include <string_view>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/problem.h"
#include "karwan/base/text.h"

namespace {

using karwan::error;
using karwan::error_kind;

constexpr auto kVersion = "karwan 0.1.0";
constexpr auto kMainExamples = R"(Examples:
  karwan pack load data/kaz-pak
  karwan plan multan almaty --product mango --tonnes 20 --depart 2025-06-16
  karwan plan --batch shipments.csv --out journeys.csv
  karwan matrix --countries kz,pk --by time,cost
  karwan needs multan almaty --product mango --tonnes 20
  karwan needs --person --nationality pk --to kz --purpose business
  karwan instruments --matrix
  karwan record show torkham
  karwan record find "transit agreement" --kind commitment --from 2024
  karwan record series "bilateral trade" --from 2021
  karwan report torkham open --from 2026-11-20 --source https://example.org/torkham
  karwan ingest interview.txt --published 2026-02-10
  karwan review
  karwan stale
  karwan impact project-trans-afghan-railway
  karwan bottlenecks --limit 10
  karwan commitments --owed-by kz --status overdue
  karwan brief --sector education
  karwan diff --since 2026-01-01
  karwan pillar universities
  karwan directory list --sector education
  karwan match org-qaztrade
  karwan inquiry add --who "a grower" --about mango --from multan --to almaty --tonnes 20
  karwan backup ~/karwan-copies/
  karwan effects project-trans-afghan-railway
  karwan export ftm --out record.csv
  karwan import ftm record.csv --db other.db
  karwan network export corridor.gpkg --format gpkg
  karwan export ical --owed-by kz --out due.ics
  karwan export atom --out changes.atom
  karwan gravity solve flows.csv --change rta_change=0.56 --theta 5
  karwan tour
  karwan trade opportunities --exporter pk --importer kz
  karwan serve
  karwan user add amina --role admin
  karwan token add amina --label "the desk's script" --scope report
  karwan audit

Exit status: 0 answered, 2 bad input or unusable data, 1 a fault of the program.)";

// One sentence for people, or problem+json where the answer was to be JSON. Standard output stays
// empty.
int report(error const& e, bool json) {
  if (json) {
    fmt::print(stderr, "{}\n", karwan::problem_json(e));
  } else {
    fmt::print(stderr, "karwan: {}\n", e.sentence());
  }
  return e.kind == error_kind::internal ? 1 : 2;
}

// The deepest subcommand that was named, for the hint on help.
std::string called(CLI::App const& app) {
  std::string out = "karwan";
  auto const* at = &app;
  while (!at->get_subcommands().empty()) {
    at = at->get_subcommands().front();
    out += " " + at->get_name();
  }
  return out;
}

// CLI11 says only that a subcommand is missing where a name is unknown.
error of_parse_error(CLI::App const& app, CLI::ParseError const& e, int argc, char** argv) {
  auto const first = argc > 1 ? std::string_view{argv[1]} : std::string_view{};
  if (!first.empty() && first.front() != '-' && app.get_subcommands().empty()) {
    return {error_kind::bad_input,
            "there is no command " + karwan::in_quotes(first),
            {},
            "See karwan --help"};
  }
  return {error_kind::bad_input, e.what(), {}, "See " + called(app) + " --help"};
}

// Of a command that is named only its own options are made: those of all take as long as some
// answers.
void add_commands(CLI::App& app, std::string_view named) {
  auto const& all = karwan::exe::kCommands;
  auto const* one = std::ranges::find(all, named, &karwan::exe::command::name);
  if (one != std::end(all)) {
    one->add(app);
    return;
  }
  for (auto const& c : all) {
    c.add(app);
  }
}

int run(CLI::App& app, int argc, char** argv, bool json) {
  try {
    app.parse(argc, argv);
    return 0;
  } catch (CLI::ParseError const& e) {
    if (e.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
      return app.exit(e);  // help or version
    }
    return report(of_parse_error(app, e, argc, argv), json);
  } catch (karwan::exe::already_reported const& r) {
    return r.exit_status;
  } catch (karwan::failure const& f) {
    return report(f.what_failed, json);
  } catch (std::bad_alloc const&) {
    return report({error_kind::internal, "there is not enough memory", {}, {}}, json);
  } catch (std::exception const& e) {
    return report({error_kind::internal, e.what(), {}, "This is a fault of the program: report it"},
                  json);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"The sourced record of two countries and the corridors between them."};
  app.name("karwan");
  app.set_version_flag("--version", kVersion);
  app.footer(kMainExamples);
  app.require_subcommand(1);
  add_commands(app, argc > 1 ? std::string_view{argv[1]} : std::string_view{});
  auto const json = std::any_of(argv + 1, argv + argc,
                                [](char const* a) { return std::string_view{a} == "--json"; });
  auto const status = run(app, argc, argv, json);
  if (std::fflush(stdout) != 0 && status == 0) {
    return report({error_kind::unavailable, "the answer could not be written", "standard output",
                   "Check the disk or the program that reads it"},
                  false);
  }
  return status;
}
