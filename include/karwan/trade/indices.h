#pragma once

#include "karwan/trade/products.h"

// How well what one country sells fits what another buys: equations (19) and (20) of docs/trade.md.
namespace karwan::trade {

// A number and the statements that it is made of. Without a number, why.
struct index_value {
  std::optional<double> value{};
  std::string unknown{};
  std::vector<record::statement_ix> statements{};
};

struct advantage {
  std::string code{}, product{};
  index_value rca{};  // (X_ik / X_i) / (X_wk / X_w)
  std::optional<product_value> sold{};
};

struct advantages {
  std::string country{};
  std::vector<advantage> products{};  // by code
  std::string unknown{};              // why there are none
};

struct fit_of_pair {
  std::string exporter{}, importer{};
  index_value complementarity{};  // TCI = 100 (1 - sum |m_jk - x_ik| / 2), of Michaely
  index_value intensity{};        // (X_ij / X_i) / (M_j / X_w)
};

struct indices_question {
  std::string country{}, partner{};
  set_wish of{};
};

struct indices_answer {
  std::string country{}, partner{};
  data_set_key of{};
  std::vector<advantages> rca{};   // of the country, of the partner
  std::vector<fit_of_pair> fit{};  // from the country to the partner, and back
  std::vector<data_set_key> others{};
};

// Errors: bad_input, not_found: no data set that fits has both.
result<indices_answer> find_indices(record::store const&, record::name_index const&,
                                    indices_question const&, record::view_spec const&);

// A correction of the method, and whether it was made.
struct correction {
  std::string name{};
  bool applied{false};
  std::string why{};
};

struct potential_row {
  std::string code{}, product{};
  std::optional<product_value> supply_of{};  // v_ik: what the exporter sells to the world
  std::optional<product_value> world{};      // v_k
  std::optional<product_value> demand{};     // v_jk: what the importer buys from the world
  std::optional<product_value> actual{};     // v_ijk; nullopt: no row
  std::optional<double> supply{};            // v_ik / v_k
  std::optional<double> potential_usd{};     // supply * demand * ease
  std::optional<double> unrealised_usd{};    // of it, above what is traded; 0 where there is none
  std::string unknown{};                     // why there is no potential
  std::vector<record::statement_ix> statements{};
};

struct potential_answer {
  std::string exporter{}, importer{};
  data_set_key of{};
  index_value ease{};                     // v_ij / sum_k (v_ik / v_k) v_jk
  std::optional<product_value> traded{};  // v_ij, as stated or summed
  std::vector<potential_row> products{};  // largest potential first; the unknown last, by code
  std::optional<double> potential_usd{}, unrealised_usd{};  // sums of what is known
  std::size_t without_actual{0};  // products of a potential without a row of trade between the two
  std::vector<correction> corrections{};
  std::vector<data_set_key> others{};
};

struct potential_question {
  std::string exporter{}, importer{};
  set_wish of{};
};

// The export potential of Decreux and Spies as far as the record carries it. Errors: as above.
result<potential_answer> find_potential(record::store const&, record::name_index const&,
                                        potential_question const&, record::view_spec const&);

}  // namespace karwan::trade
