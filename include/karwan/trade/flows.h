#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/figure.h"
#include "karwan/record/store.h"

// Trade as sources state it, in typed columns: what one side's books say of one period.
namespace karwan::trade {

// The area that stands for all partners or reporters of a data set.
inline constexpr std::string_view kWorld = "WORLD";

enum class direction : std::uint8_t { exports, imports, turnover };
std::string_view name_of(direction) noexcept;  // "export", as the pack writes it

struct flow {
  std::string reporter{}, partner{};  // the entity of a country, or an area as it is written
  bool reporter_is_area{false}, partner_is_area{false};
  direction way{direction::exports};  // from the reporter's side
  std::string classification{};       // total, total_goods_services, hs, sitc
  std::string code{};                 // of the goods; of all goods: empty
  std::string product{};
  double usd{0};  // current prices
  record::figure_bound bound{record::figure_bound::exact};
  std::string basis{};  // calendar_year, fiscal_year, part_year, unknown
  std::string fiscal_label{};
  date_span period{};  // open on both sides: not stated
  record::grade grade{record::grade::assumed};
  std::string source{};
  std::string row_id{};
  record::statement_ix statement{};

  bool is_total() const { return classification == "total"; }
  // From where to where the goods go, whoever's books it is in. Of turnover, reporter and partner.
  std::string const& exporter() const { return way == direction::imports ? partner : reporter; }
  std::string const& importer() const { return way == direction::imports ? reporter : partner; }
};

// Every amount of trade that the view sees, of trade_flows and of figures that state a flow in USD
// with a reporter and a partner. Bounds and what is only about are among them. Ordered by table and
// row_id. What is observed in a period that begins after the view's day is left out.
std::vector<flow> read_flows(record::store const&, record::view_spec const&);

// The calendar year that the flow speaks of; nullopt: a fiscal year, a part of one, not stated.
std::optional<int> calendar_year_of(flow const&);

}  // namespace karwan::trade
