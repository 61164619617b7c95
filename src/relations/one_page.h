#pragma once

#include "karwan/relations/document.h"

namespace karwan::relations {

// Of a document, what fits one page of print: the first sentences of each kind of each section in
// turn, the longer ones shortened at a comma or semicolon. Headings say how many there are;
// sections without a sentence are left out.
document fit_one_page(document whole, record::store const&);

}  // namespace karwan::relations
