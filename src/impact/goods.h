#pragma once

#include <map>
#include <string>
#include <vector>

#include "karwan/impact/impact.h"
#include "karwan/record/names.h"

// Goods of a basket found among the record's products, and what one load of them is.
namespace karwan::impact {

class goods_finder {
 public:
  goods_finder(record::store const&, record::view_spec const&, record::name_index const&);

  // By HS code, among several of one code by the words of its name; without a code by name. A
  // product of a coarser or finer code counts too. A flow that says what its own goods are worth
  // goes before.
  goods of(basket_flow const&) const;
  // What one unit carries; nullopt where no row says.
  std::optional<double> capacity_t(network::load_unit) const;

 private:
  struct product {
    goods is;
    std::string code;
    std::vector<std::string> words;  // of its name, folded
  };
  std::vector<product> products_;
  std::map<network::load_unit, double> capacity_t_;
};

}  // namespace karwan::impact
