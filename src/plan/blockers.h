#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/rules/bans.h"
#include "plan/describe.h"
#include "plan/passage.h"
#include "plan/patience.h"
#include "plan/task.h"

// What shuts the ways that are not there.
namespace karwan::plan {

// Tells closures, opening rules, bans and the rest apart by where their entity stands. Refers to
// what was read, and to the bans.
class barrier_kinds {
 public:
  barrier_kinds(network::rows_read const&, std::vector<rules::rule> const& bans,
                record::view_spec const&);
  bool is_closure(network::barrier const& b) const { return closures_.contains(b.entity); }
  bool is_opening(network::barrier const& b) const { return openings_.contains(b.entity); }
  bool is_ban(network::barrier const& b) const { return bans_.contains(b.entity); }

 private:
  std::set<std::string_view> closures_, openings_, bans_;
};

// Closures and bans in force at departure that shut something which an answer without them would
// use.
std::vector<blocker> closures_felt(scene const&, task const&, passage&, barrier_kinds const&);

// For a question without a way: a smallest set of closures, opening rules and bans whose lifting
// would open one, and what of each stands on the way opened; of several sets, the one that opens
// the fastest way. Where no such set does: of those and promises not kept; where none does either,
// of those and of what no row states. Empty where nothing in the record stands between the stops
// but the question's own wishes, or no link at all.
std::vector<blocker> blocked_by(scene const&, task const&, passage&, barrier_kinds const&,
                                patience const&, network::facts const&,
                                std::vector<rules::rule> const& bans);

}  // namespace karwan::plan
