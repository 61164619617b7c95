#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/trade/flows.h"

// Trade by product, data set by data set: only values of one source, period and level may be set
// against each other.
namespace karwan::trade {

struct product_value {
  std::string code{}, product{};
  double usd{0};
  record::figure_bound bound{record::figure_bound::exact};
  record::grade grade{record::grade::assumed};
  record::statement_ix statement{};
};

// What one side sells to another, by product.
struct product_trade {
  std::string books{};  // whose: the exporter's, else the importer's
  std::map<std::string, product_value> by_code{};
  std::optional<product_value> total{};  // as stated; nullopt: it is not
  // Of the products that it has, whatever the total says.
  double sum() const;
  // The total as it is stated, else the sum.
  double all() const { return total ? total->usd : sum(); }
  std::vector<record::statement_ix> statements() const;  // of all() and the products
};

// Products of one classification, cut at as many digits. 0 digits: groups that a source made.
struct level {
  std::string classification{};
  std::size_t digits{0};
  friend auto operator<=>(level const&, level const&) = default;
};
std::string text_of(level const&);                  // "SITC sections", "HS, 6 digits"
std::optional<level> read_level(std::string_view);  // sitc, sitc1, hs, hs2, hs6; nullopt: none

struct data_set_key {
  std::string source{}, basis{};
  date_span period{};
  level of{};
};

struct data_set {
  data_set_key key{};
  std::map<std::pair<std::string, std::string>, product_trade> trade{};  // exporter, importer

  // nullptr: it has none.
  product_trade const* find(std::string const& exporter, std::string const& importer) const;
};

// Every data set with trade by product, those of more digits first, then the later, then by source.
// Bounds are left out. Where both sides' books are in one, the exporter's are taken.
std::vector<data_set> data_sets_of(std::span<flow const>);

// Which of them is meant. Empty: any.
struct set_wish {
  std::string year{};  // as a period is written
  std::string level{};
};

// Checked against the data sets: which of them fit. Errors: bad_input (no level, no period).
result<std::vector<data_set const*>> fitting(std::vector<data_set> const&, set_wish const&,
                                             date_span const& period);

struct products_question {
  std::string country{}, partner{};  // empty partner: the world
  std::string direction{};           // export or import; empty: export
  set_wish of{};
};

struct product_row {
  product_value value{};
  std::optional<double> share{};  // of all its products
  std::optional<double> rca{};    // revealed comparative advantage of an exporter to the world
};

struct products_answer {
  std::string country{}, partner{};
  direction way{direction::exports};
  data_set_key of{};
  std::string books{};
  bool parts_overlap{false};  // groups and their parts: there are no shares
  std::optional<product_value> total{};
  std::vector<product_row> products{};  // largest first
  std::vector<data_set_key> others{};   // that have such trade too
};

// Of several data sets that of most products. Errors: bad_input, not_found (no such trade by
// product: what there is).
result<products_answer> find_products(record::store const&, record::name_index const&,
                                      products_question const&, record::view_spec const&);

}  // namespace karwan::trade
