#pragma once

#include <algorithm>
#include <array>
#include <string>

#include "fuzz.h"
#include "karwan/exchange/gmns.h"

namespace karwan::fuzz {

// The files of a GMNS data set, in this order, from bytes with \x1e between them. The text must
// outlive it.
inline exchange::gmns_source gmns_files(std::string_view text) {
  return [text](std::string_view file) -> std::optional<std::string> {
    constexpr std::array kFiles{"config.csv",
                                "node.csv",
                                "link.csv",
                                "geometry.csv",
                                "segment.csv",
                                "movement.csv",
                                "time_set_definitions.csv"};
    auto rest = text;
    for (auto const* name : kFiles) {
      auto const one = rest.substr(0, rest.find('\x1e'));
      if (file == name) {
        return one.empty() ? std::nullopt : std::optional{std::string{one}};
      }
      rest.remove_prefix(std::min(one.size() + 1, rest.size()));
    }
    return std::nullopt;
  };
}

}  // namespace karwan::fuzz
