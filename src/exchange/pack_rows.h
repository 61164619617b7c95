#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/view.h"

// Rows of a pack that is being made, written in its canonical form.
namespace karwan::exchange {

class pack_rows {
 public:
  // A row of a table: row_id, entity and values by column; blank ones say nothing.
  using values = std::map<std::string, std::string, std::less<>>;
  void add(std::string const& table, values);
  // A row as the record has it, with all that it says.
  void copy(record::row const&);
  bool has(std::string const& table, std::string_view row_id) const;

  // One CSV per table, and datapackage.json with name, title and day. Throws failure.
  void write(std::filesystem::path const& folder, std::string_view name, std::string_view title,
             day created) const;

 private:
  std::map<std::string, std::map<std::string, values>> tables_;  // by row_id
};

}  // namespace karwan::exchange
