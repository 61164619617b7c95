#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <thread>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/sheet_file.h"
#include "karwan/base/text.h"
#include "karwan/trade/gravity_answer.h"

namespace karwan::exe {
namespace {

constexpr auto kFitExamples =
    R"(A row per flow. # joins columns: exp#year has a group for each exporter and year, rta#border
is a product. ln(name) is a logarithm, i.name one column for each value; docs/gravity.md.

Examples:
  karwan gravity fit flows.csv --depvar trade --regressors 'rta,ln(dist)' \
    --fe exporter#year,importer#year --cluster pair
  karwan gravity fit flows.csv --depvar trade --regressors rta,border#i.year \
    --fe exporter#year,importer#year,pair --cluster pair --json
  karwan gravity fit flows.csv --depvar 'ln(trade)' --method ols --regressors 'ln(dist)')";

constexpr auto kSolveExamples =
    R"(A row for every pair, each country to itself included. What changes is named by one or more of
--change (a regressor and its coefficient), --cost (a column with t'/t) and --ratio (a column with
the factor on trade); docs/gravity.md.

Examples:
  karwan gravity solve flows.csv --change rta_change=0.56 --theta 5
  karwan gravity solve flows.csv --cost cost_ratio --sigma 6 --closure universal --psi 1.2 --json
  karwan gravity solve flows.csv --ratio factor --theta 4 --conditional --reference DEU)";

struct fit_command : common_options {
  std::string file, outcome, regressors, effects, clusters, method{"ppml"};
  bool skip_blank{false};
  double tolerance{1e-10};
  unsigned jobs{0};
};

struct solve_command : common_options {
  std::string file, changes, closes{"additive"}, reference;
  trade::trade_columns columns;
  double theta{0}, sigma{0}, psi{0};
  bool conditional{false}, full{false}, flows{false};
};

// A place that is a row of the columns is a line of the list.
[[noreturn]] void refuse(error e, std::string const& file) {
  e.place = e.place.empty() ? file : file + ": " + e.place;
  throw failure{std::move(e)};
}

void run_fit(fit_command const& o) {
  trade::gravity_formula const formula{
      value_or_throw(trade::read_outcome(o.outcome, "depvar")),
      value_or_throw(trade::read_terms(o.regressors, "regressors")),
      value_or_throw(trade::read_keys(o.effects, "fe")),
      value_or_throw(trade::read_keys(o.clusters, "cluster"))};
  auto const method = value_or_throw(trade::read_estimator(o.method));
  std::vector<sheet_fault> faults;
  auto const data =
      trade::read_gravity_data(read_sheet_file(o.file), formula, {method, o.skip_blank}, faults);
  if (!faults.empty()) {
    refuse_sheet(o.file, o.json, faults, "Mend the list, and estimate again");
  }
  auto const fit = trade::fit_gravity(
      data.columns,
      {.method = method,
       .tolerance = o.tolerance,
       .threads = o.jobs == 0 ? std::max(1U, std::thread::hardware_concurrency()) : o.jobs});
  if (!fit) {
    refuse(fit.error(), o.file);
  }
  fmt::print("{}", o.json ? trade::to_json(*fit, data) + "\n" : trade::to_text(*fit, data));
}

double theta_of(solve_command const& o) {
  if ((o.theta != 0) == (o.sigma != 0)) {
    throw failure{{error_kind::bad_input,
                   o.theta != 0 ? "theta and sigma are both given" : "no elasticity is given",
                   "theta", "Give --theta, or --sigma, which is theta + 1"}};
  }
  return o.theta != 0 ? o.theta : o.sigma - 1;
}

std::size_t reference_of(solve_command const& o, trade::trade_matrix const& m) {
  auto const at = std::ranges::find(m.countries, o.reference);
  if (!o.reference.empty() && at == m.countries.end()) {
    throw failure{{error_kind::bad_input,
                   in_quotes(o.reference) + " is none of the countries of the list", "reference",
                   "Name one as the list writes it"}};
  }
  return o.reference.empty() ? 0 : static_cast<std::size_t>(at - m.countries.begin());
}

void run_solve(solve_command const& o) {
  auto columns = o.columns;
  columns.changes = value_or_throw(trade::read_changes(o.changes, "change"));
  auto const theta = theta_of(o);
  auto const closes = value_or_throw(trade::read_closure(o.closes));
  if (columns.ratio.empty() && columns.cost.empty() && columns.changes.empty()) {
    throw failure{{error_kind::bad_input, "nothing changes", "change",
                   "Name what changes by --change, --cost or --ratio"}};
  }
  std::vector<sheet_fault> faults;
  auto const rows = trade::read_trade_rows(read_sheet_file(o.file), columns, theta, faults);
  if (!faults.empty()) {
    refuse_sheet(o.file, o.json, faults, "Mend the list, and solve again");
  }
  auto made = trade::make_trade(rows);
  if (!made) {
    refuse(made.error(), o.file);
  }
  trade::solved_trade out{std::move(*made), {}, {}};
  if (o.conditional) {
    auto const reference = reference_of(o, out.from.base);
    out.conditional =
        value_or_throw(trade::solve_conditional(out.from.base, out.from.ratio, theta, reference));
  } else {
    out.full = value_or_throw(trade::solve_full(out.from.base, out.from.ratio,
                                                {.theta = theta, .psi = o.psi, .closes = closes}));
  }
  fmt::print("{}", o.json ? trade::to_json(out, o.flows) + "\n" : trade::to_text(out));
}

void add_fit(CLI::App& gravity) {
  static fit_command o;
  auto& sub = *gravity.add_subcommand("fit", "Estimate a gravity equation");
  sub.footer(kFitExamples);
  sub.add_option("FILE", o.file, "Flows, as CSV")->required();
  sub.add_option("--depvar", o.outcome, "The outcome: a column or its logarithm")
      ->required()
      ->type_name("NAME");
  sub.add_option("--regressors", o.regressors, "What explains it")->type_name("LIST");
  sub.add_option("--fe", o.effects, "Fixed effects, any number of them")->type_name("LIST");
  sub.add_option("--cluster", o.clusters, "Columns to cluster standard errors by (robust)")
      ->type_name("LIST");
  sub.add_option("--method", o.method, "ppml or ols (ppml)")->type_name("NAME");
  sub.add_flag("--skip-blank", o.skip_blank, "Leave out rows with a blank cell");
  sub.add_option("--tolerance", o.tolerance, "Relative, of the deviance (1e-10)")
      ->type_name("NUMBER");
  sub.add_option("--jobs", o.jobs, "Threads (one per core); the answer is the same")
      ->check(CLI::Range(1U, 1024U))
      ->type_name("N");
  add_json(sub, o);
  sub.callback([] { run_fit(o); });
}

void add_solve(CLI::App& gravity) {
  static solve_command o;
  auto& sub = *gravity.add_subcommand("solve", "Trade and real income once all respond");
  sub.footer(kSolveExamples);
  sub.add_option("FILE", o.file, "Flows of one year, as CSV")->required();
  sub.add_option("--exporter", o.columns.exporter, "Its column (exporter)")->type_name("NAME");
  sub.add_option("--importer", o.columns.importer, "Its column (importer)")->type_name("NAME");
  sub.add_option("--trade", o.columns.trade, "Its column (trade)")->type_name("NAME");
  sub.add_option("--change", o.changes, "Changes of regressors: COLUMN=COEFFICIENT,...")
      ->type_name("LIST");
  sub.add_option("--cost", o.columns.cost, "Column with t'/t")->type_name("NAME");
  sub.add_option("--ratio", o.columns.ratio, "Column with (t'/t)^-theta")->type_name("NAME");
  sub.add_option("--theta", o.theta, "Trade elasticity")->type_name("NUMBER");
  sub.add_option("--sigma", o.sigma, "Elasticity of substitution, theta + 1")->type_name("NUMBER");
  sub.add_option("--closure", o.closes, "additive, universal or multiplicative (additive)")
      ->type_name("NAME");
  sub.add_option("--psi", o.psi, "Elasticity of supply (0)")->type_name("NUMBER");
  auto* conditional =
      sub.add_flag("--conditional", o.conditional, "Hold output and spending of each country");
  sub.add_flag("--full", o.full, "Let prices clear markets (the default)")->excludes(conditional);
  sub.add_option("--reference", o.reference,
                 "Country whose price index is 1, of --conditional (the first by name)")
      ->type_name("NAME");
  sub.add_flag("--flows", o.flows, "With --json: every flow before and after");
  add_json(sub, o);
  sub.callback([] { run_solve(o); });
}

}  // namespace

void add_gravity(CLI::App& app) {
  auto& sub = *app.add_subcommand("gravity", "Gravity equations: estimate, and solve for trade");
  sub.require_subcommand(1);
  add_fit(sub);
  add_solve(sub);
}

}  // namespace karwan::exe
