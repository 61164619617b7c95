#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>

#include <unistd.h>

#include "karwan/plan/planner.h"
#include "karwan/record/names.h"
#include "karwan/record/pack.h"

namespace karwan::require {

// The record of the shipped pack, loaded once for a test program and removed at its end, with a day
// to look from.
class shipped {
 public:
  static shipped& pack() {
    static shipped one;
    return one;
  }
  static day today() {
    using namespace std::chrono;
    return sys_days{year{2026} / 11 / 23};
  }

 private:
  shipped() {
    auto const loaded = value_or_throw(record::load_pack(record, KARWAN_PACK));
    if (!loaded.pack.faults.empty()) {
      throw std::runtime_error{loaded.pack.faults.front().sentence()};
    }
    view.as_of = today();
    names = std::make_unique<record::name_index>(record, view);
    planner = std::make_unique<plan::planner>(record);
  }

  static std::filesystem::path fresh_folder() {
    auto name = (std::filesystem::temp_directory_path() / "karwan-require-XXXXXX").string();
    return ::mkdtemp(name.data());
  }

  std::filesystem::path folder_{fresh_folder()};

 public:
  ~shipped() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  record::store record{
      value_or_throw(record::store::open(folder_ / "r.db", record::store::mode::write))};
  record::view_spec view;
  std::unique_ptr<record::name_index> names;
  std::unique_ptr<plan::planner> planner;
};

}  // namespace karwan::require
