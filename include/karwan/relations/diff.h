#pragma once

#include <string>

#include "karwan/relations/document.h"

// What changed between two moments (docs/relations.md).
namespace karwan::relations {

struct diff_question {
  day since{};             // the end of that day is the first moment
  std::string sector;      // empty: all
  bool one_page{false};    // what weighs most of each kind, in short; else all of it
  record::view_spec view;  // as of its day, known at its moment: the second moment
};

// Sections new, slipped, kept, contradicted, dropped, retracted, each present; an empty one says
// so. On one page those with a sentence, and their headings count. The first moment is the world on
// that day as it was known then. Where the record began later, both moments are as known at the
// second, and the document says so. Error bad_input: no such sector, or the day lies after the
// view's.
result<document> write_diff(record::store const&, record::name_index const&, diff_question const&);

}  // namespace karwan::relations
