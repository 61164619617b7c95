#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

// A workbook of formulas for any spreadsheet: Office Open XML (ECMA-376), its parts stored in a ZIP
// file without compression. The same cells give the same bytes.
namespace karwan::impact {

// A formula as it is typed, without "=", and what it gives, for programs that do not compute it.
struct formula {
  std::string text;
  double value{0};  // not finite: none is stored
};

// Empty, text, a number, or a formula.
using cell = std::variant<std::monostate, std::string, double, formula>;

struct sheet_page {
  std::string name;                     // at most 31 characters, none of []:*?/\ .
  std::vector<double> widths;           // of columns, in characters
  std::vector<std::vector<cell>> rows;  // the first is a heading
};

// The file's bytes.
std::string to_xlsx(std::vector<sheet_page> const&);

// "C7" of column 2, row 6, both from 0.
std::string cell_name(std::size_t column, std::size_t row);

}  // namespace karwan::impact
