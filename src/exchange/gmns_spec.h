#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

// What the General Modeling Network Specification says of its tables.
namespace karwan::exchange {

enum class gmns_type : std::uint8_t { text, number, integer, boolean, time };

struct gmns_range {
  std::optional<double> least, most;
};

struct gmns_field {
  std::string_view name;
  gmns_type type{gmns_type::text};
  bool required{false};
  std::string_view ref_table;             // whose key it holds; empty: none
  gmns_range allowed, usual;              // outside: an error, a warning
  std::vector<std::string_view> choices;  // empty: any
};

struct gmns_table {
  std::string_view name;
  std::string_view key;  // its primary key; empty: none
  std::vector<gmns_field> fields;
};

// By name.
std::vector<gmns_table> const& gmns_tables();

}  // namespace karwan::exchange
