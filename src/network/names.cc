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

}  // namespace karwan::network
