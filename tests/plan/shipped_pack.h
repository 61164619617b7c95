#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "karwan/record/pack.h"
#include "karwan/record/store.h"

namespace karwan::plan {

// The record of the shipped pack, loaded once for a test program and removed at its end.
class shipped_pack {
 public:
  static record::store const& record() {
    static shipped_pack const pack;
    return pack.store_;
  }

 private:
  shipped_pack() {
    auto const loaded = value_or_throw(record::load_pack(store_, KARWAN_PACK));
    if (!loaded.pack.faults.empty()) {
      throw std::runtime_error{loaded.pack.faults.front().sentence()};
    }
  }
  ~shipped_pack() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  static std::filesystem::path fresh_folder() {
    auto name = (std::filesystem::temp_directory_path() / "karwan-plan-XXXXXX").string();
    return ::mkdtemp(name.data());
  }

  std::filesystem::path folder_{fresh_folder()};
  record::store store_{
      value_or_throw(record::store::open(folder_ / "karwan.db", record::store::mode::write))};
};

}  // namespace karwan::plan
