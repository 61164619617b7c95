#include "karwan/access/password.h"

#include <algorithm>
#include <array>

#include <argon2.h>
#include <fmt/format.h>

#include "access/random.h"
#include "karwan/base/text.h"

namespace karwan::access {
namespace {

constexpr std::size_t kSaltBytes = 16, kHashBytes = 32;  // as RFC 9106, section 4, advises

std::size_t letters_in(std::string_view utf8) {
  std::size_t out = 0;
  for (auto const c : utf8) {
    out += (static_cast<unsigned char>(c) & 0xc0U) != 0x80U ? 1 : 0;
  }
  return out;
}

}  // namespace

status check_password(std::string_view password, std::string_view name) {
  auto const bad = [](std::string text) {
    return fail(error_kind::bad_input, std::move(text), "password",
                fmt::format("Take {} letters or more, for example four words that only you put "
                            "together",
                            kLeastPasswordLetters));
  };
  if (!is_utf8(password)) {
    return bad("the password is not UTF-8 text");
  }
  if (std::ranges::any_of(password, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; })) {
    return bad("the password has control characters");
  }
  if (password.size() > kMostPasswordBytes) {
    return bad(fmt::format("the password is longer than {} bytes", kMostPasswordBytes));
  }
  if (letters_in(to_nfc(password)) < kLeastPasswordLetters) {
    return bad("the password is too short");
  }
  if (fold(password) == fold(name)) {
    return bad("the password is the name of the account");
  }
  return {};
}

std::string hash_password(std::string_view password, password_cost const& cost) {
  std::array<unsigned char, kSaltBytes> salt{};
  fill_random(salt);
  auto const text = to_nfc(password);
  std::string out(argon2_encodedlen(cost.passes, cost.memory_kib, cost.lanes, kSaltBytes,
                                    kHashBytes, Argon2_id),
                  '\0');
  auto const code =
      argon2id_hash_encoded(cost.passes, cost.memory_kib, cost.lanes, text.data(), text.size(),
                            salt.data(), salt.size(), kHashBytes, out.data(), out.size());
  if (code != ARGON2_OK) {
    refuse(code == ARGON2_MEMORY_ALLOCATION_ERROR ? error_kind::unavailable : error_kind::internal,
           fmt::format("Argon2: {}", argon2_error_message(code)), {}, "Try again");
  }
  out.resize(out.find('\0'));
  return out;
}

bool verify_password(std::string const& hash, std::string_view password) {
  auto const text = to_nfc(password);
  return argon2id_verify(hash.c_str(), text.data(), text.size()) == ARGON2_OK;
}

bool costs(std::string_view hash, password_cost const& cost) {
  return hash.starts_with(fmt::format("$argon2id$v={}$m={},t={},p={}$",
                                      static_cast<int>(ARGON2_VERSION_NUMBER), cost.memory_kib,
                                      cost.passes, cost.lanes));
}

}  // namespace karwan::access
