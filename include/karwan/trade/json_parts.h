#pragma once

#include <set>
#include <span>
#include <string>

#include "karwan/base/json_writer.h"
#include "karwan/record/answers.h"
#include "karwan/trade/products.h"

// Parts that answers about trade share, also those of other modules.
namespace karwan::trade {

inline constexpr int kUsdDecimals = 2, kRatioDecimals = 6;  // of what answers tell

// Values of `trade` into an answer that is being written, and the sources that they name.
class part_writer {
 public:
  part_writer(json_writer& w, record::store const& from, record::answer_writer& answers)
      : w_{w}, from_{from}, answers_{answers} {}

  void side(char const* key, std::string const& id);  // {id, name}
  void period(date_span const&);                      // null: not stated
  void data_set(char const* key, data_set_key const&);
  void data_sets(char const* key, std::span<data_set_key const>);
  void flow(trade::flow const&);
  void value(product_value const&);
  void value_or_null(char const* key, std::optional<product_value> const&);
  void usd_or_null(char const* key, std::optional<double>);
  void ratio_or_null(char const* key, std::optional<double>);
  void statements(std::span<record::statement_ix const>);  // key and array, each once
  void uses(std::string const& source) { sources_.insert(source); }
  void sources();  // the member `sources`: of what was written

 private:
  json_writer& w_;
  record::store const& from_;
  record::answer_writer& answers_;
  std::set<std::string> sources_{};
};

}  // namespace karwan::trade
