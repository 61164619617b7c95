#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/record/store.h"

// Packs: folders of CSV files with a datapackage.json, in and out of the record (docs/pack.md).
namespace karwan::record {

// One thing wrong in a pack, and what to do about it.
struct pack_fault {
  std::string file;     // empty: the folder as a whole
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
  std::size_t faults_not_listed{0};  // past the first hundred thousand
  std::string digest;                // SHA-256 of all that was read
};

// How far the reading of a pack is. A pack is read once to check it and once to write it.
struct pack_progress {
  bool writing{false};
  std::uint64_t rows{0}, bytes{0};  // of this reading
  std::uint64_t bytes_in_all{0};
};
using report_progress = std::function<void(pack_progress const&)>;  // every few thousand rows

// Checks every row of the pack against the dictionary, its keys among each other, and its own
// datapackage.json. Memory does not grow with the pack (but for 16 bytes a row in tables that
// name entities of their own).
pack_report check_pack(std::filesystem::path const& dir, report_progress const& = {});

// Writes datapackage.json from the dictionary and the headers of the CSV files that are there,
// keeping what it does not derive: name, title, created, licenses, version. Error bad_data: not
// JSON, or no such folder.
status write_descriptor(std::filesystem::path const& dir);

struct load_report {
  pack_report pack;            // faults: nothing was loaded
  bool already_loaded{false};  // the very bytes were the last that this pack loaded
  std::size_t rows_added{0}, statements_added{0}, corrected{0}, retracted{0};
};

struct load_options {
  report_progress progress{};
  // What check_pack said of the pack a moment ago, so that it is not checked twice. Where the files
  // have changed since, nothing is loaded (error conflict).
  std::optional<pack_report> checked{};
};

// All or nothing, in one transaction. A changed pack adds corrections and retractions; nothing is
// deleted, and what was added or corrected by hand stays unless the pack itself changed there.
// Memory does not grow with the pack; the same record on one thread and on two.
result<load_report> load_pack(store&, std::filesystem::path const& dir, load_options const& = {});

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
  std::vector<std::string> pair;  // entities of the countries that it is about; empty: not said
};

// By name.
std::vector<pack_identity> loaded_packs(store const&);

}  // namespace karwan::record
