#pragma once

#include <string>
#include <string_view>

// Secrets that nobody chooses: 256 bits of the system's generator. They are kept as digests only:
// what is that long and random cannot be found from its SHA-256.
namespace karwan::access {

std::string new_secret();  // 64 hexadecimal digits

// What is kept of a secret, or made of it, for one purpose: digests of different purposes tell
// nothing of each other.
std::string digest_of(std::string_view purpose, std::string_view secret);

// Takes the same time wherever texts of one length differ.
bool same_text(std::string_view a, std::string_view b) noexcept;

}  // namespace karwan::access
