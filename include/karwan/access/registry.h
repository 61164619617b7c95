#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "karwan/access/password.h"
#include "karwan/base/date.h"
#include "karwan/base/error.h"

namespace karwan::access {

// How long what lasts. docs/access.md says why.
struct rules {
  password_cost cost{};
  std::chrono::seconds idle{std::chrono::hours{2}};      // a session that is not used
  std::chrono::seconds session{std::chrono::hours{12}};  // and any
  int free_failures_of_account{5};                       // then each failure doubles the wait,
  int free_failures_of_address{20};                      // from `first_wait` to `longest_wait`
  std::chrono::seconds first_wait{2};
  std::chrono::seconds longest_wait{std::chrono::minutes{15}};
  std::chrono::seconds forget_failures{std::chrono::hours{24}};
  int reports_per_hour{60};    // of one account
  int documents_per_hour{30};  // that one account gives to be read, also in vain
};

// When something is done, by whom and from where.
struct occasion {
  instant at{};
  std::string by;       // an account, or the user of the machine; empty: not known
  std::string address;  // empty: at the machine itself
};

// Accounts, sessions, tokens and the log of acts, in a file of their own beside the record, which
// only its owner can read: whoever copies or exports the record copies no secret. Passwords,
// sessions and tokens are in it as hashes only. Not for use by two threads at once; several
// programs may have it open.
class registry {
 public:
  enum class mode { existing, create };

  // Errors: not_found (mode existing: there is none), bad_data (not ours, or newer; others may read
  // it), unavailable.
  static result<registry> open(std::filesystem::path const& file, mode, rules const& = {});
  registry(registry&&) noexcept;
  registry& operator=(registry&&) noexcept;
  ~registry();

  struct impl;
  impl& in() const noexcept { return *impl_; }

 private:
  explicit registry(std::unique_ptr<impl>);
  std::unique_ptr<impl> impl_;
};

// Where that file is for a record.
std::filesystem::path registry_file(std::filesystem::path const& record);

}  // namespace karwan::access
