#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "karwan/access/registry.h"
#include "karwan/access/role.h"
#include "karwan/record/sqlite.h"

namespace karwan::access {

struct registry::impl {
  impl(std::filesystem::path const& file, rules const& r);

  // The hash that an unknown name is tried against.
  std::string const& decoy();

  rules const is;
  record::database db;

 private:
  std::string decoy_;
};

inline std::int64_t seconds_of(instant t) {
  return t.time_since_epoch().count();
}
inline instant instant_of(std::int64_t seconds) {
  return instant{std::chrono::seconds{seconds}};
}

// A row of table account.
struct stored_account {
  std::int64_t id{0};
  role is{role::reader};
  std::string password;  // its hash
  bool disabled{false};
};
std::optional<stored_account> stored_account_of(record::database&, std::string_view name);
// Throws failure (bad_data): a role that this program does not know.
role stored_role(std::string_view);

}  // namespace karwan::access
