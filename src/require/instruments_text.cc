#include <algorithm>

#include <fmt/format.h>

#include "karwan/require/instruments.h"
#include "require/accession_text.h"
#include "require/lines.h"
#include "require/phrases.h"

namespace karwan::require {
namespace {

constexpr std::size_t kCountry = 13, kCell = 12;
constexpr std::size_t kAtOnce = (kTerminalColumns - kCountry) / kCell;

// in use 2018, party, ?: at most eleven columns.
std::string words_of(rules::membership const& m) {
  auto year = m.since.substr(m.since.rfind('/') == std::string::npos ? 0 : m.since.rfind('/') + 1);
  year = year.substr(0, 4);
  switch (m.is) {
    case rules::standing::unknown:
      return "?";
    case rules::standing::not_party:
      return "not party";
    case rules::standing::contested:
      return "contested";
    case rules::standing::signed_:
      return "signed " + year;
    case rules::standing::suspended:
      return "suspended";
    case rules::standing::party:
      return "party " + year;
    case rules::standing::in_force:
      return "force " + year;
    case rules::standing::in_use:
      return "in use " + year;
  }
  return {};
}

std::string words_of(paper_cell const& p) {
  if (p.at_home) {
    return "home";
  }
  if (p.is == rules::outcome::required) {
    return p.why == rules::reason::barred ? "barred" : "needed";
  }
  return p.is == rules::outcome::not_required ? "not needed" : p.rows.empty() ? "?" : "? see";
}

struct column {
  std::string head, under;
  std::vector<std::string> cells;
  std::vector<std::string> rows;  // that decide, per country; blank where none does
};

std::vector<column> columns_of(instruments const& all) {
  std::vector<column> out;
  for (auto const& c : all.columns) {
    auto& o = out.emplace_back(column{c.short_name, {}, {}, {}});
    for (auto const& m : c.cells) {
      o.cells.push_back(words_of(m));
      o.rows.push_back(m.row_id);
    }
  }
  for (auto const& c : all.papers) {
    auto& o =
        out.emplace_back(column{c.kind == "permit" ? "permit of a" : "visa of a", {}, {}, {}});
    o.under = fmt::format("{} {}", upper(c.carrier.id), c.kind == "permit" ? "truck" : "driver");
    for (auto const& p : c.cells) {
      o.cells.push_back(words_of(p));
      o.rows.push_back(join(p.rows, " "));
    }
  }
  return out;
}

std::string line_of(std::vector<std::string> const& cells, std::string const& first) {
  auto out = left_in(first, kCountry - 1) + " ";
  for (auto const& c : cells) {
    out += left_in(left_in(c, std::min(kCell - 1, std::max(karwan::columns_of(c), std::size_t{1}))),
                   kCell);
  }
  out.erase(out.find_last_not_of(' ') + 1);
  return out + "\n";
}

std::string table(instruments const& all, std::vector<column> const& part, bool colour) {
  std::vector<std::string> heads, unders;
  for (auto const& c : part) {
    heads.push_back(c.head);
    unders.push_back(c.under);
  }
  auto out = faint(line_of(heads, ""), colour);
  if (std::ranges::any_of(unders, [](auto const& u) { return !u.empty(); })) {
    out += faint(line_of(unders, ""), colour);
  }
  for (std::size_t i = 0; i < all.countries.size(); ++i) {
    std::vector<std::string> cells;
    for (auto const& c : part) {
      cells.push_back(c.cells[i]);
    }
    out += line_of(cells, all.countries[i].name);
  }
  return out + "\n";
}

std::string gaps(instruments const& all) {
  std::string out;
  for (auto const& c : all.columns) {
    out += lines("   ", fmt::format("{} ({}): {}", c.short_name, c.name,
                                    c.gaps.empty() ? "none" : countries(c.gaps)));
  }
  return out;
}

std::string rows_behind(instruments const& all, std::vector<column> const& columns) {
  std::string out;
  for (auto const& c : columns) {
    std::vector<std::string> told;
    for (std::size_t i = 0; i < all.countries.size(); ++i) {
      if (!c.rows[i].empty()) {
        told.push_back(upper(all.countries[i].id) + " " + c.rows[i]);
      }
    }
    auto const name = c.under.empty() ? c.head : c.head + " " + c.under;
    out += lines("   ", fmt::format("{}: {}", name, told.empty() ? "none" : join(told, ", ")));
  }
  return out;
}

// Of one instrument every stage of every country.
std::string stages(instrument_column const& c, bool colour) {
  auto out = heading(c.name, colour);
  for (auto const& m : c.cells) {
    for (auto const& s : m.stages) {
      out += lines("   " + upper(m.country) + " ",
                   fmt::format("{}{}{}{} [{}]", spaced(s.stage),
                               s.on.empty() ? ", date not seen" : " " + s.on,
                               s.certainty.empty() ? "" : ", " + s.certainty,
                               s.evidence.empty() ? "" : ": " + s.evidence, s.row_id));
    }
  }
  return out + "\n";
}

}  // namespace

std::string to_text(instruments const& all, record::name_index const& names, bool colour) {
  auto out =
      strong("Instruments by country", colour) + ", as of " + to_string(all.view.as_of) + "\n\n";
  auto const columns = columns_of(all);
  for (std::size_t at = 0; at < columns.size(); at += kAtOnce) {
    auto const end = std::min(at + kAtOnce, columns.size());
    out += table(all,
                 {columns.begin() + static_cast<std::ptrdiff_t>(at),
                  columns.begin() + static_cast<std::ptrdiff_t>(end)},
                 colour);
  }
  out += lines("",
               "A ? is unknown, not a no: ask; \"? see\": a source says that it matters, not "
               "whether. In use: operational, connected or used; force: in force; party: "
               "acceded or ratified. A permit or visa is for a journey that ends there.");
  out += "\n";
  if (all.columns.size() == 1) {
    out += stages(all.columns.front(), colour);
  }
  out += heading("Gaps: not party, signed only, suspended, contested or unknown", colour) +
         gaps(all) + "\n";
  if (all.accession) {
    out += accession_text(*all.accession, names, colour) + "\n";
  }
  return out + heading("Rows that decide (karwan record show ROW names the source)", colour) +
         rows_behind(all, columns);
}

}  // namespace karwan::require
