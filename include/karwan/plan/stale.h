#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/store.h"

// What to re-check first: the states on which the journeys of the pack's basket turn, by how many
// journeys and how old the last word of each is.
namespace karwan::plan {

enum class stale_kind : std::uint8_t { closure, crossing, service };
std::string_view name_of(stale_kind) noexcept;

struct stale_item {
  stale_kind kind{stale_kind::closure};
  std::string entity;                 // the closure, crossing or service
  std::string target;                 // of a closure: what it shuts
  std::string says;                   // what the record says, in words
  std::optional<day> last_confirmed;  // nullopt: no row gives a day
  std::optional<int> age_days;        // from then to today
  bool unconfirmed{false};            // older than the record's own limit, or without a day
  int journeys{0};                    // flows of the basket that it shuts out, or that would use it
  std::string source;                 // of the last word
  std::string ask;                    // its publisher, else its title
  std::string statement;
};

struct stale_answer {
  day today{};
  std::vector<std::string> layers;
  int flows{0};     // of the basket that were tried
  int no_route{0};  // of those, without any way
  // By journeys times age, most first; what has no day counts as old as the oldest.
  std::vector<stale_item> items;
};

// Plans every flow of the basket for a departure today (one consignment of 20 t each: how much a
// flow carries does not count). Determined by the record, the view and the day. Throws failure.
stale_answer find_stale(record::store const&, record::view_spec view, day today);

std::string to_json(stale_answer const&);
// At most 100 columns wide, the first `most` items; ends with a line end.
std::string to_text(stale_answer const&, std::size_t most);

}  // namespace karwan::plan
