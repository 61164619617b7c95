#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/trade/facts.h"
#include "karwan/trade/indices.h"

// The answers for a terminal of 100 columns. Each ends with a line end.
namespace karwan::trade {

std::string to_text(partners_answer const&, record::answer_writer&);
std::string to_text(balance_answer const&, record::answer_writer&);
std::string to_text(products_answer const&, record::answer_writer&);
std::string to_text(indices_answer const&, record::answer_writer&);
std::string to_text(potential_answer const&, record::answer_writer&);

// 12.3 m, 4.56 bn, 789; whole below a million.
std::string usd_text(double usd);

}  // namespace karwan::trade
