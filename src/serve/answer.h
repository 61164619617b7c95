#pragma once

#include "serve/desk.h"

namespace karwan::serve {

// By the endpoint of the path, the web app, or a problem. Never throws.
reply answer_of(desk&, request const&);

}  // namespace karwan::serve
