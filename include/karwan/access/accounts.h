#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/access/registry.h"
#include "karwan/access/role.h"

// Accounts, as whoever keeps the record manages them. Each act is told in the log. Names are of
// lower-case letters, digits, . - and _, and begin with a letter: they sign what is recorded.
namespace karwan::access {

struct account {
  std::string name;
  role is{role::reader};
  bool disabled{false};
  instant made_at{};
};

// Errors: bad_input (name or password), conflict (the name is taken).
status add_account(registry&, std::string const& name, role, std::string const& password,
                   occasion const&);
std::vector<account> all_accounts(registry const&);  // by name
// Error not_found.
result<account> find_account(registry const&, std::string const& name);

// Errors as above and not_found. Holds from the next request on.
status set_role(registry&, std::string const& name, role, occasion const&);
// Ends the account's sessions, and its lock-out.
status set_password(registry&, std::string const& name, std::string const& password,
                    occasion const&);
// A disabled account can do nothing, and its sessions end; its tokens rest.
status set_disabled(registry&, std::string const& name, bool disabled, occasion const&);

}  // namespace karwan::access
