#include "exe/directory_text.h"

#include <fmt/format.h>

#include "exe/lines.h"

namespace karwan::exe {
namespace {

using relations::offer;

std::string named(record::answer_writer& answers, std::vector<std::string> const& entities) {
  std::string out;
  for (auto const& e : entities) {
    out += (out.empty() ? "" : ", ") + answers.title(e);
  }
  return out;
}

std::string quantity_of(offer const& o) {
  return o.quantity ? fmt::format(", {} {}", *o.quantity, o.quantity_unit) : std::string{};
}

std::string state_of(record::answer_writer& answers, offer const& o) {
  if (o.verification == "verified") {
    return "verified by " + answers.title(o.verified_by);
  }
  return o.verification == "source" ? "stated by the source"
         : o.verification == "self" ? "stated by themselves"
                                    : "not verified";
}

void print_offer(record::answer_writer& answers, offer const& o) {
  auto const codes =
      o.products.empty() ? std::string{} : fmt::format("  HS {}", fmt::join(o.products, ", "));
  print_lines(o.is_want ? "  seeks   " : "  offers  ", o.what + quantity_of(o) + codes, 10);
  std::string more = o.sector;
  if (!o.certificates.empty()) {
    more += fmt::format(" · certificates {}", fmt::join(o.certificates, ", "));
  }
  if (!o.looks_in.empty()) {
    more += " · looks in " + named(answers, o.looks_in);
  }
  more += " · " + state_of(answers, o);
  print_lines("          ", more, 10);
  print_lines("          ",
              fmt::format("{}{}", answers.title(o.source),
                          o.stated ? ", " + to_string(*o.stated) : std::string{}),
              10);
}

void print_public(std::vector<relations::contact> const& contacts, char const* indent) {
  for (auto const& c : contacts) {
    fmt::print("{}{} {}\n", indent, c.kind, c.value);
  }
}

}  // namespace

void print_directory(record::answer_writer& answers,
                     std::vector<relations::directory_entry> const& all) {
  for (auto const& e : all) {
    auto const where =
        e.countries.empty() ? std::string{"international"} : named(answers, e.countries);
    print_lines("",
                fmt::format("{}  ({}, {}{})", e.name, e.organisation,
                            e.seat.empty() ? "" : e.seat + ", ", where),
                2);
    for (auto const& o : e.offers) {
      print_offer(answers, o);
    }
    print_public(e.contacts, "  ");
  }
  fmt::print("{} organisation{}\n", all.size(), all.size() == 1 ? "" : "s");
}

void print_matches(record::answer_writer& answers, relations::match_answer const& a) {
  fmt::print("{}\n", a.name);
  for (auto const& o : a.offers) {
    print_offer(answers, o);
  }
  for (auto const& m : a.matches) {
    fmt::print("\n{:>3}  {}  ({})\n", m.score, m.name, named(answers, m.countries));
    print_offer(answers, m.theirs);
    for (auto const& p : m.parts) {
      print_lines(fmt::format("       {:>2}/{:<2} {:<13} ", p.points, p.most, p.name), p.why, 27);
    }
    print_public(m.contacts, "       ");
    if (m.theirs.contact_policy == "on_request") {
      fmt::print("       contact on request\n");
    }
  }
  if (!a.advice.empty()) {
    print_lines("", a.advice, 0);
  }
}

void print_import(std::string const& file, bool dry_run, relations::list_report const& r) {
  fmt::print("{}: {} rows, {} {} organisations, {} offers and wants, {} contacts\n", file, r.lines,
             dry_run ? "would add" : "added", r.organisations, r.offers, r.contacts);
  fmt::print("{} rows of the record corrected, {} unchanged\n", r.corrected, r.unchanged);
  if (!r.ignored.empty()) {
    print_lines(
        "", fmt::format("columns not understood and left out: {}", fmt::join(r.ignored, ", ")), 2);
  }
}

void print_contacts(record::answer_writer& answers, std::string const& of,
                    std::vector<relations::kept_contact> const& all) {
  fmt::print("{}  ({})\n", answers.title(of), of);
  for (auto const& c : all) {
    print_lines(fmt::format("  {:<8} ", c.kind),
                fmt::format("{}  ({}; {})", c.value,
                            c.is_public       ? "public"
                            : c.layer.empty() ? "not public"
                                              : "private " + c.layer,
                            answers.title(c.source)),
                11);
  }
  if (all.empty()) {
    fmt::print("  no contact data are kept\n");
  }
}

}  // namespace karwan::exe
