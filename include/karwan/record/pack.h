#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/record/store.h"

// Packs: folders of CSV files with a datapackage.json, in and out of the record (docs/pack.md).
namespace karwan::record {

// One thing wrong in a pack, and what to do about it.
struct pack_fault {
  std::string file;
  std::size_t line{0};  // 1 is the header; 0: the file as a whole
  std::string column;   // may be empty
  std::string text;
  std::string remedy;

  // "links.csv:12: from: text. remedy"
  std::string sentence() const;
};

struct pack_report {
  std::string name, version;
  std::size_t tables{0}, rows{0}, cells{0};
  std::vector<pack_fault> faults;  // every one, ordered by file and line; empty: the pack is sound
};

// Reads the whole pack and checks it against the dictionary and its own datapackage.json.
pack_report check_pack(std::filesystem::path const& dir);

// Writes datapackage.json from the dictionary and the headers of the CSV files that are there,
// keeping what it does not derive: name, title, created, licenses, version. Error bad_data: not
// JSON, or no such folder.
status write_descriptor(std::filesystem::path const& dir);

struct load_report {
  pack_report pack;            // faults: nothing was loaded
  bool already_loaded{false};  // the very bytes were the last that this pack loaded
  std::size_t rows_added{0}, statements_added{0}, corrected{0}, retracted{0};
};

// All or nothing, in one transaction. A changed pack adds corrections and retractions; nothing is
// deleted, and what was added or corrected by hand stays unless the pack itself changed there.
result<load_report> load_pack(store&, std::filesystem::path const& dir);

struct export_report {
  std::string name;
  std::size_t files{0}, rows{0};
  // Rows without a value that their table requires, since it was retracted: no pack can hold them.
  std::vector<std::string> left_out{};
  // Rows that are not to be published (table::shown_if), by row_id.
  std::vector<std::string> withheld{};
};

// Writes the pack as the record now has it, in canonical form. `name`: empty where the record
// holds one pack. Files are replaced one by one, each completely or not at all.
// Errors: not_found (no such pack), bad_input (several packs, none named), unavailable (disk).
result<export_report> export_pack(store const&, std::filesystem::path const& dir,
                                  std::string const& name = {});

// What a pack said of itself when it was last loaded; blank where it did not.
struct pack_identity {
  std::string name, version, title, created;
};

// By name.
std::vector<pack_identity> loaded_packs(store const&);

}  // namespace karwan::record
