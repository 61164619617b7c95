#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "karwan/base/json_writer.h"
#include "karwan/plan/validate.h"

namespace karwan::plan {

inline constexpr std::size_t kNameColumns = 26;  // of what a line is about

std::string score_heading(bool colour);
std::string score_line(score const&);
void write(json_writer&, score const&);

// "10 % (3–28)", with the interval; with `signed_log`, of a logarithm: "−1 % (−13…+3)".
std::string percent(scored const&, bool signed_log);
void write(json_writer&, std::string_view name, scored const&);

}  // namespace karwan::plan
