#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <vector>

#include "karwan/base/error.h"

namespace karwan::ingest {

// The files below a folder, in the order of their paths, without hidden ones and what lies in
// hidden folders. Links to folders are not followed. Error bad_input: it cannot be read.
result<std::vector<std::filesystem::path>> documents_in(std::filesystem::path const& folder);

// Tells files of a folder once they stay as they are, so that none is read while it is written.
class folder_watch {
 public:
  explicit folder_watch(std::filesystem::path folder) : folder_{std::move(folder)} {}
  // Files that are new or other than when they were told last, and the same as at the look before
  // this one: the first look tells none. Error as documents_in.
  result<std::vector<std::filesystem::path>> look();

 private:
  struct state {
    std::uintmax_t bytes{0};
    std::filesystem::file_time_type changed{};
    bool operator==(state const&) const = default;
  };
  std::filesystem::path folder_;
  std::map<std::filesystem::path, state> seen_, told_;
};

}  // namespace karwan::ingest
