#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

namespace karwan::bench {

// A name for a database, and no file of that name when the bench ends.
struct temporary_file {
  std::filesystem::path name{std::filesystem::temp_directory_path() /
                             fmt::format("karwan-bench-{}.db", ::getpid())};
  ~temporary_file() {
    for (auto const* end : {"", "-wal", "-shm"}) {
      std::filesystem::remove(name.string() + end);
    }
  }
};

}  // namespace karwan::bench
