#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/trade/facts.h"
#include "karwan/trade/products.h"

// The answers as tables (RFC 4180): a header and a row for each flow. Lines end with LF. USD keep
// two decimals, shares six.
namespace karwan::trade {

// A row for each partner, and beside it what the partner says.
std::string to_csv(partners_answer const&, record::store const&, record::answer_writer&);
// A row for each stated flow of each side's books.
std::string to_csv(balance_answer const&, record::store const&, record::answer_writer&);
// A row for each product.
std::string to_csv(products_answer const&, record::store const&, record::answer_writer&);

}  // namespace karwan::trade
