#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/base/quantity.h"
#include "karwan/record/store.h"

// Duty and tax at the destination, and what the goods cost there.
namespace karwan::require {

struct tariff_line {
  std::string row_id, product, code, text, source;
  std::optional<bounded<double>> pct;
  bool part{false};      // it speaks of a part of the goods: their code is coarser
  bool at_least{false};  // a specific duty may raise it: its currency has no rate here
  std::vector<record::statement_ix> statements;
};

struct landed {
  std::vector<tariff_line> duties, taxes;  // that hold on the day, the most exact code first
  std::vector<tariff_line> others;         // additional duties, excise, advance taxes: not added
  std::vector<tariff_line> lower;          // preferences that may lower the duty: to be proved
  std::optional<bounded<double>> duty_pct, tax_pct;  // nullopt: not known
  bool at_least{false};
  std::optional<bounded<double>> value_usd, freight_usd;
  bounded<double> papers_usd;
  bool papers_in_other_currencies{false};
  std::optional<bounded<double>> duty_usd, tax_usd, total_usd;
  std::optional<bounded<double>> freight_share;  // of the value of the goods
  std::optional<bounded<double>> freight_per_kg;
  std::string missing;  // why there is no total; empty: there is one
};

struct landed_case {
  std::string country, origin;  // levies it; of the goods
  std::string code;             // HS, may be empty
  double tonnes{0};
  std::optional<double> value_usd;
  std::optional<bounded<double>> freight_usd;
  bounded<double> papers_usd;              // fees of papers stated in USD
  bool papers_in_other_currencies{false};  // others are stated too, and are not added
};

// total = (value + freight) * (1 + duty) * (1 + tax) + papers, bounds by bounds (docs/needs.md).
// Sources that disagree widen the bounds; best is that of the preferred row.
landed land(record::store const&, record::view_spec const&, landed_case const&);

// duty_pct; where it depends on the exact line of the tariff, from the least to the most of the
// lines on parts of the goods, best that of the preferred. nullopt: not known.
std::optional<bounded<double>> duty_span(landed const&);

}  // namespace karwan::require
