#pragma once

#include <string>
#include <string_view>

#include "karwan/relations/document.h"

// One pillar of a relationship (universities, think tanks, media ...): who works with whom, live
// and dormant memoranda, the next step (docs/relations.md).
namespace karwan::relations {

// `word` is a kind of organisation or a sector of the dictionary, also in the plural and with
// blanks: "think tanks". Of a word that is both, organisations of either. Error bad_input: neither.
result<document> write_pillar(record::store const&, record::name_index const&,
                              std::string_view word, record::view_spec const&);

}  // namespace karwan::relations
