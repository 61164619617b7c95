#pragma once

#include <chrono>
#include <string_view>

#include "access/registry_impl.h"

namespace karwan::access {

// Whom failures are counted for: a name, known or not, and an address. Kept as digests, for what is
// typed as a name may be a password.
struct subjects {
  subjects(std::string_view name, std::string_view address);
  std::string name, address;
};

// The address, of IPv6 its /64: whoever has one has all of it.
std::string network_of(std::string_view address);

// How long nothing is looked at; zero: not at all.
std::chrono::seconds locked_for(registry::impl&, subjects const&, instant now);
// Gives how long it is from now on.
std::chrono::seconds count_failure(registry::impl&, subjects const&, instant now);
// The name's failures are forgotten; the address keeps its own, or one good account would excuse
// any number of guesses.
void count_success(registry::impl&, subjects const&);

}  // namespace karwan::access
