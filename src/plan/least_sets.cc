#include "plan/least_sets.h"

#include <algorithm>
#include <optional>

namespace karwan::plan {
namespace {

using set = std::vector<std::size_t>;

flags flags_of(std::size_t things, set const& s) {
  flags out(things, false);
  for (auto const i : s) {
    out[i] = true;
  }
  return out;
}

// Sets that hit every cut, of at most `size` things, one after the other.
class hitting_sets {
 public:
  hitting_sets(std::vector<set> const& cuts, std::size_t size) : cuts_{cuts}, size_{size} {}

  // The first for which `wanted` holds.
  std::optional<set> first(std::function<bool(set const&)> const& wanted) {
    chosen_.clear();
    return branch(wanted);
  }

 private:
  std::optional<set> branch(std::function<bool(set const&)> const& wanted) {
    auto const missed = std::ranges::find_if(cuts_, [&](set const& cut) {
      return std::ranges::none_of(cut, [&](auto i) { return has(i); });
    });
    if (missed == cuts_.end()) {
      auto sorted = chosen_;
      std::ranges::sort(sorted);
      return wanted(sorted) ? std::optional{sorted} : std::nullopt;
    }
    if (chosen_.size() == size_) {
      return std::nullopt;
    }
    for (auto const i : *missed) {
      chosen_.push_back(i);
      if (auto found = branch(wanted)) {
        return found;
      }
      chosen_.pop_back();
    }
    return std::nullopt;
  }

  bool has(std::size_t i) const { return std::ranges::find(chosen_, i) != chosen_.end(); }

  std::vector<set> const& cuts_;
  std::size_t size_;
  set chosen_;
};

// Of a set that does not open: what is left out of the largest set around it that still does not.
// Every set that opens holds something of it.
set cut_beside(std::size_t things, set const& s, std::function<bool(flags const&)> const& opens) {
  auto with = flags_of(things, s);
  set out;
  for (std::size_t i = 0; i < things; ++i) {
    if (with[i]) {
      continue;
    }
    with[i] = true;
    if (opens(with)) {
      with[i] = false;
      out.push_back(i);
    }
  }
  return out;
}

}  // namespace

std::vector<set> least_sets(std::size_t things, std::function<bool(flags const&)> const& opens,
                            std::size_t at_most) {
  std::vector<set> found;
  if (!opens(flags(things, true))) {
    return found;
  }
  std::vector<set> cuts;
  for (std::size_t size = 0; found.empty(); ++size) {
    auto const is_new = [&](set const& s) { return std::ranges::find(found, s) == found.end(); };
    while (found.size() < at_most) {
      auto const next = hitting_sets{cuts, size}.first(is_new);
      if (!next) {
        break;
      }
      if (opens(flags_of(things, *next))) {
        found.push_back(*next);
      } else {
        cuts.push_back(cut_beside(things, *next, opens));
      }
    }
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace karwan::plan
