#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "karwan/record/pack.h"

namespace karwan::exe {

// How far the reading of a pack is, on one line of standard error that is written over: rows, rows
// a second, seconds that are left. Silent for a second, so that small packs say nothing.
class progress_line {
 public:
  progress_line() : began_{clock::now()} {}
  void operator()(record::pack_progress const&);
  void clear();

 private:
  using clock = std::chrono::steady_clock;
  clock::time_point began_, shown_{};
  bool is_shown_{false}, was_writing_{false};
};

// How many of a known number are done, likewise; silent where standard error is no terminal.
class count_line {
 public:
  explicit count_line(std::string what);
  void operator()(std::size_t done, std::size_t all);

 private:
  std::string what_;
  bool shown_;
};

}  // namespace karwan::exe
