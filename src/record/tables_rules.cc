#include <array>

#include "record/tables.h"

namespace karwan::record {
namespace {

using enum value_type;

// What must be known before goods or people set out. A question that no rule answers is unknown,
// and `ask` says whom to ask: so a fact that is missing never reads as "not required".
constexpr auto kQuestions = std::to_array<column>({
    {.name = "title", .required = true},
    {.name = "subject", .choices = "goods|vehicle|driver|traveller|company", .required = true},
    {.name = "kind",
     .choices = "document|registration|permit|visa|inspection|insurance|guarantee|booking|fee|tax|"
                "limit|recognition|notification|payment|sanctions",
     .required = true},
    {.name = "arises",
     .choices = "journey|origin|transit|destination|entered|each",
     .required = true,
     .about = "once, or at countries: entered are all but the first, each are all"},
    {.name = "foreign",
     .type = boolean,
     .about = "not in the country of the carrier, driver or traveller"},
    {.name = "product_hs", .list = true, .about = "only of these; HS codes, ranges with a hyphen"},
    {.name = "modes", .choices = "road|rail|sea|ferry|air", .list = true, .about = "only by these"},
    {.name = "purposes", .choices = "business|study|tourism|invest|drive", .list = true},
    {.name = "instruments", .ref = "*", .list = true, .about = "only under these"},
    {.name = "ask", .required = true, .about = "whom to ask where no rule answers"},
    {.name = "ask_kinds",
     .list = true,
     .about = "kinds of organisations of that country that are named beside it"},
});

constexpr auto kRulesTables = std::to_array<table>({
    {.name = "questions",
     .kind = "question",
     .about = "What must be known before goods or people set out, and whom to ask",
     .columns = kQuestions},
});

}  // namespace

std::span<table const> rules_tables() {
  return kRulesTables;
}

}  // namespace karwan::record
