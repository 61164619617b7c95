#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "exe/commands.h"
#include "exe/lines.h"
#include "exe/view_options.h"
#include "karwan/base/text.h"
#include "karwan/relations/country.h"
#include "karwan/relations/words.h"

namespace karwan::exe {
namespace {

constexpr auto kCountryExamples =
    R"(What it sells and buys: karwan trade products. Visas and papers: karwan needs --person.

Examples:
  karwan country pk --for kz
  karwan country kz --for pk --json)";

struct country_command : view_options {
  std::string country, reader;
};

constexpr std::size_t kIndent = 4;

std::string dated(date_span const& s) {
  auto const open = s.first == day::min() && s.end == day::max();
  return open ? std::string{} : ", " + relations::date_words(s);
}

void heading(char const* text, bool any) {
  if (any) {
    fmt::print("\n{}\n", text);
  }
}

void print_numbers(relations::country_page const& p) {
  heading("In numbers", !p.numbers.empty() || !p.figures.empty());
  for (auto const& n : p.numbers) {
    print_lines("  ",
                fmt::format("{}: {} ({}, {})", relations::spaced(n.measure),
                            relations::number_words(n.latest.value),
                            relations::date_words(n.latest.period), n.latest.grade),
                kIndent);
  }
  for (auto const& f : p.figures) {
    for (auto const& v : f.values) {
      print_lines("  ", f.indicator + ": " + v.words + dated(v.period), kIndent);
    }
  }
}

void print_bodies(relations::country_page const& p, record::answer_writer& answers) {
  heading("Who to call", !p.bodies.empty());
  for (auto const& b : p.bodies) {
    print_lines("  ", b.name + (b.role.empty() ? "" : ": " + b.role), kIndent);
    for (auto const& o : b.offices) {
      print_lines("    ", o.role + ": " + answers.title(o.person) + dated(o.seen), kIndent + 2);
    }
    for (auto const& c : b.contacts) {
      print_lines("    ", c.kind + " " + c.value, kIndent + 2);
    }
  }
}

void print_ways(relations::country_page const& p, record::answer_writer& answers) {
  heading("Connections", !p.connections.empty());
  for (auto const& c : p.connections) {
    print_lines(
        "  ",
        fmt::format("{} {} - {}{}{}, {}{}", c.mode, answers.title(c.from), answers.title(c.to),
                    c.via.empty() ? "" : ", by " + answers.title(c.via),
                    c.operator_name.empty() ? "" : ", " + c.operator_name, c.status,
                    dated(c.evidence)),
        kIndent);
  }
}

void print_facts(relations::country_page const& p, char const* topic, char const* title) {
  auto first = true;
  for (auto const& f : p.facts) {
    if (f.topic != topic) {
      continue;
    }
    heading(title, first);
    first = false;
    std::string text;
    for (auto const& part : f.said.parts) {
      text += part.text;
    }
    print_lines("  ", text + dated(f.on), kIndent);
  }
}

void run(country_command const& o) {
  viewed_record const r{o};
  auto found = relations::read_country(r.from, r.names, {o.country, o.reader, r.view});
  if (!found) {
    auto const of_reader = found.error().place == "reader";
    found.error().place = of_reader ? "--for" : "COUNTRY";
  }
  auto const page = value_or_throw(std::move(found));
  if (o.json) {
    fmt::print("{}\n", relations::country_json(r.from, r.names, page));
    return;
  }
  record::answer_writer answers{r.from, r.names};
  print_layers(o);
  fmt::print("{}, for readers of {}\n", answers.title(page.country), answers.title(page.reader));
  print_numbers(page);
  print_bodies(page, answers);
  print_ways(page, answers);
  print_facts(page, "study", "To study");
  print_facts(page, "together", "Culture, sports and tourism together");
  print_facts(page, "safety", "What went wrong for others");
  if (!page.missing.empty()) {
    print_lines("\n", fmt::format("The record says nothing of: {}", fmt::join(page.missing, ", ")),
                kIndent);
  }
}

}  // namespace

void add_country(CLI::App& app) {
  static country_command o;
  auto& sub = *app.add_subcommand("country", "One country for somebody from another");
  sub.footer(kCountryExamples);
  sub.add_option("COUNTRY", o.country, "To know this one")->required();
  sub.add_option("--for", o.reader, "Whose people ask")->required()->type_name("COUNTRY");
  add_view(sub, o);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([] { run(o); });
}

}  // namespace karwan::exe
