#pragma once

#include <string>
#include <string_view>

#include "karwan/impact/impact.h"

// Numbers in words, as all texts of impacts say them.
namespace karwan::impact {

std::string plain(double);      // with as many decimals as it can bear: 0.42, −3.2, 410
std::string with_sign(double);  // −3.2, +410
std::string usd(double);        // 662 k, 12.5 m, 4.6 bn
std::string less_or_more(interval const&, std::string_view unit);     // 3.2 days (1.1 to 5.0) less
std::string signed_interval(interval const&, std::string_view unit);  // −3.2 % (−5.0 to −1.1)

}  // namespace karwan::impact
