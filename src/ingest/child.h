#pragma once

#include <chrono>
#include <cstddef>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"

// A process for bytes that nobody vouches for.
namespace karwan::ingest {

struct child_limits {
  std::chrono::milliseconds time{};  // by the clock; of CPU time a second more
  std::size_t memory{0};             // bytes of address space
  std::size_t out{0};                // bytes that it may write on standard output
  std::stop_token stop{};            // looked at some times a second
};

enum class child_end {
  exited,
  killed,       // by a signal: out of memory or CPU time, or a fault of its own
  out_of_time,  // and killed for it
  too_much,     // wrote more than it may, and killed for it
  stopped,      // and killed
};

// The status of a process that could not be limited, and so was not run.
inline constexpr int kNotLimited = 126;

struct child_run {
  child_end end{};
  int status{0};  // of exited
  std::string out;
};

// The file of a program: a name is looked for in PATH; empty: there is none to execute.
std::string program_in_path(std::string const& name);

// Runs words[0], a file, with these bytes as its standard input. It has no environment and no other
// open file, can put no bytes into a file, leaves no core, and is gone when this returns. Error
// unavailable: no process or memory can be had.
result<child_run> run_child(std::vector<std::string> words, std::string_view in,
                            child_limits const&);

}  // namespace karwan::ingest
