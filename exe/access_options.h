#pragma once

#include <string>

#include "exe/common.h"
#include "karwan/access/registry.h"

// What `karwan user`, `token` and `audit` share.
namespace karwan::exe {

// The accounts beside the record. Throws failure.
access::registry open_accounts(common_options const&, access::registry::mode);

// Now, by the user of this machine.
access::occasion occasion_here();

void or_throw(status const&);

// An act of a command, with its --db and --json.
template <typename Options>
CLI::App& add_access_act(CLI::App& to, char const* name, char const* about, Options& o,
                         void (*run)(Options const&)) {
  auto& sub = *to.add_subcommand(name, about);
  add_db(sub, o);
  add_json(sub, o);
  sub.callback([&o, run] { run(o); });
  return sub;
}

}  // namespace karwan::exe
