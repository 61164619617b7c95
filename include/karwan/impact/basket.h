#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/sheet.h"
#include "karwan/network/metric.h"
#include "karwan/record/names.h"
#include "karwan/record/store.h"

// Flows of goods on which promises are tried (docs/impact.md).
namespace karwan::impact {

// Control totals say how much goes between two countries in all, and are never added to flows.
enum class flow_kind : std::uint8_t { flow, control_total, test, excluded };
std::string_view name_of(flow_kind) noexcept;

struct basket_flow {
  std::string id;        // the entity; of a user's table its id, else its line
  std::size_t line{0};   // of a user's table
  std::string from, to;  // as written
  flow_kind kind{flow_kind::flow};
  std::string product_hs;  // empty: all goods
  std::string product;     // in words
  std::optional<double> tonnes_year, value_usd_year;
  std::string weight_group;                       // flows that share a control total equally
  std::optional<network::load_unit> unit;         // of a user's table
  record::grade graded{record::grade::reported};  // of its weight
  std::string row_id;
};

// One flow of the asker's own, as written: places and goods by id or name. Without goods all goods,
// without a unit the one in which they usually go.
struct own_flow {
  std::string from, to, product, unit;
};

// Throws failure (bad_input, place `product` or `unit`) where the record knows no such goods, or
// several, or there is no such unit. Its places are not looked up.
basket_flow flow_of(own_flow const&, record::store const&, record::name_index const&,
                    record::view_spec const&);

// Those of the record's table basket, by row.
std::vector<basket_flow> read_basket(record::store const&, record::view_spec const&);

// A user's table with the columns from, to, product and, where they are there, id, kind,
// product_hs, tonnes_year, value_usd_year, weight_group and unit; other columns of the pack's table
// are let pass. Faults are added: a column that is missing, unknown or there twice, a number that
// is none or is negative, an unknown kind or unit, no flows.
std::vector<basket_flow> read_basket(sheet const&, std::vector<sheet_fault>& faults);

}  // namespace karwan::impact
