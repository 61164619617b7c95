// A list of any bytes is read to its end: rows are as wide as the header, and what cannot be read
// is named.
#include "karwan/base/sheet.h"

#include "fuzz.h"
#include "karwan/base/text.h"
#include "karwan/relations/directory_list.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  std::vector<sheet_fault> faults;
  auto const s = read_sheet(text, faults);
  fuzz::require(is_utf8(text) || !faults.empty());
  fuzz::require(!s.header.empty() || !faults.empty());
  for (auto const& header : s.header) {
    if (auto const column = relations::column_named(header)) {
      fuzz::require(static_cast<std::size_t>(*column) < relations::kListColumns);
    }
  }
  for (auto const& row : s.rows) {
    fuzz::require(row.cells.size() == s.header.size() && row.line > 0);
  }
  return 0;
}
