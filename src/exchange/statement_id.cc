#include "exchange/statement_id.h"

#include <charconv>

namespace karwan::exchange {

std::optional<record::property_ix> property_named(std::string_view name) {
  auto const dot = name.find('.');
  auto const t = record::find_table(name.substr(0, dot));
  return t && dot != std::string_view::npos ? record::find_property(*t, name.substr(dot + 1))
                                            : std::nullopt;
}

bool read_id(std::string_view id, record::history_statement& into) {
  auto const& name = record::column_of(into.property).name;
  auto const dot = id.rfind('.');
  if (dot == std::string_view::npos || !id.substr(dot + 1).starts_with(name)) {
    return false;
  }
  into.row_id = id.substr(0, dot);
  id.remove_prefix(dot + 1 + name.size());
  into.seq = 1;
  if (id.empty()) {
    return true;
  }
  if (!id.starts_with('~')) {
    return false;
  }
  auto const [end, code] = std::from_chars(id.data() + 1, id.data() + id.size(), into.seq);
  return code == std::errc{} && end == id.data() + id.size() && into.seq > 1;
}

}  // namespace karwan::exchange
