#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "karwan/record/store.h"

// Keeping a record safe: is the file whole, copies of it, and the way back to a copy.
namespace karwan::record {

// One thing that is wrong in a file.
struct damage {
  std::string place;  // the table, and the act of writing where it is known
  std::string text;
};

struct check_report {
  std::vector<damage> found;  // empty: the file is sound
  std::int64_t recordings{0}, rows{0}, statements{0};
  std::int64_t unsummed{0};  // recordings from before sums were kept: only their structure is known
};

// Reads the whole file: its structure (SQLite's integrity check), references between its tables,
// and that what each act of writing wrote is what the file holds. Changes nothing; others may read
// and write meanwhile. What cannot be read is damage, not an error. Errors: unavailable (no such
// file, not allowed), bad_data (of a newer schema).
result<check_report> check(std::filesystem::path const& file);

struct copy_report {
  std::filesystem::path file;       // the copy, or the record restored
  std::filesystem::path set_aside;  // of a restore: what was there before; empty: nothing was
  std::string version;              // of the record, as store::version has it
  std::int64_t bytes{0};
};

// A copy of the record as it is at one moment, while others read and write. The copy is checked
// before it takes its name: an older file of that name is replaced by a sound one or stays. A
// folder gets a file named after the record's version. Errors: unavailable (disk full, not
// allowed), bad_data (the record is damaged: names the damage).
result<copy_report> backup(std::filesystem::path const& record, std::filesystem::path const& to);

// Puts a copy in the place of the record. The copy is checked first; what was there is kept beside
// it as NAME.before-restore-N with its log, nothing is deleted. Errors: bad_data (the copy is
// damaged), unavailable (somebody has the record open for writing; disk full).
result<copy_report> restore(std::filesystem::path const& copy, std::filesystem::path const& record);

}  // namespace karwan::record
