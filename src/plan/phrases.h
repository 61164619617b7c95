#pragma once

#include <cstddef>
#include <string>

#include "karwan/plan/answer.h"

// What several texts say alike.
namespace karwan::plan {

inline constexpr std::size_t kIndent = 3;  // of what stands below a journey

std::string rule(std::string_view title, bool colour);  // a line across, with a line end
std::string heading(answer const&, bool colour);        // the question, with a line end
bool has_unchecked(journey const&);                     // a flight that no source confirms
std::string time_of(journey const&);                    // the mean, with simulated P10 and P90
std::string labels_of(journey const&);                  // fastest · fewest borders
std::string modes_of(journey const&);                   // rail+sea+road
std::string countries_of(journey const&);               // KZ›TM›IR
std::string sentence_of(blocker const&);                // Torkham: clashes, since 2025-10-11, ...

std::string value_share_of(journey const&);  // with blanks before; empty where no value is said

std::int64_t per_tonne(std::int64_t cents, double tonnes);
std::string in_usd_per_tonne(bounded<std::int64_t> const&,
                             double tonnes);  // $440 (222–713) a tonne

}  // namespace karwan::plan
