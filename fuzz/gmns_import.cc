// A network of any bytes becomes a pack without a fault, or is refused: what `network import`
// writes can be loaded.
#include <unistd.h>

#include <filesystem>

#include "gmns_files.h"
#include "karwan/exchange/network.h"
#include "karwan/record/pack.h"

using namespace karwan;

namespace {

std::filesystem::path const kFolder =
    std::filesystem::temp_directory_path() / ("karwan-fuzz-import-" + std::to_string(::getpid()));

// What GMNS does not state comes from this record: run from the project's folder.
record::store& assumed() {
  static auto store = [] {
    auto made =
        value_or_throw(record::store::open(kFolder / "assumed.db", record::store::mode::write));
    value_or_throw(record::load_pack(made, "tests/packs/uz-ge"));
    return made;
  }();
  return store;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  std::filesystem::create_directories(kFolder);
  std::atexit([] { std::filesystem::remove_all(kFolder); });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const pack = kFolder / "pack";
  std::filesystem::remove_all(pack);
  try {
    auto const made = exchange::import_gmns(fuzz::gmns_files(fuzz::as_text(bytes, size)), assumed(),
                                            {.pack = "fuzzed"}, pack);
    fuzz::require(made.links > 0 && made.nodes > 1);
    fuzz::require(record::check_pack(pack).faults.empty());
  } catch (failure const& f) {
    fuzz::require(f.what_failed.kind == error_kind::bad_data && !f.what_failed.text.empty() &&
                  !f.what_failed.remedy.empty());
  }
  return 0;
}
