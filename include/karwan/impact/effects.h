#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/effects.h"
#include "karwan/record/names.h"
#include "karwan/record/store.h"

// What each promise, project, event and closure of the record would change, and of how many
// nothing can be said (docs/effects.md).
namespace karwan::impact {

// A row that is laid over the record where its world is taken as kept.
struct changed_row {
  std::string_view table;  // links, crossings ...
  std::string row_id, entity, world;
  record::grade how_known{record::grade::assumed};
  std::string source;
};

// How far the effects of a subject are known.
enum class reach : std::uint8_t {
  modelled,        // it has an effect
  number_missing,  // none, but a number that somebody may know would make one
  never,           // none, and nothing would
  not_looked_at    // no row of `effects` speaks of it
};
std::string_view name_of(reach) noexcept;

struct subject {
  std::string id, kind, title;
  reach is{reach::not_looked_at};
  std::vector<record::effect> effects;
  std::vector<std::string> worlds;  // of all effects, each once, sorted
  std::vector<changed_row> rows;    // of these worlds, by table, then row_id
};

struct coverage {
  std::string_view kind;  // commitment, project, or empty: all others that have a row
  int all{0}, modelled{0}, number_missing{0}, never{0}, not_looked_at{0};
};

struct effects_list {
  record::view_spec view;
  std::vector<subject> subjects;  // commitments, projects, then others by kind; each by id
  std::vector<coverage> covered;  // of the whole record, whatever was asked for
};

// Of all commitments (stories) and projects, and of whatever else an effect is of; or of those that
// `ids` name (ids or names). Throws failure: bad_input for a name that is not known or of which
// nothing is said; bad_data where a row of effects cannot be used.
effects_list list_effects(record::store const&, record::name_index const&, record::view_spec const&,
                          std::vector<std::string> const& ids = {});

// The view with the worlds that take these ids (or names) as kept, from a day or from the
// beginning, laid over. Throws failure (bad_input) as record::scenario_of.
record::view_spec supposing(record::store const&, record::name_index const&, record::view_spec,
                            std::vector<std::string> const& ids, std::optional<day> from);

// The schema `Effects` of openapi.yaml on one line.
std::string to_json(effects_list const&);
// What a text tells: subjects with effects, all subjects, or all with every row that would hold.
enum class listing : std::uint8_t { modelled, all, rows };
// At most 100 columns wide; ends with a line end.
std::string to_text(effects_list const&, listing);

}  // namespace karwan::impact
