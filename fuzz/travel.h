#pragma once

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>

#include "fuzz.h"
#include "karwan/exchange/transfer.h"

// What holds of every form in which records travel.
namespace karwan::fuzz {

// A new record in memory's file system where there is one; gone at the end of the process.
inline record::store empty_record(char const* name) {
  static auto const folder =
      std::filesystem::temp_directory_path() / ("karwan-fuzz-travel-" + std::to_string(::getpid()));
  static auto const once = [] {
    std::filesystem::create_directories(folder);
    return std::atexit([] { std::filesystem::remove_all(folder); });
  }();
  (void)once;
  for (auto const* end : {"", "-wal", "-shm"}) {
    std::filesystem::remove(folder / (std::string{name} + end));
  }
  return value_or_throw(record::store::open(folder / name, record::store::mode::write));
}

template <typename Read, typename Write>
void travel(std::string_view text, Read const& read, Write const& write) {
  auto const read_into = [&](record::store& to, std::string_view bytes) {
    std::istringstream in{std::string{bytes}};
    std::size_t faults = 0;
    exchange::import_watch const watch{[&](record::history_fault const& f) {
                                         require(!f.text.empty() && !f.place.empty());
                                         ++faults;
                                       },
                                       {}};
    auto const report = read(to, in, watch);
    require(report.faults == faults);
    return report;
  };
  auto to = empty_record("one.db");
  try {
    if (read_into(to, text).faults > 0) {
      require(to.version() == "0");
      return;
    }
  } catch (failure const& f) {
    require(f.what_failed.kind == error_kind::bad_data);
    require(to.version() == "0");
    return;
  }
  auto const version = to.version();
  require(read_into(to, text).faults == 0 && to.version() == version);
  std::string out, again;
  write(to, {}, [&](std::string_view part) { out += part; });
  auto other = empty_record("two.db");
  require(read_into(other, out).faults == 0);
  write(other, {}, [&](std::string_view part) { again += part; });
  require(out == again);
}

}  // namespace karwan::fuzz
