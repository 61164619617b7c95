#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "karwan/base/sheet.h"

// Published data with their answers, in the folder that KARWAN_TESTDATA names. A test that needs
// them is skipped where they are absent.
namespace karwan::trade {

struct known_table {
  std::map<std::string, std::size_t> column;
  sheet table;

  std::size_t size() const { return table.rows.size(); }
  std::string const& text(std::size_t row, std::string const& name) const {
    return table.rows.at(row).cells.at(column.at(name));
  }
  double number(std::size_t row, std::string const& name) const {
    return std::stod(text(row, name));
  }
  std::vector<double> numbers(std::string const& name) const {
    std::vector<double> out;
    for (std::size_t i = 0; i < size(); ++i) {
      out.push_back(number(i, name));
    }
    return out;
  }
  std::vector<std::string> texts(std::string const& name) const {
    std::vector<std::string> out;
    for (std::size_t i = 0; i < size(); ++i) {
      out.push_back(text(i, name));
    }
    return out;
  }
};

inline std::optional<known_table> read_known(std::string const& name) {
  auto const* folder = std::getenv("KARWAN_TESTDATA");
  if (folder == nullptr) {
    return std::nullopt;
  }
  std::ifstream in{std::filesystem::path{folder} / "gravity" / name, std::ios::binary};
  if (!in) {
    return std::nullopt;
  }
  std::vector<sheet_fault> faults;
  known_table out;
  out.table = read_sheet(std::string{std::istreambuf_iterator<char>{in}, {}}, faults);
  if (!faults.empty()) {
    throw std::runtime_error{name + ": " + faults.front().text};
  }
  for (std::size_t i = 0; i < out.table.header.size(); ++i) {
    out.column[out.table.header[i]] = i;
  }
  return out;
}

}  // namespace karwan::trade

#define KARWAN_KNOWN(variable, name)                                                    \
  auto const variable##_found = ::karwan::trade::read_known(name);                      \
  if (!variable##_found) {                                                              \
    GTEST_SKIP() << "KARWAN_TESTDATA does not name the folder with gravity/" << (name); \
  }                                                                                     \
  auto const& variable = *variable##_found
