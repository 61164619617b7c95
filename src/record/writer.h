#pragma once

#include <string>
#include <string_view>

#include "record/stored_pack.h"

// Appends to the record inside one transaction; shared by loading, adding and retracting.
namespace karwan::record {

struct act {
  std::string_view what;  // load | add | retract
  instant at{};
  std::string by;
  std::string pack;
  std::string content;  // what makes this act different from others, for the digest
};

class writer {
 public:
  // Throws failure (unavailable) where another program is writing.
  writer(store::impl&, act const&);

  // A row (version 1) or its next version. Returns its number.
  std::int64_t add_row(table_ix, pack_row const&, std::string const& pack, std::int64_t version,
                       std::int64_t born_at);
  struct statement_place {
    table_ix table;
    std::int64_t row;
    std::size_t column;
    std::int64_t seq;
    std::int64_t supersedes;  // 0: nothing
  };
  std::int64_t add_statement(statement_place const&, std::string_view text,
                             std::int64_t recorded_at, pack_row const& of);
  void retract(std::int64_t statement, std::int64_t at, std::string_view reason);

  std::int64_t recording() const noexcept { return recording_; }
  void commit();

 private:
  std::int64_t property_number(table_ix, std::size_t column);
  void name_tables();

  store::impl& s_;
  transaction transaction_;
  std::int64_t recording_{0}, next_row_{0}, next_statement_{0};
  std::int64_t row_in_search_{0};  // whose entity and note were indexed last
  std::vector<std::vector<std::int64_t>> property_numbers_;
  query row_, statement_, change_, words_;
};

}  // namespace karwan::record
