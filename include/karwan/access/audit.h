#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/access/registry.h"

// The log of acts: who did what, when, from where, and how it went. Only ever added to.
namespace karwan::access {

struct audit_entry {
  std::int64_t number{0};
  occasion when;
  std::string act;      // log-in, report, review accept, user add ...
  std::string object;   // of the act: an account, a token's id, a proposal
  std::string outcome;  // done, or why not
};

void note(registry&, occasion const&, std::string_view act, std::string_view object,
          std::string_view outcome);

struct audit_question {
  std::string by;  // empty: anybody
  std::size_t limit{100};
  std::int64_t before{0};  // only acts with a lower number; 0: all
};

// The latest ones, the latest first.
std::vector<audit_entry> audit_entries(registry const&, audit_question const&);

}  // namespace karwan::access
