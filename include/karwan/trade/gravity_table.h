#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/sheet.h"
#include "karwan/trade/gravity_formula.h"
#include "karwan/trade/ppml.h"
#include "karwan/trade/trade_matrix.h"

// Lists of flows as CSV, read row by row into typed columns: only those that are asked for.
namespace karwan::trade {

// Rows left out before the estimate, by their lines in the list.
struct left_out {
  std::vector<std::size_t> log_of_zero;  // ln() of an outcome of 0
  std::vector<std::size_t> blank;        // a cell without a value, where these are to be skipped
};

struct read_options {
  estimator method{estimator::ppml};
  bool skip_blank{false};  // leave out rows with a blank cell instead of refusing them
};

struct gravity_data {
  regression columns;
  std::vector<std::size_t> line;  // of each row
  left_out without;
};

// Faults, which are added, name line and column: a column that is not there or is there twice, a
// cell that is blank or no finite number, an outcome that is negative under PPML, ln() of what is
// not above 0. After 50 faults reading ends.
gravity_data read_gravity_data(std::string_view csv, gravity_formula const&, read_options const&,
                               std::vector<sheet_fault>& faults);

// Which columns of a list of flows say what.
struct trade_columns {
  std::string exporter{"exporter"}, importer{"importer"}, trade{"trade"};
  // The factor on each flow is the product of these, where named:
  std::string ratio;  // a column that holds it
  std::string cost;   // a column with t'/t, which enters to the power -theta
  struct change {
    std::string column;     // how much a regressor changes
    double coefficient{0};  // estimated; it enters as exp(coefficient * change)
  };
  std::vector<change> changes;
};

// "rta=0.56,border=-2.4". Error bad_input.
result<std::vector<trade_columns::change>> read_changes(std::string_view text,
                                                        std::string_view option);

// Faults as above; rows are not yet checked against each other (make_trade).
std::vector<trade_row> read_trade_rows(std::string_view csv, trade_columns const&, double theta,
                                       std::vector<sheet_fault>& faults);

}  // namespace karwan::trade
