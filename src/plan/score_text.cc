#include "plan/score_text.h"

#include <fmt/format.h>

#include <cmath>

#include "karwan/plan/layout.h"

namespace karwan::plan {
std::string percent(scored const& s, bool signed_log) {
  return signed_log
             ? fmt::format("{:+.0f} % ({:+.0f}…{:+.0f})", 100 * std::expm1(s.value),
                           100 * std::expm1(s.low), 100 * std::expm1(s.high))
             : fmt::format("{:.0f} % ({:.0f}–{:.0f})", 100 * s.value, 100 * s.low, 100 * s.high);
}

void write(json_writer& w, std::string_view name, scored const& s) {
  w.key(name).open_object().key("value").number(s.value, 4);
  w.key("low").number(s.low, 4).key("high").number(s.high, 4).close_object();
}

std::string score_heading(bool colour) {
  return tinted(
      fmt::format(" {} {} {} {} {} {}\n", left_in("observed trips and legs", kNameColumns),
                  right_in("n", 5), left_in("median error", 16), left_in("bias", 17),
                  left_in("in P10–P90", 15), "rule of thumb"),
      tint::strong, colour);
}

std::string score_line(score const& s) {
  return fmt::format(" {} {} {} {} {} {}\n", left_in(s.name, kNameColumns),
                     right_in(std::to_string(s.trips), 5), left_in(percent(s.error, false), 16),
                     left_in(percent(s.bias, true), 17), left_in(percent(s.coverage, false), 15),
                     percent(s.rule, false));
}

void write(json_writer& w, score const& s) {
  w.open_object().key("name").text(s.name);
  w.key("trips").integer(static_cast<std::int64_t>(s.trips));
  w.key("groups").integer(static_cast<std::int64_t>(s.groups));
  write(w, "median_absolute_error", s.error);
  write(w, "bias_ln", s.bias);
  write(w, "coverage_p10_p90", s.coverage);
  write(w, "rule_of_thumb_error", s.rule);
  w.close_object();
}

}  // namespace karwan::plan
