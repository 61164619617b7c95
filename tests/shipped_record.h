#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>

#include "karwan/record/pack.h"
#include "karwan/record/store.h"

namespace karwan {

// The record of the shipped pack, in memory unless a file is named. Throws where the pack is at
// fault.
inline record::store load_shipped(std::filesystem::path const& file = ":memory:") {
  auto out = value_or_throw(record::store::open(file, record::store::mode::write));
  auto const loaded = value_or_throw(record::load_pack(out, KARWAN_PACK));
  if (!loaded.pack.faults.empty()) {
    throw std::runtime_error{loaded.pack.faults.front().sentence()};
  }
  return out;
}

// The same in a file that several connections open, gone when the test program ends.
class shipped_file {
 public:
  shipped_file() {
    auto name = (std::filesystem::temp_directory_path() / "karwan-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
      throw std::runtime_error{"no folder for the test"};
    }
    folder_ = name;
    load_shipped(folder_ / "karwan.db");
  }
  shipped_file(shipped_file const&) = delete;
  shipped_file& operator=(shipped_file const&) = delete;
  ~shipped_file() { std::filesystem::remove_all(folder_); }

  record::store opened() const {
    return value_or_throw(record::store::open(folder_ / "karwan.db", record::store::mode::read));
  }

 private:
  std::filesystem::path folder_;
};

// The same, loaded once for a test program, to be read only.
inline record::store const& shipped_record() {
  static auto const store = load_shipped();
  return store;
}

inline record::view_spec view_on(char const* as_of = "2026-11-23") {
  record::view_spec view;
  view.as_of = value_or_throw(parse_day(as_of));
  return view;
}

}  // namespace karwan
