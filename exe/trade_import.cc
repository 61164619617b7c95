#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <filesystem>

#include "exe/commands.h"
#include "exe/common.h"
#include "exe/plan_options.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"
#include "karwan/base/text.h"
#include "karwan/exchange/trade.h"

namespace karwan::exe {
namespace {

constexpr auto kTradeImportExamples =
    R"(Values become USD: BACI, UNCTAD and WITS write thousands. Load the pack beside your own.

Examples:
  karwan trade import BACI_HS17_Y2022_V202401b.csv --format baci --countries kz,pk --out my-trade
  karwan pack load my-trade && karwan trade potential --exporter pk --importer kz --level hs6
  karwan trade import kz.csv pk.csv world.csv --format comtrade --whole-world --out my-trade
  karwan trade import US_TradeMatrix.csv --format unctad --countries kz,pk --all-partners --out t)";

struct trade_import_command : common_options {
  std::vector<std::string> files, countries;
  std::string format, out, name;
  exchange::trade_import_options how;
};

exchange::trade_form form_of(std::string const& text) {
  if (auto const form = exchange::trade_form_named(text)) {
    return *form;
  }
  throw failure{{error_kind::bad_input, "there is no form " + in_quotes(text), "--format",
                 "Choose comtrade, baci, unctad or wits"}};
}

std::string pack_name(trade_import_command const& o) {
  auto const name = o.name.empty()
                        ? std::filesystem::absolute(o.out).lexically_normal().filename().string()
                        : o.name;
  auto const fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  if (name.empty() || !std::ranges::all_of(name, fits)) {
    throw failure{{error_kind::bad_input, in_quotes(name) + " cannot be the name of a pack",
                   "--name", "Give --name with lower-case letters, digits and hyphens"}};
  }
  return name;
}

[[noreturn]] void refuse(trade_import_command const& o, exchange::trade_import const& done) {
  error const e{error_kind::bad_data,
                fmt::format("there {} {} fault{}, nothing was written",
                            done.faults_in_all == 1 ? "is" : "are", done.faults_in_all,
                            done.faults_in_all == 1 ? "" : "s"),
                o.files.front(), "Mend each and import again"};
  if (!o.json) {
    for (auto const& f : done.faults) {
      auto const place =
          fmt::format("{}:{}{}{}", f.file, f.line, f.column.empty() ? "" : ": ", f.column);
      fmt::print(stderr, "{}\n", error{{}, f.text, place, f.remedy}.sentence());
    }
    fmt::print(stderr, "karwan: {}\n", e.sentence());
    throw already_reported{};
  }
  json_writer w;
  w.open_object();
  write_problem(w, e);
  w.key("faults").open_array();
  for (auto const& f : done.faults) {
    w.open_object().key("file").text(f.file);
    w.key("line").integer(static_cast<std::int64_t>(f.line)).key("column").text(f.column);
    w.key("text").text(f.text).key("remedy").text(f.remedy).close_object();
  }
  w.close_array().close_object();
  fmt::print(stderr, "{}\n", std::move(w).take());
  throw already_reported{};
}

void print_json(trade_import_command const& o, exchange::trade_import const& done) {
  json_writer w;
  auto const count = [&](char const* key, std::size_t n) {
    w.key(key).integer(static_cast<std::int64_t>(n));
  };
  w.open_object().key("folder").text(o.out).key("format").text(o.format);
  count("files", o.files.size());
  count("rows", done.rows);
  count("flows", done.flows);
  count("totals", done.totals);
  count("countries", done.countries);
  count("areas", done.areas);
  w.key("left_out").open_array();
  for (auto const& [why, rows] : done.left_out) {
    w.open_object().key("why").text(why);
    count("rows", rows);
    w.close_object();
  }
  w.close_array().close_object();
  fmt::print("{}\n", std::move(w).take());
}

void print_text(trade_import_command const& o, exchange::trade_import const& done) {
  fmt::print("{} rows read, {} flows and {} sums written; {} countries, {} areas\n", done.rows,
             done.flows, done.totals, done.countries, done.areas);
  for (auto const& [why, rows] : done.left_out) {
    fmt::print("  left out, {}: {}\n", why, rows);
  }
  fmt::print("Load it: karwan pack load {}\n", o.out);
}

void run(trade_import_command& o) {
  o.how.form = form_of(o.format);
  o.how.pack = pack_name(o);
  o.how.created = today_of(o);
  o.how.whole_world = o.how.whole_world || o.how.form == exchange::trade_form::baci;
  auto const from = open_store(o, record::store::mode::read);
  record::view_spec view;
  view.as_of = o.how.created;
  record::name_index const names{from, view};
  constexpr std::string_view kKinds[] = {"country"};
  for (auto const& text : o.countries) {
    auto id = names.resolve(text, kKinds);
    if (!id) {
      id.error().place = "--countries";
    }
    o.how.countries.push_back(value_or_throw(std::move(id)));
  }
  auto const done =
      exchange::import_trade({o.files.begin(), o.files.end()}, names, o.how, o.out,
                             [](std::size_t rows) { fmt::print(stderr, "{} rows read\n", rows); });
  if (done.faults_in_all > 0) {
    refuse(o, done);
  }
  o.json ? print_json(o, done) : print_text(o, done);
}

}  // namespace

void add_trade_import(CLI::App& trade) {
  static trade_import_command o;
  auto& sub = *trade.add_subcommand("import", "Files of Comtrade, BACI, UNCTAD or WITS as a pack");
  sub.footer(kTradeImportExamples);
  sub.add_option("FILE", o.files, "CSV files of one form")->required();
  sub.add_option("--format", o.format, "comtrade, baci, unctad or wits")->required();
  sub.add_option("--out", o.out, "The pack's folder, empty or new")->required()->type_name("DIR");
  sub.add_option("--name", o.name, "The pack's name (that of its folder)");
  sub.add_option("--countries", o.countries, "Flows among these, and of each with the world (all)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("COUNTRY,...");
  sub.add_flag("--all-partners", o.how.all_partners, "Also flows of these with every other");
  sub.add_flag("--whole-world", o.how.whole_world,
               "The files hold every country: sum up the world (always so of baci)");
  add_today(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
