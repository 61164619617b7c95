#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "karwan/access/registry.h"
#include "karwan/access/role.h"

// Who asks: by name and password, then by the session that this opens; or by a token.
namespace karwan::access {

struct caller {
  std::string account;
  role is{role::reader};
  deeds can{};
  std::string csrf_token;  // of a session; a token has none and needs none
  instant expires_at{};
};

// Why somebody is not let in. Never says whether a name is known.
struct denial {
  enum class reason { unauthenticated, too_many } why{reason::unauthenticated};
  std::string text, remedy;
  std::chrono::seconds retry_after{0};  // of too_many
};

template <typename T>
using entry = tl::expected<T, denial>;

struct opened_session {
  std::string secret;  // for the asker; not kept
  caller who;
};

// Takes the same time for any name that is not locked out. After repeated failures the account, and
// the address (of IPv6: the /64), wait longer and longer; what is asked meanwhile is not looked at.
entry<opened_session> log_in(registry&, std::string const& name, std::string const& password,
                             occasion const&);
void log_out(registry&, std::string const& secret, occasion const&);

entry<caller> caller_of_session(registry&, std::string const& secret, instant now);
entry<caller> caller_of_token(registry&, std::string const& secret, instant now);

// May the account report another fact, or how long must it wait? Error: too_many.
entry<void> within_reports(registry&, std::string const& account, instant now);
// The same of another document; each that is read is told in the log as kIngest.
entry<void> within_documents(registry&, std::string const& account, instant now);
inline constexpr std::string_view kIngest = "ingest";

}  // namespace karwan::access
