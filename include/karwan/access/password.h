#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "karwan/base/error.h"

// Passwords, as Argon2id (RFC 9106) keeps them.
namespace karwan::access {

// What one guess takes: the memory and passes of RFC 9106's second choice, in one lane, so that a
// log-in keeps one core busy. A hash names its own.
struct password_cost {
  std::uint32_t memory_kib{64 * 1024};
  std::uint32_t passes{3};
  std::uint32_t lanes{1};
};

inline constexpr std::size_t kLeastPasswordLetters = 12, kMostPasswordBytes = 1024;

// Error bad_input: too short, too long, no text, or the name itself. What letters it has does not
// matter.
status check_password(std::string_view password, std::string_view name);

// In the form $argon2id$v=19$m=65536,t=3,p=1$SALT$HASH, with a salt of its own. Of the password's
// normal form: a keyboard decides how it composes letters. Throws failure (unavailable): no memory.
std::string hash_password(std::string_view password, password_cost const&);
bool verify_password(std::string const& hash, std::string_view password);
// Was it made at this cost?
bool costs(std::string_view hash, password_cost const&);

}  // namespace karwan::access
