#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/access/registry.h"
#include "karwan/access/role.h"

// What programs show instead of a session: `Authorization: Bearer karwan_...`. A token can do what
// both its scopes and the role of its account, as it is then, allow.
namespace karwan::access {

inline constexpr std::string_view kTokenPrefix = "karwan_";  // for those who search for leaks
inline constexpr int kMostTokenDays = 366;

struct token {
  std::string id;  // names it, and is no secret
  std::string account, label;
  deeds scopes{};
  instant made_at{}, expires_at{};
  bool revoked{false};
};

struct new_token {
  token is;
  std::string secret;  // shown once, not kept
};

// Errors: not_found (account), bad_input (days, label).
result<new_token> add_token(registry&, std::string const& account, std::string const& label,
                            deeds scopes, int days, occasion const&);
std::vector<token> all_tokens(registry const&);  // by time of making
// By its id, or by its label where that names one. Errors: not_found, bad_input (the label names
// several), conflict (it is revoked already).
result<token> revoke_token(registry&, std::string const& name, occasion const&);

}  // namespace karwan::access
