#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/trade/facts.h"
#include "karwan/trade/indices.h"

// The answers of openapi.yaml on one line, without a line end. USD keep two decimals, shares and
// indices six; the same answer gives the same bytes.
namespace karwan::trade {

std::string to_json(partners_answer const&, record::store const&, record::answer_writer&);
std::string to_json(balance_answer const&, record::store const&, record::answer_writer&);
std::string to_json(products_answer const&, record::store const&, record::answer_writer&);
std::string to_json(indices_answer const&, record::store const&, record::answer_writer&);
std::string to_json(potential_answer const&, record::store const&, record::answer_writer&);

}  // namespace karwan::trade
