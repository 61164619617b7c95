#include "relations/cells.h"

namespace karwan::relations {

std::vector<record::row> rows_of_table(record::store const& from, std::string_view table,
                                       record::view_spec const& view) {
  return from.rows(record::find_table(table).value(), view);
}

std::string choices_of(std::string_view table, std::string_view column) {
  auto const p = record::find_property(*record::find_table(table), column);
  return std::string{record::column_of(*p).choices};
}

bool is_choice(std::string const& choices, std::string const& word) {
  return !word.empty() && ("|" + choices + "|").find("|" + word + "|") != std::string::npos;
}

}  // namespace karwan::relations
