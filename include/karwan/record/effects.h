#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/store.h"

// What would hold if a promise, project, event or closure came true, and scenarios made of it
// (docs/effects.md). The changes are ordinary rows whose world says so; table `effects` ties them
// to whoever would cause them.
namespace karwan::record {

enum class effect_kind : std::uint8_t {
  opens,
  closes,
  time,
  speed,
  length,
  fee,
  frequency,
  capacity,
  gauge,
  tariff,
  requirement,
  visa,
  none  // nothing can be modelled
};
std::string_view name_of(effect_kind) noexcept;

struct effect {
  std::string id, row_id;
  std::string of;  // the commitment, project, event, agreement or closure
  effect_kind kind{effect_kind::none};
  std::vector<std::string> targets;  // entities that it changes
  std::vector<std::string> worlds;   // whose rows are laid over the record; of none: empty
  std::optional<date_span> from;     // since when it would hold, where that is stated
  std::string what;                  // the change in words
  std::string why;                   // of none
  std::string missing;               // of none: the number that would do; empty: nothing would
  grade how_known{grade::assumed};
  std::string source;
  std::vector<statement_ix> statements;
};

// By `of`, then row_id. Throws failure (bad_data): an effect without a world, or none without a
// reason.
std::vector<effect> read_effects(store const&, view_spec const&);

// The worlds that take what was asked for as kept: each id or name stands for all worlds of its
// effects, from the day it was asked with. A project or promise of which no effect is known stands
// for the world that bears its id. Each world once, from its earliest day, sorted. Throws failure
// (bad_input): a name that is not known or stands for several things, or that of something whose
// effects cannot be modelled, with the reason.
std::vector<world_choice> scenario_of(std::vector<effect> const&, name_index const&,
                                      std::vector<world_choice> const& asked);
// The same, reading the effects; nothing is read where nothing is asked.
std::vector<world_choice> scenario_of(store const&, view_spec const&, name_index const&,
                                      std::vector<world_choice> const& asked);

}  // namespace karwan::record
