#include "karwan/relations/commitment.h"

#include <array>

#include "karwan/relations/stories.h"

namespace karwan::relations {
namespace {

constexpr auto kForces = std::to_array<std::string_view>(
    {"binding", "agreed", "announced", "hoped", "demanded", "recommended"});

constexpr auto kStages = std::to_array<std::string_view>(
    {"said",     "planned",   "negotiating", "agreed",      "approved",  "signed",    "ratified",
     "acceded",  "in_force",  "connected",   "operational", "first_use", "started",   "delivered",
     "extended", "suspended", "inactive",    "denounced",   "dropped",   "not_party", "not_seen"});

constexpr auto kStandingNames =
    std::to_array<std::string_view>({"overdue", "late", "due_soon", "date_passed_no_evidence",
                                     "open", "unknown", "kept_late", "kept", "dropped"});
static_assert(kStandingNames.size() == kStandings);

template <typename E, std::size_t N>
std::optional<E> parse(std::array<std::string_view, N> const& names, std::string_view text) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == text) {
      return static_cast<E>(i);
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(force f) noexcept {
  return kForces[static_cast<std::size_t>(f)];
}
std::optional<force> parse_force(std::string_view text) noexcept {
  return parse<force>(kForces, text);
}

std::string_view name_of(stage s) noexcept {
  return kStages[static_cast<std::size_t>(s)];
}
std::optional<stage> parse_stage(std::string_view text) noexcept {
  return parse<stage>(kStages, text);
}

std::string_view name_of(standing s) noexcept {
  return kStandingNames[static_cast<std::size_t>(s)];
}
std::optional<standing> parse_standing(std::string_view text) noexcept {
  return parse<standing>(kStandingNames, text);
}

}  // namespace karwan::relations
