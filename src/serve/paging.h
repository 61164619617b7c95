#pragma once

#include <string>
#include <utility>
#include <vector>

#include "serve/query.h"

// Lists in parts: `limit` says how long a part is, `cursor` where it begins.
namespace karwan::serve {

inline constexpr std::size_t kMostPaged = 10'000;  // items before a part

// A part of a list. A cursor counts the items before it and names the last of them, so that a list
// that has changed is not continued in the wrong place.
struct part {
  std::size_t first{0};
  std::string after{};  // the id of the item before; empty: there is none
  std::size_t most;
  std::size_t end() const { return first + most; }
};

// Parameters limit and cursor; without a limit `otherwise` items. Throws failure (bad_input).
part read_part(query&, std::size_t otherwise);

[[noreturn]] void refuse_cursor();
std::string cursor_of(std::size_t before, std::string const& last);

// What of a list belongs to the part; `id` of an item. `next` is the cursor of the following part,
// if there is one. Throws failure (bad_input): the list is not the one that the cursor is of.
template <typename Item, typename Id>
std::vector<Item> take_part(std::vector<Item> all, part const& p, Id const& id, std::string& next) {
  if (p.first > all.size() || (p.first > 0 && id(all[p.first - 1]) != p.after)) {
    refuse_cursor();
  }
  if (all.size() - p.first > p.most) {
    next = cursor_of(p.end(), id(all[p.end() - 1]));
    all.resize(p.end());
  }
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(p.first));
  return all;
}

}  // namespace karwan::serve
