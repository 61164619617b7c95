#include "exe/access_options.h"

#include "exe/lines.h"

namespace karwan::exe {

access::registry open_accounts(common_options const& o, access::registry::mode how) {
  return value_or_throw(access::registry::open(access::registry_file(database_file(o)), how));
}

access::occasion occasion_here() {
  return {now(), user_name(), {}};
}

void or_throw(status const& s) {
  if (!s) {
    throw failure{s.error()};
  }
}

}  // namespace karwan::exe
