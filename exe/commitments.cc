#include <algorithm>

#include <fmt/format.h>

#include "exe/commands.h"
#include "exe/view_options.h"
#include "karwan/relations/commitment_page.h"
#include "karwan/relations/commitment_stats.h"

namespace karwan::exe {
namespace {

constexpr auto kCommitmentsExamples = R"(Examples:
  karwan commitments --owed-by kz --status overdue
  karwan commitments --due-before 2027-01-01 --sector transport
  karwan commitments show commitment-transit-trade-agreement --as-of 2024-03-01
  karwan commitments stats --owed-by pk)";

struct commitments_command : view_options {
  relations::filter_text filter;
  std::string id;
};

relations::asked asked_of(commitments_command const& o, viewed_record const& r) {
  auto filter = relations::read_filter(o.filter, r.names);
  if (!filter) {
    auto& place = filter.error().place;
    std::ranges::replace(place, '_', '-');
    place = "--" + place;
  }
  return {r.view, value_or_throw(std::move(filter))};
}

void print(commitments_command const& o, std::string const& json, auto const& text) {
  if (o.json) {
    fmt::print("{}\n", json);
  } else {
    print_layers(o);
    fmt::print("{}", text(relations::text_style{colour_wanted()}));
  }
}

void list(commitments_command const& o) {
  viewed_record const r{o};
  auto const q = asked_of(o, r);
  auto const found = relations::list_commitments(r.from, q.view, q.filter);
  print(o, relations::commitments_json(r.from, r.names, q, found),
        [&](auto style) { return relations::commitments_text(r.from, r.names, q, found, style); });
}

void show(commitments_command const& o) {
  viewed_record const r{o};
  relations::asked const q{r.view, {}};
  auto const found = value_or_throw(relations::read_commitment(r.from, r.names, r.view, o.id));
  print(o, relations::commitment_json(r.from, r.names, q, found),
        [&](auto style) { return relations::commitment_text(r.from, r.names, q, found, style); });
}

void stats(commitments_command const& o) {
  viewed_record const r{o};
  auto const q = asked_of(o, r);
  auto const counted =
      relations::count_commitments(relations::list_commitments(r.from, q.view, q.filter),
                                   relations::affiliations{r.from, r.view});
  print(o, relations::stats_json(r.from, r.names, q, counted),
        [&](auto style) { return relations::stats_text(r.from, r.names, q, counted, style); });
}

void add_standpoint(CLI::App& sub, commitments_command& o) {
  add_db(sub, o);
  add_json(sub, o);
  add_view(sub, o);
}

void add_filter(CLI::App& sub, commitments_command& o) {
  auto& f = o.filter;
  sub.add_option("--owed-by", f.owed_by, "A country, body or person; with all that belong to it")
      ->type_name("ENTITY");
  sub.add_option("--sector", f.sector, "trade, transport, education ...");
  sub.add_option("--status", f.status, "overdue, late, due_soon, open, kept ...");
  sub.add_option("--force", f.force, "binding, agreed, announced, hoped, demanded or recommended");
  sub.add_option("--due-before", f.due_before, "The latest due date ends before then")
      ->type_name("DATE");
}

}  // namespace

void add_commitments(CLI::App& app) {
  static commitments_command o;
  auto& all = *app.add_subcommand("commitments", "What was promised, and what came of it");
  all.footer(kCommitmentsExamples);
  add_standpoint(all, o);
  add_filter(all, o);
  all.require_subcommand(0, 1);
  all.callback([&all] {
    if (all.get_subcommands().empty()) {
      list(o);
    }
  });
  auto& listed = *all.add_subcommand("list", "All of them, the most urgent first (the default)");
  add_standpoint(listed, o);
  add_filter(listed, o);
  listed.callback([] { list(o); });
  auto& shown = *all.add_subcommand("show", "The whole story of one");
  shown.add_option("ID", o.id, "Its id or name")->required();
  add_standpoint(shown, o);
  shown.callback([] { show(o); });
  auto& counted = *all.add_subcommand("stats", "How many were kept, how late, by sector and party");
  add_standpoint(counted, o);
  add_filter(counted, o);
  counted.callback([] { stats(o); });
}

}  // namespace karwan::exe
