#include "exe/basket_option.h"

#include "exe/sheet_file.h"

namespace karwan::exe {

std::vector<impact::basket_flow> read_basket_file(std::string const& file, bool json,
                                                  char const* remedy) {
  std::vector<sheet_fault> faults;
  auto const table = read_sheet(read_sheet_file(file), faults);
  auto flows = impact::read_basket(table, faults);
  if (!faults.empty()) {
    refuse_sheet(file, json, faults, remedy);
  }
  return flows;
}

}  // namespace karwan::exe
