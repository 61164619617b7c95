#pragma once

#include <array>
#include <string>
#include <string_view>

#include "karwan/record/names.h"

namespace karwan::plan {

inline constexpr std::array<std::string_view, 1> kCountry{"country"};  // the kind of a name

// What to call an entity in the language of a question.
struct namer {
  record::name_index const& index;
  std::string language;

  std::string of(std::string_view entity) const {
    return std::string{index.display_name(entity, language)};
  }
};

}  // namespace karwan::plan
