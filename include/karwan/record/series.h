#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "karwan/record/figure.h"
#include "karwan/record/store.h"

// Figures of one indicator over time, all that sources state side by side (docs/series.md). Nothing
// is averaged; what is added is added by `add_up`, which refuses what may not be.
namespace karwan::record {

enum class sum_over { periods, partners };

// Flows of trade in whoever's books; empty: any.
struct flow_wish {
  std::string exporter{}, importer{};  // names of countries, or areas
  std::string classification{};        // total, total_goods_services, hs, sitc
  std::string product{};               // a code, or words of the name of the goods
};

struct series_question {
  std::vector<std::string> names{};  // indicators as people write them, or ids: side by side
  std::optional<flow_wish> flows{};  // every flow that fits, beside what is named
  std::string from{}, to{};          // dates as read_date reads them; empty: all
  std::string reporter{};            // the name of a country, or an area; empty: any
  std::string partner{};             // the same, or several with commas between
  std::string direction{}, basis{};  // of the dictionary's choices; calendar, fiscal and part too
  bool mirror{false};                // the same flows in the books of the other side as well
  std::optional<sum_over> sum{};
};

struct series_value {
  figure stated{};
  // The same value of the same source for the same period may stand in several rows.
  std::vector<statement_ix> statements{};
};

// Largest and smallest of the exact values of a group.
struct series_spread {
  std::size_t values{0};  // two at least
  double low{0}, high{0};
  std::optional<double> ratio{};  // high / low, of positive values
};

// Values that may be compared: one key, one period.
struct series_group {
  figure_key key{};
  std::vector<series_value> values{};  // the preferred one first, the others by preference
  std::string why{};                   // what decided for it; of one value: nothing
  std::optional<series_spread> spread{};
};

// How far the books of two sides are apart on the same flow: groups by their number, preferred
// values.
struct books_apart {
  std::size_t low{0}, high{0};
  double ratio{1};
};

struct series_period {
  date_span period{};  // open on both sides: not stated
  std::vector<series_group> groups{};
  std::vector<books_apart> apart{};
};

// Why values were not added, and whose they are.
struct sum_refusal {
  std::string what;               // "basis", "bound", "gap" ...
  std::string text;               // a sentence that names the rows
  std::vector<std::string> rows;  // all of them
};

struct series_sum {
  sum_over over{};
  date_span covers{};  // the periods from first to last; of partners, the period
  std::optional<double> total{};
  bool about{false};  // a value that was added is
  figure_key key{};   // of what was added; its partner is blank where they differ
  std::vector<std::string> partners{};
  std::vector<statement_ix> statements{};
  grade worst{grade::measured};
  std::vector<sum_refusal> refused{};  // not empty: there is no total
};

// A series as it is called.
struct indicator {
  std::string entity{};
  std::string name{}, subject{};
};

struct series_answer {
  std::vector<indicator> indicators{};   // what the names were taken to mean
  date_span window{};                    // from and to; an open side: no limit
  std::vector<series_period> periods{};  // by their first day, then by their last
  std::size_t undated{0};                // values left out since their period is not stated
  std::vector<series_sum> sums{};        // one; over partners, one a period
};

// Groups what is stated by period and key, in an order that does not depend on that of the figures.
// `on`: the day of the view, for the rule of preference.
std::vector<series_period> arrange(std::vector<figure> figures, day on);

// Is a preferred to b, among figures of one key and period? A value before a bound; what holds on
// the day; the better grade; exact before range before about; published later; recorded later; the
// smaller row_id. A strict weak order.
bool goes_before(figure const& a, figure const& b, day on) noexcept;

// What decided for a over b, of which it goes before.
std::string why_before(figure const& a, figure const& b, day on);

// The sum, or every reason why there is none. Figures of several keys, of overlapping periods or
// with a gap between them, bounds, ranges, shares and points in time are refused.
series_sum add_up(std::vector<figure> figures, sum_over);

// Errors: not_found (no such indicator; names that are near), bad_input (several indicators: all
// named; an unknown country, choice or date).
result<series_answer> read_series(store const&, name_index const&, series_question const&,
                                  view_spec const&);

}  // namespace karwan::record
