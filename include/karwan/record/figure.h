#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/view.h"

// Figures in a form in which they can be compared: what a row of figures, trade_flows or economies
// says, of what, and in which books (docs/series.md).
namespace karwan::record {

// How a figure is meant. Best known first.
enum class figure_bound : std::uint8_t { exact, range, about, at_least, at_most };
std::string_view name_of(figure_bound) noexcept;

// What two figures must share before they may be compared or added. Text as the pack writes it,
// blank where the source does not say.
struct figure_key {
  std::string measure{};  // what is counted: an indicator of a subject, or the goods of a flow
  std::string unit{}, currency{}, price_basis{}, basis{}, nature{};
  std::string direction{}, classification{};  // of trade
  std::string reporter{}, partner{};          // whose books; a country or area

  friend auto operator<=>(figure_key const&, figure_key const&) = default;
};

// A part of the key, for messages and for tests that try each.
struct key_part {
  std::string_view name;  // "unit"
  bool chosen;            // a question can ask for one
  std::string figure_key::*member;
};
std::vector<key_part> const& key_parts();

// One stated value. It has a value, or low and high, or only text.
struct figure {
  figure_key key{};
  std::string indicator{}, subject{};
  std::optional<double> value{}, low{}, high{};
  figure_bound bound{figure_bound::exact};
  std::string text{}, qualifier{}, fiscal_label{};
  std::optional<double> change_pct{};    // on a year earlier, as stated
  std::vector<std::string> stated_by{};  // entities
  std::string stated_by_text{};
  bool area{false};    // the partner is an area, which may hold other partners
  date_span period{};  // open on both sides: not stated
  statement_ix statement{};
  row from{};  // with its cells, source, grade and times
};

// The figures that a row states: none of a table without figures, one of figures and trade_flows,
// up to three of economies; none where a cell that says what it is was retracted. Without names,
// flows and economies are called by their ids.
std::vector<figure> figures_of(row const&, name_index const* = nullptr);

// The tables that hold figures.
std::vector<table_ix> figure_tables();

// The values that it may mean: of "about" all that would be rounded to it, of a bound a side.
struct figure_limits {
  double low, high;
};
// nullopt: it has no number.
std::optional<figure_limits> limits_of(figure const&);

// Both speak of the same period in the same books and cannot both be true.
bool contradict(figure const&, figure const&);

// Does it add up over time? Not shares, ranks, rates and points in time.
bool is_amount(figure_key const&);

}  // namespace karwan::record
