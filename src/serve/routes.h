#pragma once

#include <span>
#include <string>
#include <string_view>

#include "serve/desk.h"
#include "serve/query.h"

// The paths of openapi.yaml and what answers each.
namespace karwan::serve {

// One request on its way: what it asks of whom, and the media type of its answer.
struct asking {
  desk& from;
  query& params;
  std::string const& id;  // of a path with {id}
  std::string& type;
  std::string& next;  // the cursor of what follows the answer; empty: nothing does
  watch const& by;    // who waits
};

struct route {
  std::string_view path;  // segments; {id} stands for any one
  std::string (*answer)(asking const&);
  // Does this question take so long that others would wait? Where there is none: never.
  bool (*is_heavy)(query&){nullptr};
};

std::span<route const> routes();

// Does the path fit the pattern of a route? `id`: what stands for {id}.
bool fits(std::string_view pattern, std::span<std::string const> path, std::string& id);

// The first that fits the segments of a path; null: none. `id`: what stands for {id}.
route const* find_route(std::span<std::string const> path, std::string& id);

}  // namespace karwan::serve
