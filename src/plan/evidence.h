#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "karwan/network/rows_read.h"
#include "karwan/plan/answer.h"
#include "karwan/record/store.h"

// The rows in which statements stand, looked up once for all that an answer lists.
namespace karwan::plan {

class evidence {
 public:
  // What the network read need not be looked up again. Refers to it, to the store and to the view.
  evidence(record::store const&, network::rows_read const&, record::view_spec const&,
           std::vector<record::statement_ix> const&);

  struct place {
    record::row const* row;
    record::cell const* cell;
    bool is_in(record::table_ix t) const { return row != nullptr && row->table == t; }
  };
  // nullptrs where the view does not show the statement, or it was not among those listed.
  place find(record::statement_ix) const;
  // Name of the table in which it stands, or empty.
  std::string_view table_of(record::statement_ix) const;
  // Who published the source of a row; its title where no publisher is known.
  std::string publisher_of(record::row const&) const;
  // The day for which a row was last known to hold: the last of its observation, else of its
  // source's publication, else nullopt.
  static std::optional<day> last_known(record::row const&);

 private:
  record::store const& store_;
  record::view_spec const& view_;
  std::vector<record::row> rows_;
  boost::unordered_flat_map<record::statement_ix, place, std::hash<record::statement_ix>> at_;
};

// Ids of statements. One answer lists the same statements many times.
class statement_ids {
 public:
  // What the network read is not asked of the record. Refers to both.
  statement_ids(record::store const& store, network::rows_read const& read)
      : store_{store}, read_{read} {}
  std::string const& of(record::statement_ix);
  std::vector<std::string> of(std::vector<record::statement_ix>);  // sorted, each once
  id_list list(std::vector<record::statement_ix>);                 // the same, shared
  // And back: ids that were given out are not asked of the record again.
  std::optional<record::statement_ix> find(std::string_view id) const;

 private:
  struct hash {
    std::size_t operator()(std::vector<record::statement_ix> const&) const noexcept;
  };

  std::string name(record::statement_ix) const;
  std::vector<std::string> names(std::vector<record::statement_ix> const&);

  record::store const& store_;
  network::rows_read const& read_;
  std::unordered_map<record::statement_ix, std::string> known_;
  std::unordered_map<std::string_view, record::statement_ix> by_id_;  // into known_
  std::unordered_map<std::vector<record::statement_ix>, id_list, hash> lists_;
};

}  // namespace karwan::plan
