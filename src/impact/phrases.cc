#include "impact/phrases.h"

#include <fmt/format.h>

#include <cmath>

#include "karwan/plan/layout.h"

namespace karwan::impact {

std::string plain(double v) {
  auto const size = std::abs(v);
  auto const text = size < 0.995  ? fmt::format("{:.2f}", v)
                    : size < 99.5 ? fmt::format("{:.1f}", v)
                                  : plan::grouped(std::llround(v));
  return text == "-0.00" ? "0.00" : text;
}

std::string with_sign(double v) {
  auto const text = plain(std::abs(v));
  return (v < 0 ? "−" : "+") + text;
}

std::string usd(double v) {
  auto const size = std::abs(v);
  return size >= 999.5e6   ? fmt::format("{:.1f} bn", v / 1e9)
         : size >= 999.5e3 ? fmt::format("{:.1f} m", v / 1e6)
                           : plain(v);
}

std::string less_or_more(interval const& v, std::string_view unit) {
  auto const sign = v.best <= 0 ? -1 : 1;
  auto const low = sign < 0 ? -v.high : v.low, high = sign < 0 ? -v.low : v.high;
  return fmt::format("{}{} ({} to {}) {}", plain(std::abs(v.best)), unit, plain(low), plain(high),
                     sign < 0 ? "less" : "more");
}

std::string signed_interval(interval const& v, std::string_view unit) {
  return fmt::format("{}{} ({} to {})", with_sign(v.best), unit, with_sign(v.low),
                     with_sign(v.high));
}

}  // namespace karwan::impact
