#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/require/needs.h"

namespace karwan::require {

// The schema `Needs` of openapi.yaml on one line, without a line end. Days keep one decimal, money
// two, shares four; the same answer gives the same bytes.
std::string to_json(needs const&, record::store const&, record::answer_writer&);

}  // namespace karwan::require
