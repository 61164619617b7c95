#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "karwan/record/sqlite.h"

namespace karwan::bench {

// The same facts as one would keep them without Karwan: one SQLite table of triples, an index per
// question, a full-text table, and SQL written by hand. No history, no check of any value.
class record_peer {
 public:
  explicit record_peer(std::filesystem::path const& db);

  // Every cell of a generated pack, list items one by one; one transaction, indexes last.
  void load(std::filesystem::path const& pack);

  struct triple {
    std::string row, property, value;
  };
  // All that is said of an entity, by row and property.
  std::vector<triple> entity(std::string const& id);
  // Commitments that an organisation owes, each with all that is said of it; by id.
  std::vector<std::pair<std::string, std::vector<triple>>> owed_by(std::string const& organisation,
                                                                   std::size_t limit);
  // Entities with a text that holds all the words or words that begin so, the best first.
  std::vector<std::string> search(std::vector<std::string> const& words, std::size_t limit);
  // The same without order and limit: how many texts there are.
  std::size_t count(std::vector<std::string> const& words);
  // Entities of that name.
  std::vector<std::string> named(std::string const& name);

 private:
  record::database db_;
};

}  // namespace karwan::bench
