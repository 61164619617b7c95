// A network of any bytes, its files with \x1e between, is checked to its end: every fault has a
// place and a remedy.
#include "gmns_files.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const report = exchange::check_gmns(fuzz::gmns_files(fuzz::as_text(bytes, size)));
  for (auto const& f : report.faults) {
    fuzz::require(!f.file.empty() && !f.text.empty() && !f.remedy.empty());
  }
  fuzz::require(report.links == 0 || report.nodes > 0 || report.errors() > 0);
  return 0;
}
