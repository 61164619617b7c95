#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/trade/flows.h"

// Who trades with whom, and what: flows of one period side by side, each beside what the other side
// says of it (docs/trade.md). Nothing is averaged, and what speaks of other months is not added.
namespace karwan::trade {

// The same trade in the books of the other side.
struct mirrored {
  flow said{};
  bool same_period{false};        // else other months of the same years
  std::optional<double> ratio{};  // this side's value over the other's, of positive exact values
};

struct stated_flow {
  flow said{};
  std::vector<flow> others{};  // of the same flow and period, by other sources
  std::optional<mirrored> mirror{};
  std::optional<double> share{};  // of the trade with the world in the same books and period
};

struct partners_question {
  std::string country{};    // whose partners
  std::string direction{};  // export, import, turnover; empty: export
  std::string year{};       // 2015, FY2024-25; empty: the latest full year with most partners
  std::string basis{};      // calendar, fiscal, part; empty: any full year
  std::string product{};    // a code, or words of its name; empty: all goods
};

struct partners_answer {
  std::string country{};
  direction way{direction::exports};
  std::string basis{};
  std::string classification{}, code{}, product{};  // of the goods; all goods: total
  date_span period{};
  std::vector<stated_flow> partners{};  // largest first; areas after countries: they hold others
  std::optional<flow> world{};
  std::vector<date_span> other_periods{};  // that could be asked for, latest first
};

// Errors: bad_input (an unknown country, direction, basis or year), not_found (no such flows: what
// there is).
result<partners_answer> find_partners(record::store const&, record::name_index const&,
                                      partners_question const&, record::view_spec const&);

struct balance_question {
  std::string country{}, partner{};
  std::string from{}, to{};  // dates; empty: all
};

// The trade of two sides in one period, in one side's books.
struct books_of_period {
  std::string books{};  // whose
  std::optional<flow> exports{}, imports{}, turnover{};
  // Exports less imports, where both are stated as values; of the side whose books they are.
  std::optional<double> balance{};
};

struct balance_period {
  date_span period{};
  std::string basis{};
  std::string classification{};
  std::vector<books_of_period> books{};  // of the country, then of the partner
  // What each says that it exported to the other: exports of the country less those of the partner.
  std::optional<double> balance_of_exporters{};
  // What one says it exported beside what the other says it imported: exports, then imports of the
  // country. Ratio: the exporter's over the importer's.
  std::optional<double> exports_ratio{}, imports_ratio{};
};

struct balance_answer {
  std::string country{}, partner{};
  std::vector<balance_period> periods{};  // by their first day, then by their last
};

// Errors: bad_input as above, not_found: no flow between the two.
result<balance_answer> find_balance(record::store const&, record::name_index const&,
                                    balance_question const&, record::view_spec const&);

}  // namespace karwan::trade
