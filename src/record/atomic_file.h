#pragma once

#include <filesystem>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan::record {

// Replaces the file as a whole: a reader sees the old bytes or the new ones, also after a crash.
// Error unavailable: the disk is full, the folder cannot be written.
status write_file(std::filesystem::path const&, std::string_view bytes);

}  // namespace karwan::record
