#include "relations/cited_sources.h"

#include <algorithm>
#include <tuple>

namespace karwan::relations {

cited_sources::cited_sources(story const& s) {
  std::vector<std::tuple<day, int, citation const*>> parts;
  for (auto const& x : s.sayings) {
    parts.emplace_back(x.counts_from, 0, &x.at);
  }
  for (auto const& x : s.stages) {
    parts.emplace_back(x.counts_from, 1, &x.at);
  }
  for (auto const& x : s.sightings) {
    parts.emplace_back(x.counts_from, 2, &x.at);
  }
  std::ranges::stable_sort(parts, {}, [](auto const& p) {
    return std::tuple{std::get<0>(p), std::get<1>(p)};
  });
  for (auto const& [_, kind, at] : parts) {
    if (!at->source.empty() && number_of(at->source) == 0) {
      ids_.push_back(at->source);
    }
  }
}

std::size_t cited_sources::number_of(std::string const& source) const {
  auto const at = std::ranges::find(ids_, source);
  return at == ids_.end() ? 0 : static_cast<std::size_t>(at - ids_.begin()) + 1;
}

}  // namespace karwan::relations
