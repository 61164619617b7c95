#include "karwan/access/role.h"

#include <algorithm>
#include <array>

namespace karwan::access {
namespace {

struct role_row {
  std::string_view name;
  bool report, review, audit;
};

// By role. Accounts themselves are managed only by whoever keeps the record's files.
constexpr auto kRoles = std::to_array<role_row>({
    {"reader", false, false, false},
    {"contributor", true, false, false},
    {"reviewer", true, true, false},
    {"admin", true, true, true},
});
constexpr auto kDeeds = std::to_array<std::string_view>({"report", "review", "audit"});

}  // namespace

bool may(role r, deed d) noexcept {
  auto const& row = kRoles.at(static_cast<std::size_t>(r));
  switch (d) {
    case deed::report:
      return row.report;
    case deed::review:
      return row.review;
    case deed::audit:
      return row.audit;
  }
  return false;
}

std::string_view name_of(role r) noexcept {
  return kRoles.at(static_cast<std::size_t>(r)).name;
}

std::string_view name_of(deed d) noexcept {
  return kDeeds.at(static_cast<std::size_t>(d));
}

std::optional<role> find_role(std::string_view name) noexcept {
  auto const it = std::ranges::find(kRoles, name, &role_row::name);
  return it == kRoles.end() ? std::nullopt : std::optional{static_cast<role>(it - kRoles.begin())};
}

std::optional<deed> find_deed(std::string_view name) noexcept {
  auto const it = std::ranges::find(kDeeds, name);
  return it == kDeeds.end() ? std::nullopt : std::optional{static_cast<deed>(it - kDeeds.begin())};
}

std::vector<std::string> role_names() {
  std::vector<std::string> out;
  for (auto const& r : kRoles) {
    out.emplace_back(r.name);
  }
  return out;
}

std::vector<std::string> deed_names() {
  return {kDeeds.begin(), kDeeds.end()};
}

deeds deeds::both(deeds other) const noexcept {
  auto out = *this;
  out.bits_ &= other.bits_;
  return out;
}

std::vector<std::string> deeds::names() const {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < kDeeds.size(); ++i) {
    if (has(static_cast<deed>(i))) {
      out.emplace_back(kDeeds.at(i));
    }
  }
  return out;
}

deeds deeds_of(role r) noexcept {
  deeds out;
  for (std::size_t i = 0; i < kDeeds.size(); ++i) {
    if (auto const d = static_cast<deed>(i); may(r, d)) {
      out.add(d);
    }
  }
  return out;
}

}  // namespace karwan::access
