#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exchange/gmns_spec.h"
#include "karwan/exchange/gmns.h"

// A GMNS data set as it is read, before its values mean anything.
namespace karwan::exchange {

struct gmns_row {
  std::size_t line{0};
  std::vector<std::string> cells;  // as many as the header has; trimmed; NaN is blank
};

struct gmns_file {
  gmns_table const* is{nullptr};
  std::vector<std::string> header;
  std::vector<gmns_row> rows;

  std::string name() const { return std::string{is->name} + ".csv"; }
  // The column of a field; nullopt where the file has none.
  std::optional<std::size_t> column(std::string_view field) const;
  // The cell, or an empty text.
  std::string_view text(gmns_row const&, std::string_view field) const;
};

struct gmns_data {
  std::map<std::string_view, gmns_file> files;  // by table

  gmns_file const* find(std::string_view table) const;
};

// Collects faults up to the bound.
class gmns_faults {
 public:
  void error(gmns_file const&, std::size_t line, std::string_view field, std::string text,
             std::string remedy);
  void warn(gmns_file const&, std::size_t line, std::string_view field, std::string text,
            std::string remedy);
  void add(gmns_fault);
  std::vector<gmns_fault> all;
  std::size_t unlisted{0};
};

gmns_data read_gmns(gmns_source const&, gmns_faults&);

std::optional<double> gmns_number(std::string_view);  // finite; else nullopt
std::optional<bool> gmns_boolean(std::string_view);   // 1, 0, true, false

}  // namespace karwan::exchange
