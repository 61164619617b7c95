#pragma once

#include <CLI/App.hpp>

// The program's subcommands, one file each. To add one: declare it here and list it below.
namespace karwan::exe {

void add_audit(CLI::App&);
void add_bottlenecks(CLI::App&);
void add_brief(CLI::App&);
void add_calibrate(CLI::App&);
void add_cite(CLI::App&);
void add_commitments(CLI::App&);
void add_country(CLI::App&);
void add_coverage(CLI::App&);
void add_diff(CLI::App&);
void add_directory(CLI::App&);
void add_effects(CLI::App&);
void add_export(CLI::App&);
void add_gravity(CLI::App&);
void add_impact(CLI::App&);
void add_import(CLI::App&);
void add_ingest(CLI::App&);
void add_inquiry(CLI::App&);
void add_instruments(CLI::App&);
void add_maintain(CLI::App&);
void add_match(CLI::App&);
void add_matrix(CLI::App&);
void add_needs(CLI::App&);
void add_network(CLI::App&);
void add_pack(CLI::App&);
void add_pillar(CLI::App&);
void add_plan(CLI::App&);
void add_record(CLI::App&);
void add_report(CLI::App&);
void add_rerun(CLI::App&);
void add_review(CLI::App&);
void add_serve(CLI::App&);
void add_snapshot(CLI::App&);
void add_stale(CLI::App&);
void add_token(CLI::App&);
void add_tour(CLI::App&);
void add_trade(CLI::App&);
void add_user(CLI::App&);
void add_validate(CLI::App&);

// Subcommands of `karwan record` in files of their own.
void add_record_series(CLI::App& record);
// Of `karwan ingest`.
void add_ingest_eval(CLI::App& ingest);
// And of `karwan trade`.
void add_trade_import(CLI::App& trade);
void add_trade_opportunities(CLI::App& trade);

// One a line, so that two people can each add theirs.
// clang-format off
inline constexpr void (*kCommands[])(CLI::App&) = {
    add_audit,
    add_bottlenecks,
    add_brief,
    add_calibrate,
    add_cite,
    add_commitments,
    add_country,
    add_coverage,
    add_diff,
    add_directory,
    add_effects,
    add_export,
    add_gravity,
    add_impact,
    add_import,
    add_ingest,
    add_inquiry,
    add_instruments,
    add_maintain,
    add_match,
    add_matrix,
    add_needs,
    add_network,
    add_pack,
    add_pillar,
    add_plan,
    add_record,
    add_report,
    add_rerun,
    add_review,
    add_serve,
    add_snapshot,
    add_stale,
    add_token,
    add_tour,
    add_trade,
    add_user,
    add_validate,
};
// clang-format on

}  // namespace karwan::exe
