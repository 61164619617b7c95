#include "rules/overlay.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace karwan::rules {
namespace {

using record::row;

// The day from which a chosen world speaks of a procedure; the earliest of several.
std::map<std::string, day, std::less<>> replaced(std::vector<row> const& all) {
  std::map<std::string, day, std::less<>> out;
  for (auto const& r : all) {
    if (!r.world.empty()) {
      auto const from = std::max(r.world_from.value_or(day::min()), r.valid.first);
      auto const [at, fresh] = out.try_emplace(r.entity, from);
      at->second = std::min(at->second, from);
    }
  }
  return out;
}

}  // namespace

std::vector<row> procedures(record::store const& from, record::view_spec const& view) {
  auto all = from.rows(record::find_table("procedures").value(), view);
  auto const since = replaced(all);
  if (since.empty()) {
    return all;
  }
  for (auto& r : all) {
    if (!r.world.empty()) {
      r.valid.first = std::max(r.valid.first, r.world_from.value_or(day::min()));
    } else if (auto const at = since.find(r.entity); at != since.end()) {
      r.valid.end = std::min(r.valid.end, at->second);
    }
  }
  std::erase_if(all, [](row const& r) { return r.valid.end <= r.valid.first; });
  return all;
}

}  // namespace karwan::rules
