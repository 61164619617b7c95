#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace karwan::access {

// Bytes of the system's generator; at most 32. Throw failure (unavailable).
void fill_random(std::span<unsigned char>);
std::string random_hex(std::size_t bytes);

}  // namespace karwan::access
