#include <array>

#include "record/tables.h"

namespace karwan::record {
namespace {

using enum value_type;

// What a promise, project, event or closure would change if it came true. The changes themselves
// are rows of other tables whose `world` says so; a row here ties them to whoever would cause them,
// or says why there are none.
constexpr auto kEffects = std::to_array<column>({
    {.name = "of",
     .ref = "*",
     .required = true,
     .about = "the commitment, project, event, agreement or closure that would have it"},
    {.name = "effect",
     .choices = "opens|closes|time|speed|length|fee|frequency|capacity|gauge|tariff|requirement|"
                "visa|none",
     .required = true,
     .about = "none: nothing can be modelled, and `why` says why"},
    {.name = "targets", .ref = "*", .list = true, .about = "what would change"},
    {.name = "worlds", .ref = "*", .list = true, .about = "whose rows are laid over the record"},
    {.name = "from", .type = date, .about = "since when it would hold, where the source says so"},
    {.name = "what", .about = "the change in words; required unless none"},
    {.name = "why", .about = "of none: why it cannot be modelled"},
    {.name = "missing",
     .about = "of none: the number that would make it possible; blank: nothing would"},
});

constexpr auto kEffectsTables = std::to_array<table>({
    {.name = "effects",
     .kind = "effect",
     .about =
         "What promises, projects, events and closures would change, or why nothing can be said",
     .columns = kEffects},
});

}  // namespace

std::span<table const> effects_tables() {
  return kEffectsTables;
}

}  // namespace karwan::record
