#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/network/metric.h"
#include "serve/reading.h"

// What is open on a day, as a map shows it.
namespace karwan::serve {

enum class open_state : std::uint8_t { open, closed, restricted, planned };
std::string_view name_of(open_state) noexcept;

struct state {
  open_state is{open_state::open};
  std::string barred_by{};     // the closure, opening rule or project; may be empty
  std::optional<day> since{};  // closed from then on
  std::optional<day> word{};   // the day nearest to the date for which the record has word of it
  int age_days{0};             // between word and date
  bool unconfirmed{false};     // longer ago than the record's own limit, or no word at all
};

struct network_states {
  std::vector<state> links;      // by link_ix
  std::vector<state> crossings;  // by crossing_ix
};

// For trade. `worlds` are taken as kept.
network_states states_on(reading const&, day, std::vector<record::world_choice> const& worlds);

}  // namespace karwan::serve
