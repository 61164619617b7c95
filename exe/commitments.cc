#include <algorithm>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/common.h"
#include "karwan/base/text.h"
#include "karwan/relations/commitments.h"

namespace karwan::exe {
namespace {

using relations::asked;

struct options : common_options {
  std::string as_of, known_at, published_by;
  std::string owed_by, sector, status, force, due_before;
};

record::view_spec view_of(options const& o) {
  record::view_spec view;
  view.as_of = o.as_of.empty() ? today_of(o) : day_option("--as-of", o.as_of);
  if (!o.known_at.empty()) {
    view.known_at = known_at_option("--known-at", o.known_at);
  }
  if (!o.published_by.empty()) {
    view.published_by = day_option("--published-by", o.published_by);
  }
  return view;
}

std::string one_of(std::string_view choices, std::string const& option, std::string const& text) {
  auto const all = "|" + std::string{choices} + "|";
  if (!text.empty() && all.find("|" + text + "|") == std::string::npos) {
    auto named = std::string{choices};
    std::ranges::replace(named, '|', ' ');
    throw failure{
        {error_kind::bad_input, in_quotes(text) + " is not one", option, "Choose from: " + named}};
  }
  return text;
}

asked asked_of(options const& o, record::view_spec view, record::name_index const& names) {
  asked q{std::move(view), {}};
  auto const table = *record::find_table("commitments");
  auto const choices = [&](char const* column) {
    return record::column_of(*record::find_property(table, column)).choices;
  };
  q.filter.sector = one_of(choices("sector"), "--sector", o.sector);
  q.filter.how = relations::parse_force(one_of(choices("force"), "--force", o.force));
  std::string standings;
  for (auto i = 0; i < relations::kStandings; ++i) {
    standings += i == 0 ? "" : "|";
    standings += name_of(static_cast<relations::standing>(i));
  }
  q.filter.status = relations::parse_standing(one_of(standings, "--status", o.status));
  if (!o.due_before.empty()) {
    q.filter.due_before = day_option("--due-before", o.due_before);
  }
  if (!o.owed_by.empty()) {
    auto who = names.resolve(o.owed_by);
    if (!who) {
      who.error().place = "--owed-by";
    }
    q.filter.owed_by = value_or_throw(std::move(who));
  }
  return q;
}

void list(options const& o) {
  auto const from = open_store(o, record::store::mode::read);
  auto const view = view_of(o);
  record::name_index const names{from, view};
  auto const q = asked_of(o, view, names);
  auto const found = relations::list_commitments(from, q.view, q.filter);
  if (o.json) {
    fmt::print("{}\n", relations::commitments_json(from, names, q, found));
  } else {
    fmt::print("{}", relations::commitments_text(from, names, q, found, {colour_wanted()}));
  }
}

void add_view(CLI::App& sub, options& o) {
  add_db(sub, o);
  add_json(sub, o);
  add_today(sub, o);
  sub.add_option("--as-of", o.as_of, "How it stood on that day (default: today)")
      ->type_name("DATE");
  sub.add_option("--known-at", o.known_at, "Only what was recorded by then")->type_name("DATE");
  sub.add_option("--published-by", o.published_by, "Only sources published by then")
      ->type_name("DATE");
}

void add_filter(CLI::App& sub, options& o) {
  sub.add_option("--owed-by", o.owed_by, "A country, body or person; with all that belong to it")
      ->type_name("ENTITY");
  sub.add_option("--sector", o.sector, "trade, transport, education ...");
  sub.add_option("--status", o.status, "overdue, late, due_soon, open, kept ...");
  sub.add_option("--force", o.force, "binding, agreed, announced, hoped, demanded or recommended");
  sub.add_option("--due-before", o.due_before, "The latest due date ends before then")
      ->type_name("DATE");
}

}  // namespace

void add_commitments(CLI::App& app) {
  static options o;
  auto& all = *app.add_subcommand("commitments", "What was promised, and how it stands");
  add_view(all, o);
  add_filter(all, o);
  all.require_subcommand(0, 1);
  all.callback([&all] {
    if (all.get_subcommands().empty()) {
      list(o);
    }
  });
  auto& listed = *all.add_subcommand("list", "All of them, the most urgent first (the default)");
  add_view(listed, o);
  add_filter(listed, o);
  listed.callback([] { list(o); });
}

}  // namespace karwan::exe
