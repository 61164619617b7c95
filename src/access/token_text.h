#pragma once

#include <string>
#include <string_view>

#include "karwan/access/role.h"

namespace karwan::access {

// What is kept of a token's secret.
std::string token_digest(std::string_view secret);

// Scopes as they are kept: with blanks between. A name that this program does not know allows
// nothing.
deeds scopes_in(std::string_view text);

}  // namespace karwan::access
