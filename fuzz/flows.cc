// A basket or a batch of any bytes is read to its end: what is taken has numbers that are none less
// than zero and lies on a line, what is not has a text.
#include "fuzz.h"
#include "karwan/base/sheet.h"
#include "karwan/impact/basket.h"
#include "karwan/plan/batch.h"

using namespace karwan;

namespace {

void check_basket(sheet const& s) {
  std::vector<sheet_fault> faults;
  for (auto const& f : impact::read_basket(s, faults)) {
    fuzz::require(f.line > 0 && f.tonnes_year.value_or(0) >= 0 &&
                  f.value_usd_year.value_or(0) >= 0);
  }
  for (auto const& f : faults) {
    fuzz::require(!f.text.empty());
  }
}

void check_batch(sheet const& s) {
  std::vector<sheet_fault> faults;
  auto const all = plan::read_shipments(s, {}, faults);
  fuzz::require(all.size() <= s.rows.size());
  for (auto const& f : faults) {
    fuzz::require(!f.text.empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  std::vector<sheet_fault> faults;
  auto const s = read_sheet(fuzz::as_text(bytes, size), faults);
  if (faults.empty()) {
    check_basket(s);
    check_batch(s);
  }
  return 0;
}
