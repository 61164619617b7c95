#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "karwan/record/names.h"

// Codes of countries as statistics write them: ISO 3166 alpha-3 or alpha-2, ISO numeric and M49.
namespace karwan::exchange {

inline constexpr std::string_view kWorld = "WORLD";  // the area that is all of them

struct traded_side {
  std::string id{};  // the entity of a country, or an area as it will be written
  bool area{false};
  std::string iso2{};  // of a country
  std::string name{};  // in English, where the record does not know the country
};

// Numbers that differ from ISO are names of countries in the record with the use code; all others
// are those of ICU.
class un_countries {
 public:
  explicit un_countries(record::name_index const& names) : names_{names} {}

  // A code that is none of a country's is an area: the world's under its own name.
  traded_side const& of(std::string const& code);
  // Every country and area that was asked for.
  std::map<std::string, traded_side> const& known() const noexcept { return by_code_; }

 private:
  traded_side make(std::string const& code) const;
  record::name_index const& names_;
  std::map<std::string, traded_side> by_code_{};
};

}  // namespace karwan::exchange
