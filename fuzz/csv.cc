// Any bytes give records and faults; what was read without fault reads back the same once written.
#include "record/csv.h"

#include "fuzz.h"
#include "karwan/base/sheet.h"
#include "karwan/base/text.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  auto const file = record::read_csv(text);
  fuzz::require(is_utf8(text) || !file.faults.empty());
  if (!file.faults.empty()) {
    return 0;
  }
  std::string written;
  for (auto const& r : file.records) {
    write_csv(written, {r.cells.begin(), r.cells.end()});
  }
  auto const again = record::read_csv(written);
  fuzz::require(again.faults.empty() && again.records.size() == file.records.size());
  for (std::size_t i = 0; i < file.records.size(); ++i) {
    fuzz::require(again.records[i].cells == file.records[i].cells);
  }
  return 0;
}
