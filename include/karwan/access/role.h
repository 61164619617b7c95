#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Reading is open to all. What else a request may want, and who may.
namespace karwan::access {

enum class role : std::uint8_t { reader, contributor, reviewer, admin };

// Also the scopes of tokens. report: propose a fact; review: decide what is accepted; audit: read
// the log of acts.
enum class deed : std::uint8_t { report, review, audit };

bool may(role, deed) noexcept;

std::string_view name_of(role) noexcept;
std::string_view name_of(deed) noexcept;
std::optional<role> find_role(std::string_view name) noexcept;
std::optional<deed> find_deed(std::string_view name) noexcept;
std::vector<std::string> role_names();
std::vector<std::string> deed_names();

// Deeds as a set: of a token, or of a role.
class deeds {
 public:
  void add(deed d) noexcept { bits_ |= 1U << static_cast<unsigned>(d); }
  bool has(deed d) const noexcept { return (bits_ >> static_cast<unsigned>(d) & 1U) != 0; }
  deeds both(deeds other) const noexcept;  // what stands in both
  std::vector<std::string> names() const;

 private:
  unsigned bits_{0};
};

deeds deeds_of(role) noexcept;

}  // namespace karwan::access
