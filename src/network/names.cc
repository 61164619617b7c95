#include <algorithm>
#include <array>

#include "karwan/network/metric.h"

namespace karwan::network {
namespace {

constexpr auto kModeNames =
    std::to_array<std::string_view>({"road", "rail", "sea", "ferry", "air"});
constexpr auto kUnitNames = std::to_array<std::string_view>(
    {"truck", "reefer", "teu", "feu", "wagon", "bulk", "air", "roro"});
static_assert(kModeNames.size() == kModes);

template <typename Enum, std::size_t N>
std::optional<Enum> parse(std::array<std::string_view, N> const& all, std::string_view text) {
  auto const it = std::ranges::find(all, text);
  return it == all.end() ? std::nullopt : std::optional{static_cast<Enum>(it - all.begin())};
}

}  // namespace

std::string_view name_of(mode m) noexcept {
  return kModeNames[static_cast<std::size_t>(m)];
}
std::optional<mode> parse_mode(std::string_view text) noexcept {
  return parse<mode>(kModeNames, text);
}
std::string_view name_of(load_unit u) noexcept {
  return kUnitNames[static_cast<std::size_t>(u)];
}
std::optional<load_unit> parse_load_unit(std::string_view text) noexcept {
  return parse<load_unit>(kUnitNames, text);
}

std::string_view name_of(cost_kind k) noexcept {
  switch (k) {
    case cost_kind::freight:
      return "freight";
    case cost_kind::freight_with_fees:
      return "freight_with_border_fees";
    case cost_kind::cooling:
      return "cooling";
    case cost_kind::fee:
      return "border_fee";
    case cost_kind::exchange:
      return "exchange";
    case cost_kind::handling:
      return "handling";
    case cost_kind::permit:
      return "permit";
    case cost_kind::road_fee:
      return "road_fee";
    case cost_kind::insurance:
      return "insurance";
    case cost_kind::guarantee:
      return "guarantee";
  }
  return "freight";
}

std::string_view name_of(crew c) noexcept {
  return c == crew::single ? "single" : "double";
}

std::optional<crew> parse_crew(std::string_view text) noexcept {
  for (auto const c : {crew::single, crew::two}) {
    if (text == name_of(c)) {
      return c;
    }
  }
  return std::nullopt;
}

}  // namespace karwan::network
