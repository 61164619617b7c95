#pragma once

#include <chrono>
#include <string>

#include "karwan/serve/server.h"

namespace karwan::serve {

// One line of JSON: time (UTC, microseconds), id, method, path, status, bytes, us, client. Of the
// path what is no printable ASCII is percent-encoded, and the end of a long one is cut off. Ends
// with a line end.
std::string log_line(served_request const&, std::chrono::sys_time<std::chrono::microseconds> at);

}  // namespace karwan::serve
