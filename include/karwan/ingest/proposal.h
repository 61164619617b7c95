#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/ingest/claim.h"
#include "karwan/ingest/gazetteer.h"
#include "karwan/record/edit.h"
#include "karwan/record/statement.h"
#include "karwan/record/store.h"

// From claims to rows that wait in the record for a person's yes.
namespace karwan::ingest {

enum class standing : std::uint8_t {
  is_new,
  known,          // the record says so already: evidence added
  contradicting,  // it says otherwise of the same time
  progress,       // of a commitment that it knows
};
std::string_view name_of(standing) noexcept;

struct claim_proposal {
  claim what;
  standing stands{standing::is_new};
  std::string entity{};  // of that row: a claim that is like it speaks of the same
  std::string beside{};  // the row of the record that it was compared with; empty: none is like it
  std::vector<record::statement_ix> other_side{};  // what that row says
  // Of progress: the stage that the commitment is known to have reached, and the later one that the
  // words amount to; empty: none is on record, they tell no later one.
  std::string stage{}, next_stage{};
  // Of one act, the claim's own row last; empty: it is only shown, `why_not` says why.
  std::vector<record::addition> rows{};
  std::string why_not{};
  // Its row where the record holds one that was stated of it, and what became of that.
  std::string row{};
  record::statement_status became{record::statement_status::proposed};
};

// The value that a claim states, in normal form; empty: none.
std::string value_of(claim const&);

struct proposal_context {
  std::string source;        // its id in the record
  std::string said_on;       // date of what the document says, as the pack writes it; may be empty
  std::string said_by_text;  // whose words they are where the text does not say; may be empty
  std::string pack;          // which the rows join; empty: the only one
  std::string hash;          // of the document, for ids
  // The source where the record does not hold it: rows may name what would be added.
  std::optional<record::addition> source_to_be;
};

// What each claim would add. Repeated, negated, conditional and interviewers' claims, positions and
// projects are shown only, and so is what the record would not take. The quote and its offsets are
// the locator.
std::vector<claim_proposal> propose(record::store const&, record::view_spec const&,
                                    gazetteer const&, text_model const&, std::vector<claim>,
                                    proposal_context const&);

}  // namespace karwan::ingest
