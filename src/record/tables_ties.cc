#include <array>

#include "record/tables.h"

namespace karwan::record {
namespace {

using enum value_type;

// Who works with whom. One row per tie and source; valid_from and valid_to say since and until
// when.
constexpr auto kRelations = std::to_array<column>({
    {.name = "from", .ref = "organisations", .required = true},
    {.name = "to", .ref = "organisations"},
    {.name = "to_text", .list = true, .about = "the other side, where it is not in the record"},
    {.name = "kind",
     .choices = "cooperates|member_of|owns|funds|host_of|partner|succeeds|memorandum",
     .required = true,
     .about = "read from the first to the second; the others go both ways"},
    {.name = "subject", .about = "what the tie is about"},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "state",
     .choices = "live|dormant|announced|unknown",
     .required = true,
     .about = "live: it holds, or something was done; announced: nothing was seen yet",
     .state = true},
    {.name = "evidence", .about = "what was seen of it"},
    {.name = "evidence_on", .type = date, .about = "the latest day the evidence speaks for"},
    {.name = "agreement", .ref = "agreements", .about = "the paper it rests on"},
    {.name = "next_step", .about = "what is to be done next, by the source"},
});

// What somebody wants, proposes or thinks: said once, owed by nobody.
constexpr auto kPositions = std::to_array<column>({
    {.name = "what", .required = true, .about = "in our words"},
    {.name = "kind",
     .choices = "wants|proposes|says|expects",
     .required = true,
     .about = "expects: what would follow from something"},
    {.name = "who", .ref = "*", .list = true, .about = "offices and bodies before persons"},
    {.name = "who_text", .list = true, .about = "who is not in the record"},
    {.name = "about", .ref = "*", .list = true, .about = "entities that it is about"},
    {.name = "topics", .list = true, .about = "subjects that the source lists"},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "said_on", .type = date},
});

constexpr auto kTiesTables = std::to_array<table>({
    {.name = "relations",
     .kind = "relation",
     .about = "Who works with whom: bodies and the ties between them",
     .columns = kRelations},
    {.name = "positions",
     .kind = "position",
     .about = "What was wanted, proposed or thought, and by whom",
     .columns = kPositions},
});

}  // namespace

std::span<table const> ties_tables() {
  return kTiesTables;
}

}  // namespace karwan::record
