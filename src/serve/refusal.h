#pragma once

#include <exception>
#include <utility>

#include "karwan/access/entry.h"
#include "karwan/serve/http.h"

namespace karwan::serve {

// Thrown where a request ends with a status that only HTTP knows; what else is wrong is thrown as
// failure.
struct refusal : std::exception {
  explicit refusal(reply r) : is{std::move(r)} {}
  char const* what() const noexcept override { return "refused"; }
  reply is;
};

// problem+json: of kind bad_input, with another status than 400.
[[noreturn]] void refuse_as(int code, std::string text, std::string place, std::string remedy);
// 401 with the scheme that would help, or 429 with Retry-After.
[[noreturn]] void refuse_entry(access::denial const&);
// 403.
[[noreturn]] void forbid(std::string text, std::string remedy);

}  // namespace karwan::serve
