// A pack of any bytes is checked to its end: datapackage.json, then after a zero byte places.csv.
#include "karwan/record/pack.h"

#include <unistd.h>

#include <fstream>

#include "fuzz.h"

using namespace karwan;

namespace {

std::filesystem::path const kFolder =
    std::filesystem::temp_directory_path() / ("karwan-fuzz-" + std::to_string(::getpid()));

void write(char const* name, std::string_view bytes) {
  std::ofstream{kFolder / name, std::ios::binary} << bytes;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
  std::filesystem::create_directories(kFolder);
  std::atexit([] { std::filesystem::remove_all(kFolder); });
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  auto const descriptor = text.substr(0, text.find('\0'));
  write("datapackage.json", descriptor);
  write("places.csv", text.substr(std::min(descriptor.size() + 1, text.size())));
  for (auto const& fault : record::check_pack(kFolder).faults) {
    fuzz::require(!fault.text.empty() && !fault.file.empty());
  }
  return 0;
}
