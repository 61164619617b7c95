#pragma once

#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "karwan/base/digest.h"
#include "karwan/record/dictionary.h"
#include "karwan/record/pack.h"
#include "record/csv.h"

// A pack, as its files have it.
namespace karwan::record {

// The common columns in their order.
enum class common : std::uint8_t {
  world,
  valid_from,
  valid_to,
  observed_from,
  observed_to,
  grade,
  source,
  locator,
  note,
  recorded_at
};
inline constexpr std::size_t kCommonColumns = 10;

struct pack_row {
  std::size_t line{0};
  std::string row_id;
  std::string entity;
  std::vector<std::string> own;  // in the order of the dictionary; blank: unknown
  std::array<std::string, kCommonColumns> shared;

  std::string const& at(common c) const { return shared[static_cast<std::size_t>(c)]; }
  std::string& at(common c) { return shared[static_cast<std::size_t>(c)]; }
};

struct pack_table {
  table_ix table{};
  std::string file;
  std::vector<std::string> header;
  std::vector<pack_row> rows;  // of a pack in memory; of one that is read row by row: none
};

struct pack_contents {
  std::string name, version;
  std::optional<instant> created;
  std::string descriptor;  // the bytes of datapackage.json
  boost::json::object json;
  std::vector<pack_table> tables;  // in the order of the dictionary
  std::string digest;              // of all that is read
};

inline constexpr auto kDescriptor = "datapackage.json";
inline constexpr auto kSourcesTable = "sources";

// Faults as they are found. A pack of millions of bad rows names the first hundred thousand.
class fault_list {
 public:
  void push_back(pack_fault f);

  std::vector<pack_fault> all;
  std::size_t not_listed{0};
};

std::string file_name(table const&);  // links.csv

// The file's bytes; nullopt where it cannot be read.
std::optional<std::string> read_file(std::filesystem::path const&);

// datapackage.json, and faults of the folder: not there, files that are no tables. Never throws.
pack_contents read_descriptor(std::filesystem::path const& dir, fault_list& faults);

// One CSV file of a pack, row by row, in memory that does not grow with it.
class table_stream {
 public:
  // Reads the header. Faults of form (bytes, CSV, header, cell counts) go to `faults`; the digest,
  // where there is one, is given the file's name, size and bytes.
  table_stream(std::filesystem::path const& dir, table_ix, fault_list& faults, sha256_digest*);
  table_stream(table_stream const&) = delete;
  table_stream& operator=(table_stream const&) = delete;
  ~table_stream() = default;

  bool is_there() const noexcept { return file_ != nullptr; }
  pack_table const& table() const noexcept { return table_; }  // without rows
  std::uint64_t bytes() const noexcept { return bytes_; }      // read so far

  // The next row that has a cell for each column, into the strings of `to`. False at the end.
  bool next(pack_row& to);

 private:
  void read_header();
  void take_faults();
  void place_cells(pack_row& to);

  pack_table table_;
  fault_list& faults_;
  sha256_digest* digest_;
  struct close_file {
    void operator()(std::FILE* f) const noexcept { std::fclose(f); }
  };
  std::unique_ptr<std::FILE, close_file> file_;
  std::uint64_t bytes_{0};
  csv_reader csv_;
  csv_record record_;
  std::vector<std::size_t> target_;  // of each cell: its place in full_header, or none
  std::vector<std::size_t> blank_;   // places that no cell fills
};

// A whole pack in memory; faults of form are added. For small packs, and never throws.
pack_contents read_pack(std::filesystem::path const& dir, fault_list& faults);

// Faults of meaning in a pack in memory: values, keys, references, order.
void check_contents(pack_contents const&, std::vector<pack_fault>& faults);

// Faults of datapackage.json against the dictionary and the files.
void check_descriptor(pack_contents const&, fault_list& faults);

// check_pack of the header, giving the contents too, without rows.
pack_report check_pack(std::filesystem::path const& dir, pack_contents* contents,
                       report_progress const& = {});

// The resource that the dictionary wants for a table with this header.
boost::json::object resource_of(table const&, std::vector<std::string> const& header);

// Two-space JSON with keys in the order of the object; numbers as plain decimals.
std::string pretty(boost::json::value const&);

// Every column: row_id, entity, its own and the common ones.
std::vector<std::string> full_header(table const&);

}  // namespace karwan::record
