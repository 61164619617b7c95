#pragma once

#include <string>
#include <string_view>

#include "karwan/base/error.h"
#include "karwan/base/json_writer.h"

namespace karwan {

int http_status(error_kind) noexcept;

// The members of problem+json (RFC 9457, openapi.yaml), into an object that is open.
void write_problem(json_writer&, error const&);
std::string problem_json(error const&);  // the object, without a line end
// With a status and a kind that only HTTP knows.
std::string problem_json(error const&, int code, std::string_view kind);

}  // namespace karwan
