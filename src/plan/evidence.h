#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "karwan/network/rows_read.h"
#include "karwan/record/store.h"

// The rows in which statements stand, looked up once for all that an answer lists.
namespace karwan::plan {

class evidence {
 public:
  // What the network read need not be looked up again. Refers to it.
  evidence(record::store const&, network::rows_read const&, record::view_spec const&,
           std::vector<record::statement_ix>);

  struct place {
    record::row const* row;
    record::cell const* cell;
  };
  // nullptrs where the view does not show the statement.
  place find(record::statement_ix) const;
  // Name of the table in which it stands, or empty.
  std::string_view table_of(record::statement_ix) const;
  // Who published the source of a row; its title where no publisher is known.
  std::string publisher_of(record::row const&) const;
  // The day for which a row was last known to hold: the last of its observation, else of its
  // source's publication, else nullopt.
  static std::optional<day> last_known(record::row const&);

 private:
  void note(record::row const&);

  std::vector<record::row> rows_;
  std::unordered_map<record::statement_ix, place> at_;
  std::map<std::string, std::string, std::less<>> publishers_;
};

// Ids of statements. One answer lists the same statements many times.
class statement_ids {
 public:
  // What the network read is not asked of the record. Refers to both.
  statement_ids(record::store const& store, network::rows_read const& read)
      : store_{store}, read_{read} {}
  std::string const& of(record::statement_ix);
  std::vector<std::string> of(std::vector<record::statement_ix>);  // sorted, each once
  // And back: ids that were given out are not asked of the record again.
  std::optional<record::statement_ix> find(std::string_view id) const;

 private:
  std::string name(record::statement_ix) const;

  record::store const& store_;
  network::rows_read const& read_;
  std::unordered_map<record::statement_ix, std::string> known_;
  std::unordered_map<std::string_view, record::statement_ix> by_id_;  // into known_
};

}  // namespace karwan::plan
