#pragma once

#include <string_view>

#include <CLI/App.hpp>

// The program's subcommands, one file each. To add one: declare it here and list it below.
namespace karwan::exe {

void add_audit(CLI::App&);
void add_backup(CLI::App&);
void add_bottlenecks(CLI::App&);
void add_brief(CLI::App&);
void add_calibrate(CLI::App&);
void add_check(CLI::App&);
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
void add_restore(CLI::App&);
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

struct command {
  std::string_view name;
  void (*add)(CLI::App&);
};

// One a line, so that two people can each add theirs.
// clang-format off
inline constexpr command kCommands[] = {
    {"audit", add_audit},
    {"backup", add_backup},
    {"bottlenecks", add_bottlenecks},
    {"brief", add_brief},
    {"calibrate", add_calibrate},
    {"check", add_check},
    {"cite", add_cite},
    {"commitments", add_commitments},
    {"country", add_country},
    {"coverage", add_coverage},
    {"diff", add_diff},
    {"directory", add_directory},
    {"effects", add_effects},
    {"export", add_export},
    {"gravity", add_gravity},
    {"impact", add_impact},
    {"import", add_import},
    {"ingest", add_ingest},
    {"inquiry", add_inquiry},
    {"instruments", add_instruments},
    {"match", add_match},
    {"matrix", add_matrix},
    {"needs", add_needs},
    {"network", add_network},
    {"pack", add_pack},
    {"pillar", add_pillar},
    {"plan", add_plan},
    {"record", add_record},
    {"report", add_report},
    {"rerun", add_rerun},
    {"restore", add_restore},
    {"review", add_review},
    {"serve", add_serve},
    {"snapshot", add_snapshot},
    {"stale", add_stale},
    {"token", add_token},
    {"tour", add_tour},
    {"trade", add_trade},
    {"user", add_user},
    {"validate", add_validate},
};
// clang-format on

}  // namespace karwan::exe
