#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/view_options.h"
#include "karwan/record/coverage.h"

namespace karwan::exe {
namespace {

constexpr auto kCoverageExamples =
    R"(Ages are from the last day that a row speaks for to the day that is asked about.
What to re-check first: karwan stale. Where sources disagree: karwan record conflicts.

Examples:
  karwan coverage
  karwan coverage --as-of 2026-01-01 --json)";

void print_tables(record::coverage const& c) {
  fmt::print("{:<20}{:>7}{:>7}{:>9}{:>8}{:>8}{:>8}{:>9}  {}\n", "table", "things", "rows",
             "assumed", "to 1 y", "to 3 y", "older", "undated", "latest");
  for (auto const& t : c.tables) {
    auto const& by = t.ages.by_years;
    fmt::print("{:<20}{:>7}{:>7}{:>9}{:>8}{:>8}{:>8}{:>9}  {}\n", t.name, t.entities, t.rows,
               t.grades[static_cast<std::size_t>(record::grade::assumed)], by[0], by[1],
               by[2] + by[3], t.ages.undated, t.latest ? to_string(*t.latest) : "");
  }
}

void print_rest(record::coverage const& c) {
  fmt::print("\nNames\n");
  for (auto const& l : c.languages) {
    fmt::print("  {:<4}{:>6}, of which {} are our own translation\n", l.language, l.names, l.own);
  }
  fmt::print("\nQuestions without any rule on record: {} of {}\n", c.open_questions.size(),
             c.questions);
  for (auto const& q : c.open_questions) {
    fmt::print("  {}\n", q.title);
  }
  fmt::print("\nProposals that wait for review: {}\n", c.waiting);
}

void run(view_options const& o) {
  viewed_record const r{o};
  auto const c = record::read_coverage(r.from, r.view);
  if (o.json) {
    record::answer_writer answers{r.from, r.names};
    fmt::print("{}\n", record::coverage_json(answers, r.view, c));
    return;
  }
  print_layers(o);
  for (auto const& p : c.packs) {
    fmt::print("{} {}, of {}\n", p.name, p.version, p.created);
  }
  print_tables(c);
  print_rest(c);
}

}  // namespace

void add_coverage(CLI::App& app) {
  static view_options o;
  auto& sub =
      *app.add_subcommand("coverage", "What the record holds, how old it is, what is blank");
  sub.footer(kCoverageExamples);
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
