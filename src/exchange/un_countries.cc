#include "exchange/un_countries.h"

#include <algorithm>

#include <unicode/locid.h>
#include <unicode/uloc.h>
#include <unicode/uregion.h>

#include "karwan/base/text.h"

namespace karwan::exchange {
namespace {

// Alpha-2 of an ISO numeric code; empty: none.
std::string iso2_of_number(int number) {
  UErrorCode fault = U_ZERO_ERROR;
  auto const* region = uregion_getRegionFromNumericCode(number, &fault);
  if (U_FAILURE(fault) || region == nullptr || uregion_getType(region) != URGN_TERRITORY) {
    return {};
  }
  std::string out = uregion_getRegionCode(region);
  return out.size() == 2 ? out : std::string{};
}

std::string iso2_of_letters(std::string const& code) {
  static auto const by_iso3 = [] {
    std::map<std::string, std::string> out;
    for (auto const* const* at = uloc_getISOCountries(); *at != nullptr; ++at) {
      out.emplace(uloc_getISO3Country((std::string{"und_"} + *at).c_str()), *at);
    }
    return out;
  }();
  if (code.size() == 2) {
    auto const known =
        std::ranges::any_of(by_iso3, [&](auto const& c) { return c.second == code; });
    return known ? code : std::string{};
  }
  auto const at = by_iso3.find(code);
  return at == by_iso3.end() ? std::string{} : at->second;
}

std::string english_name(std::string const& iso2) {
  icu::UnicodeString text;
  icu::Locale{"und", iso2.c_str()}.getDisplayCountry(icu::Locale::getEnglish(), text);
  std::string out;
  return text.toUTF8String(out);
}

}  // namespace

traded_side un_countries::make(std::string const& code) const {
  auto const numeric = all_digits(code) && code.size() <= 4;
  auto const number = numeric ? std::stoi(code) : -1;
  auto upper = code;
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  if (number == 0 || upper == "WLD" || upper == "W00" || upper == "WORLD") {
    return {std::string{kWorld}, true, {}, {}};
  }
  constexpr std::string_view kKinds[] = {"country"};
  auto const iso2 = numeric ? iso2_of_number(number) : iso2_of_letters(upper);
  auto const known = names_.resolve(!iso2.empty() ? iso2
                                    : numeric     ? std::to_string(number)
                                                  : upper,
                                    kKinds);
  if (known) {
    return {*known, false, iso2, {}};
  }
  if (iso2.empty()) {
    return {numeric ? "M49-" + std::to_string(number) : upper, true, {}, {}};
  }
  auto id = iso2;
  std::ranges::transform(id, id.begin(), [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  return {id, false, iso2, english_name(iso2)};
}

traded_side const& un_countries::of(std::string const& code) {
  auto const at = by_code_.find(code);
  return at != by_code_.end() ? at->second : by_code_.emplace(code, make(code)).first->second;
}

}  // namespace karwan::exchange
