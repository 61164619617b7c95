#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "karwan/record/history.h"

// What was last written into the record, act by act.
namespace karwan::record {

enum class change_kind : std::uint8_t { added, corrected, accepted, retracted };
std::string_view name_of(change_kind) noexcept;

struct recorded_change {
  std::string entity;
  property_ix property{};
  std::string statement, value, source;
  change_kind kind{change_kind::added};
  std::string reason;  // of a status
};

struct recorded_act {
  history_act act;
  std::string digest;                    // of the record after it
  std::size_t total{0};                  // changes, also those that are not told of one by one
  std::vector<recorded_change> changes;  // by entity and statement; at most 1,000
};

// The latest acts, the last first, without what is private, withheld, or
// waits to be accepted. Takes as long as there are
// acts and changes to tell of, however large the record.
std::vector<recorded_act> latest_acts(store const&, std::size_t limit);

// When what is public was last written to; nullopt: never.
std::optional<instant> last_written(store const&);

}  // namespace karwan::record
