#pragma once

#include "karwan/record/history.h"
#include "record/store_impl.h"

// A history on its way in: temporary tables beside the record, which SQLite keeps in a file.
namespace karwan::record {

class staging {
 public:
  explicit staging(store::impl&);
  staging(staging const&) = delete;
  staging& operator=(staging const&) = delete;
  ~staging();

  // Empty, or the place where the same act, row or statement stands with other contents. The very
  // same thing twice is no fault.
  std::string add(history_act const&, std::string const& place);
  std::string add(history_load const&, std::string const& place);
  std::string add(history_statement const&, std::string const& place);

  // A statement with faults of its own: no further ones are to follow from that it is missing.
  void add_dubious(history_statement const&);
  void close();  // nothing is added from now on

  // Once it is closed, inside the transaction that will write it: the numbers that tables and
  // columns have in this record, what of it the record holds already, and what stands in the way.
  void compare(std::function<void(history_fault const&)> const& on_fault);

 private:
  std::string add_row(history_statement const&, std::string const& place);
  std::string add_changes(history_statement const&, std::string const& place);
  void add_references(column const&, std::string_view text, std::string const& place);
  void name_numbers();
  void mark_known();

  store::impl& s_;
  bool collecting_{true};
  query act_, other_act_, load_, other_load_, row_, other_row_, statement_, other_statement_,
      change_, other_change_, reference_, dubious_;
};

}  // namespace karwan::record
