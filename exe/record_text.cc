#include "exe/record_text.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "exe/lines.h"
#include "karwan/base/date_order.h"
#include "karwan/base/text.h"

namespace karwan::exe {
namespace {

using record::statement_entry;
using record::statement_status;

std::string value_of(statement_entry const& e) {
  auto const unit = record::column_of(e.property).unit;
  return unit.empty() || !e.number ? e.value : fmt::format("{} {}", e.value, unit);
}

std::string state_of(statement_entry const& e) {
  if (e.status != statement_status::accepted) {
    auto const reason = e.status_reason.empty() ? "" : ": " + e.status_reason;
    return fmt::format(" [{}{}]", name_of(e.status), reason);
  }
  return e.superseded ? " [corrected since]" : "";
}

std::string times_of(statement_entry const& e) {
  std::string out;
  if (!is_open(e.valid)) {
    out += "valid " + to_string(e.valid);
  }
  if (!is_open(e.observed)) {
    out += (out.empty() ? "" : ", ") + ("observed " + to_string(e.observed));
  }
  if (!e.world.empty()) {
    out += (out.empty() ? "" : ", ") + ("in the world of " + e.world);
  }
  return out;
}

void print_names(record::entity_page const& p) {
  std::string names;
  for (auto const& n : p.names) {
    if (n.name != p.name && n.use != "misspelling") {
      names += (names.empty() ? "" : ", ") + fmt::format("{} ({})", n.name, n.language);
    }
  }
  if (!names.empty()) {
    print_lines("  ", names, 2);
  }
}

void print_evidence(record::answer_writer& answers, statement_entry const& e) {
  if (!e.source.empty()) {
    auto const locator = e.locator.empty() ? "" : ", " + e.locator;
    print_lines("  ", fmt::format("{}, {}{}", e.grade, answers.title(e.source), locator), 4);
  }
  if (auto const times = times_of(e); !times.empty()) {
    fmt::print("  {}\n", times);
  }
}

void print_row(record::answer_writer& answers, record::entity_row const& r) {
  auto const& first = r.statements.front();
  fmt::print("\n{}  {}\n", record::tables()[*r.table].kind, r.row_id);
  print_evidence(answers, first);
  for (auto const& e : r.statements) {
    auto const name = record::column_of(e.property).name;
    print_lines(fmt::format("  {:<20} ", name), value_of(e) + state_of(e), 23);
  }
  if (!first.note.empty()) {
    print_lines(fmt::format("  {:<20} ", "note"), first.note, 23);
  }
}

// The text with its matched words in bold, where that is wanted.
std::string marked(record::search_hit const& h, bool colour) {
  std::string out;
  std::uint32_t at = 0;
  auto mark = h.marks.begin();
  for (std::size_t i = 0; i <= h.text.size(); ++i) {
    if (i < h.text.size() && (static_cast<unsigned char>(h.text[i]) & 0xC0) == 0x80) {
      out += h.text[i];
      continue;
    }
    if (colour && mark != h.marks.end() && at == mark->end) {
      out += "\033[22m";
      ++mark;
    }
    if (colour && mark != h.marks.end() && at == mark->begin) {
      out += "\033[1m";
    }
    if (i < h.text.size()) {
      out += h.text[i];
      ++at;
    }
  }
  return out;
}

// What was taken for words that the record does not have as they were asked.
void print_taken(record::search_answer const& a) {
  std::string read, guessed;
  for (auto const& t : a.taken) {
    auto& line = t.how == record::likeness::misspelt ? guessed : read;
    line += fmt::format("{}{} for {}", line.empty() ? "" : "; ", fmt::join(t.taken, ", "), t.asked);
  }
  if (!guessed.empty()) {
    print_lines("showing results for ", guessed, 2);
  }
  if (!read.empty()) {
    print_lines("also reading ", read, 2);
  }
}

void print_uses(record::entity_page const& p) {
  if (p.used_by.empty()) {
    return;
  }
  constexpr std::size_t kMost = 12;
  std::string uses;
  for (std::size_t i = 0; i < std::min(kMost, p.used_by.size()); ++i) {
    uses += (i == 0 ? "" : ", ") + p.used_by[i].entity;
  }
  if (p.used_by.size() > kMost) {
    uses += p.used_by_more
                ? fmt::format(" and very many more (--json lists the first {})", p.used_by.size())
                : fmt::format(" and {} more (--json lists all)", p.used_by.size() - kMost);
  }
  fmt::print("\n");
  print_lines("named by ", uses, 2);
}

}  // namespace

void print_statement(record::answer_writer& answers, statement_entry const& e) {
  fmt::print("{}  {} of {} ({})\n", e.id, record::column_of(e.property).name,
             answers.title(e.entity), e.entity);
  print_lines("  ", value_of(e) + state_of(e), 4);
  print_evidence(answers, e);
  if (!e.note.empty()) {
    print_lines("  ", "note: " + e.note, 4);
  }
  fmt::print("  recorded {} by {}\n", to_string(e.recorded_at), e.recorded_by);
}

void print_entity(record::answer_writer& answers, record::entity_page const& p) {
  print_lines("", fmt::format("{}  ({} {})", p.name, p.kind, p.id), 2);
  print_names(p);
  for (auto const& r : p.rows) {
    if (record::tables()[*r.table].name != "names") {
      print_row(answers, r);
    }
  }
  for (auto const& c : p.conflicts) {
    fmt::print("\n");
    print_lines(
        "",
        fmt::format("{}: {} is preferred to {}, for {}", record::column_of(c.property).name,
                    c.values[0], fmt::join(c.values.begin() + 1, c.values.end(), " and "), c.why),
        2);
  }
  print_uses(p);
}

void print_search(record::answer_writer& answers, std::string const& text,
                  record::search_answer const& a, bool colour) {
  print_taken(a);
  for (auto const& h : a.hits) {
    auto const& title = answers.title(h.entity);
    auto const more = h.more > 0 ? fmt::format(" +{}", h.more) : "";
    print_lines("", fmt::format("{}  ({} {}){}", title, h.kind, h.entity, more), 4);
    if (h.text != title) {
      print_lines("    ", fmt::format("{}: {}", h.property, marked(h, colour)), 4);
    }
  }
  if (a.hits.empty()) {
    fmt::print("nothing speaks of {}\n", in_quotes(text));
    if (!a.suggestions.empty()) {
      fmt::print("try {}\n", fmt::join(a.suggestions, ", "));
    }
  }
  if (!a.complete) {
    fmt::print("The words are so common that not all texts with them were ranked: add a word.\n");
  }
}

void print_conflicts(record::answer_writer& answers, record::store const& from,
                     std::vector<record::conflict> const& all) {
  for (auto const& c : all) {
    print_lines("",
                fmt::format("{}  ({})  {}", answers.title(c.entity), c.entity,
                            record::column_of(c.property).name),
                2);
    for (std::size_t i = 0; i < c.statements.size(); ++i) {
      print_lines(i == 0 ? "  * " : "    ",
                  fmt::format("{}  {}", c.values[i], from.id_of(c.statements[i])), 6);
    }
    print_lines("    ", c.why, 4);
  }
  fmt::print("{} conflict{}{}\n", all.size(), all.size() == 1 ? "" : "s",
             all.empty() ? "" : "; * is preferred");
}

void print_history(record::history const& h) {
  print_lines("", fmt::format("{}  ({} {})", h.name, h.is, h.about), 2);
  record::history_event const* last = nullptr;
  for (auto const& e : h.events) {
    auto const same = last != nullptr && std::tie(last->at, last->by, last->act, last->row_id) ==
                                             std::tie(e.at, e.by, e.act, e.row_id);
    if (!same) {
      fmt::print("\n");
      auto const from = e.source.empty() ? "" : ", from " + e.source;
      print_lines(to_string(e.at) + "  ",
                  fmt::format("{} by {}: {}{}{}", e.act, e.by, e.row_id, from,
                              e.layer.empty() ? "" : ", private " + e.layer),
                  4);
    }
    if (!e.reason.empty() && (!same || last->reason != e.reason)) {
      print_lines("  because ", e.reason, 4);
    }
    auto const values = e.before.empty()  ? e.after
                        : e.after.empty() ? e.before
                                          : e.before + " → " + e.after;
    print_lines(fmt::format("  {:<20} ", e.property), values, 23);
    last = &e;
  }
}

}  // namespace karwan::exe
