#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include <boost/json/object.hpp>

#include "karwan/record/dictionary.h"
#include "karwan/record/pack.h"

// A pack in memory, as its files have it.
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
  std::vector<pack_row> rows;
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

std::string file_name(table const&);  // links.csv

// The file's bytes; nullopt where it cannot be read.
std::optional<std::string> read_file(std::filesystem::path const&);

// Reads every file; faults of form (bytes, CSV, header, cell counts) are added. Never throws.
pack_contents read_pack(std::filesystem::path const& dir, std::vector<pack_fault>& faults);

// Faults of meaning: values, keys, references, order.
void check_contents(pack_contents const&, std::vector<pack_fault>& faults);

// Faults of datapackage.json against the dictionary and the files.
void check_descriptor(pack_contents const&, std::vector<pack_fault>& faults);

// check_pack of the header, giving the contents too.
pack_report check_pack(std::filesystem::path const& dir, pack_contents* contents);

// The resource that the dictionary wants for a table with this header.
boost::json::object resource_of(table const&, std::vector<std::string> const& header);

// Two-space JSON with keys in the order of the object; numbers as plain decimals.
std::string pretty(boost::json::value const&);

// Every column: row_id, entity, its own and the common ones.
std::vector<std::string> full_header(table const&);

}  // namespace karwan::record
