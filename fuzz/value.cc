// A cell's text as each type of the dictionary reads it: total, and numbers are finite.
#include "record/values.h"

#include <cmath>

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  using record::value_type;
  for (auto const type :
       {value_type::text, value_type::number, value_type::integer, value_type::date,
        value_type::boolean, value_type::month_day, value_type::clock}) {
    auto const value = record::read_value(type, text);
    fuzz::require(!value || std::isfinite(value->number));
  }
  for (auto const& table : record::tables()) {
    for (auto const& column : table.columns) {
      auto const checked = record::check_value(column, text);
      fuzz::require(checked || !checked.error().text.empty());
    }
  }
  return 0;
}
