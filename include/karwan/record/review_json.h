#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/answers.h"
#include "karwan/record/review.h"

// What waits for a decision, as openapi.yaml has it: for the program and the server alike. Each on
// one line, without a line end.
namespace karwan::record {

// The schema `Proposals`.
std::string proposals_json(answer_writer&, std::vector<proposal> const&);
// The schema `Review`.
std::string review_json(store const&, answer_writer&, review_page const&);
// The schema `Decision`; `what`: accepted, edited or rejected.
std::string decision_json(decision const&, std::string_view what);

}  // namespace karwan::record
