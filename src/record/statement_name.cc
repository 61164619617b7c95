#include "record/statement_name.h"

namespace karwan::record {
namespace {

std::string column_name(store::impl const& s, std::int64_t property) {
  auto const at = static_cast<std::size_t>(property);
  if (at < s.properties.size() && s.properties[at]) {
    return std::string{column_of(*s.properties[at]).name};
  }
  query named{s.db, "SELECT name FROM property WHERE id = ?1"};  // a column that is no more
  return named.bind(property).step() ? std::string{named.text(0)} : std::string{};
}

std::string row_id(store::impl& s, std::int64_t row) {
  auto& head = s.q.head_of_row.bind(row);
  std::string out{head.step() ? head.text(1) : std::string_view{}};
  head.reset();
  return out;
}

}  // namespace

std::string statement_name(store::impl& s, std::int64_t statement) {
  auto& place = s.q.statement_place.bind(statement);
  std::string out;
  if (place.step()) {
    out = statement_id(row_id(s, place.integer(0)), column_name(s, place.integer(1)),
                       place.integer(2));
  }
  place.reset();
  return out;
}

}  // namespace karwan::record
