#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "record/pack_files.h"

// What one row says, checked against the dictionary.
namespace karwan::record {

// Is told of every entity that a sound cell names.
struct reference_sink {
  virtual ~reference_sink() = default;
  virtual void refers(pack_row const&, column const&, std::string_view entity) = 0;
};

// Keys of other rows are the business of others (pack_keys.h): a row is checked by itself.
class row_checker {
 public:
  using fault_sink = std::function<void(pack_fault)>;
  row_checker(fault_sink, reference_sink&);

  // The rows that follow are of this table.
  void begin(pack_table const&);
  void check(pack_row const&);

 private:
  struct checked_column {
    column const* is{nullptr};
    std::size_t partner{0};  // the column that must not come before it; itself: none
    std::string last_sound;  // text that was found sound a moment ago
  };

  void fault(std::string_view column_name, std::string text, std::string remedy);
  void check_keys();
  void check_own();
  void check_shared();
  void check_cell(checked_column&, std::string const& text);
  void check_pair(column const&, std::string const& a, std::string_view partner,
                  std::string const& b);
  void check_interval(common from, common to);
  void check_reason();

  fault_sink faults_;
  reference_sink& references_;
  std::string file_;
  table const* table_{nullptr};
  std::vector<checked_column> own_, shared_;
  std::size_t reason_{0};  // the column of that name; none: past the last
  pack_row const* row_{nullptr};
};

}  // namespace karwan::record
