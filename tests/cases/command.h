#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace karwan::cases {

struct outcome {
  int exit{0};  // 128 + n where signal n ended it
  std::string out, err;
};

// Runs a program to its end in the folder `in`, with the file `typed` as its stdin and `changes`
// laid over our environment. It is ended after `seconds`. Its output goes by way of files in
// `scratch`. Throws std::runtime_error where it cannot be started.
outcome run_command(std::vector<std::string> const& argv, std::filesystem::path const& in,
                    std::map<std::string, std::string> const& changes,
                    std::filesystem::path const& scratch, unsigned seconds,
                    std::filesystem::path const& typed = "/dev/null");

std::string read_file(std::filesystem::path const&);

}  // namespace karwan::cases
