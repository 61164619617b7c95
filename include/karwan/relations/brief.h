#pragma once

#include <optional>
#include <string>

#include "karwan/relations/document.h"

// A brief for a desk: what was agreed, what is due or late, what happened, the figures, the people
// and organisations (docs/relations.md).
namespace karwan::relations {

// What it is about: at least one of these, and all that are given.
struct brief_question {
  std::string sector;          // of the dictionary
  std::string with;            // an entity: id, code or name
  std::optional<int> session;  // of the joint commission: its number
  std::optional<day> since;    // only what was said, held, signed or published from that day on
  record::view_spec view;
};

// Error bad_input names the option at fault: nothing asked, no such sector, entity or session.
result<document> write_brief(record::store const&, record::name_index const&,
                             brief_question const&);

}  // namespace karwan::relations
