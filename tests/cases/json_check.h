#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

// Assertions on a JSON answer: what a pointer with * finds in it, compared.
namespace karwan::cases {

// The values at a JSON pointer (RFC 6901) in which * stands for every element or member. A pointer
// that leads nowhere finds nothing. Throws std::runtime_error where it is not a pointer.
std::vector<boost::json::value const*> find_all(boost::json::value const& root,
                                                std::string_view pointer);

// Checks `POINTER OP VALUE`, for example {"/journeys/*/borders", ">=", "1"}. Returns an empty
// string where it holds, else what was found instead. Throws std::runtime_error for an assertion
// that cannot be read.
std::string check_json(boost::json::value const& root, std::vector<std::string> const& words);

}  // namespace karwan::cases
