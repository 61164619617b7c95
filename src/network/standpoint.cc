#include "network/standpoint.h"

namespace karwan::network {

record::world_choice const* standpoint::choice_of(record::row const& r) const {
  auto const it = std::ranges::find(worlds, r.world, &record::world_choice::id);
  return it == worlds.end() ? nullptr : &*it;
}

bool standpoint::usable(record::row const& r) const {
  if (!r.valid.contains(as_of)) {
    return false;
  }
  if (r.world.empty()) {
    return true;
  }
  auto const* c = choice_of(r);
  return c != nullptr && (!c->from || *c->from <= as_of);
}

bool standpoint::better(record::row const& a, record::row const& b) const {
  return a.world.empty() != b.world.empty() ? !a.world.empty() : record::preferred(a, b, as_of);
}

}  // namespace karwan::network
