#pragma once

#include <string>

#include "karwan/plan/answer.h"

namespace karwan::plan {

// The schema `Plan` of openapi.yaml on one line, without a line end. Hours and kilograms keep one
// decimal, dollars two, kilometres one, shares three; the same answer gives the same bytes.
std::string to_json(answer const&);

}  // namespace karwan::plan
