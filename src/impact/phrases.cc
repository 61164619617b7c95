#include "impact/phrases.h"

#include <fmt/format.h>

#include <cmath>

#include "karwan/plan/layout.h"

namespace karwan::impact {

namespace {

std::string signless(double size) {
  return size < 0.995  ? fmt::format("{:.2f}", size)
         : size < 99.5 ? fmt::format("{:.1f}", size)
                       : plan::grouped(std::llround(size));
}

}  // namespace

std::string plain(double v) {
  auto const text = signless(std::abs(v));
  return v < 0 && text != "0.00" ? "−" + text : text;
}

std::string with_sign(double v) {
  return (v < 0 ? "−" : "+") + signless(std::abs(v));
}

std::string usd(double v) {
  auto const size = std::abs(v);
  auto const text = size >= 999.5e6   ? fmt::format("{:.1f} bn", size / 1e9)
                    : size >= 999.5e3 ? fmt::format("{:.1f} m", size / 1e6)
                    : size >= 99.5e3  ? fmt::format("{:.0f} k", size / 1e3)
                                      : signless(size);
  return v < 0 && text != "0.00" ? "−" + text : text;
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
