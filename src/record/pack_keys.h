#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <unordered_set>
#include <utility>
#include <vector>

#include "record/key_spool.h"
#include "record/row_check.h"

// Keys of all rows among each other: a row_id once, a reference to what is there, no entity that
// leads back to itself. Collected while rows pass by; where something is wrong, the files are read
// again to say where.
namespace karwan::record {

class pack_keys final : public reference_sink {
 public:
  pack_keys();

  // The rows that follow are of this table.
  void begin(pack_table const&);
  void add(pack_row const&);
  void refers(pack_row const&, column const&, std::string_view entity) override;

  // After the last row. True: nothing is wrong.
  bool settle();

  // What is wrong, read from the pack once more.
  void explain(std::filesystem::path const& dir, fault_list& faults);

 private:
  using edge = std::pair<std::uint64_t, std::uint64_t>;  // an entity and one that it names
  struct own_reference {
    std::size_t column;
    std::vector<edge> edges;
  };
  void end_table();
  void find_twice();
  void find_missing();

  key_spool row_ids_, known_, wanted_;
  std::vector<spooled_key> lately_wanted_;
  spooled_key last_known_{};
  std::uint64_t table_{0};
  std::string last_row_id_;
  bool in_order_{true};
  std::vector<own_reference> own_references_;

  friend class explainer;
  std::unordered_set<key_hash, hash_of_key> twice_;
  std::set<spooled_key> missing_;
  std::map<std::pair<std::uint64_t, std::size_t>, std::unordered_set<std::uint64_t>> cycles_;
};

}  // namespace karwan::record
