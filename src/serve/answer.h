#pragma once

#include "serve/desk.h"

namespace karwan::serve {

// By the endpoint of the path, the web app, or a problem. Never throws.
reply answer_of(desk&, request const&);
// The same, but what is wrong is thrown as failure.
reply answer_or_throw(desk&, request const&);

}  // namespace karwan::serve
