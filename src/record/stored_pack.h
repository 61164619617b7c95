#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "record/pack_files.h"
#include "record/store_impl.h"

// A pack as the record holds it: what was last loaded, what holds now, how it is written out.
namespace karwan::record {

struct stored_statement {
  std::int64_t id{0};
  std::string text;
  std::int64_t recorded_at{0};
  bool by_hand{false};  // recorded by add, not by a load
  bool accepted{false};
};

// What the record knows of one column of a row, over all versions of the row.
struct stored_cell {
  std::vector<stored_statement> statements;  // of the latest version
  std::string loaded;        // what the last load said; blank: nothing, or it withdrew it
  std::int64_t next_seq{1};  // statements of a cell are numbered through all versions

  // The statement that holds now, or nullptr.
  stored_statement const* current() const;
};

struct stored_row {
  std::int64_t number{0};  // of the latest version
  std::int64_t version{0};
  table_ix table{};
  std::int64_t born_at{0};
  pack_row written;                // keys and common columns of the latest version
  std::optional<pack_row> loaded;  // and of the last version that a load made
  std::vector<stored_cell> cells;  // by column

  // The row as an export writes it.
  pack_row current_row() const;
  bool empty() const;  // nothing is accepted
  bool was_loaded() const;
};

struct last_load {
  std::string name, version, content_digest, descriptor;
};

// Rows of one table of a pack by row_id, read as they are asked for: the record may be written to
// meanwhile. Only what was recorded before the recording of that number is seen. Throws failure.
class stored_rows {
 public:
  stored_rows(store::impl&, std::string const& pack, std::int64_t before_recording);

  // The rows that follow are of this table.
  void begin(table_ix);

  // The row that is next; nullptr at the end. Lives until advance.
  stored_row const* current() const { return there_ ? &row_ : nullptr; }
  void advance();

 private:
  store::impl& s_;
  std::string pack_;
  std::int64_t before_recording_;
  table_ix table_{};
  query versions_, statements_, last_change_;
  bool there_{false}, more_{false};  // a row; a version of the next one under the cursor
  stored_row row_;
};

std::optional<last_load> find_last_load(store::impl&, std::string const& pack);
std::vector<std::string> pack_names(store::impl&);
// The pack that is meant: the one of that name, or where that is blank the only
// one. Throws failure (not_found, bad_input; --pack as its place).
std::string chosen_pack(store::impl&, std::string const& wanted);

// A cell of a row that is to be stated: its column, its number in the cell, and the statement that
// it corrects (0: none).
struct new_cell {
  std::size_t column;
  std::int64_t seq, supersedes;
};
// Those that the record does not say yet, or with `anew` all that are filled. `old`: the row as it
// is stored; nullptr: it is not.
std::vector<new_cell> cells_to_state(pack_row const& wanted, stored_row const* old, bool anew);

}  // namespace karwan::record
