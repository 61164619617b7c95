#pragma once

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

// The same, loaded once for a test program, to be read only.
inline record::store const& shipped_record() {
  static auto const store = load_shipped();
  return store;
}

}  // namespace karwan
