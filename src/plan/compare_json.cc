#include "karwan/plan/compare.h"
#include "karwan/plan/json_parts.h"

namespace karwan::plan {
namespace {

void write_compared(json_writer& w, of_corridor const& c, bool by_the_hour) {
  w.open_object().key("corridor").text(c.id).key("name").text(c.name).key("journey");
  if (c.best) {
    write_journey(w, *c.best, by_the_hour);
    w.key("no_route").null();
  } else {
    w.null().key("no_route").open_object();
    write_blockers(w, "blocked_by", c.blocked_by);
    w.close_object();
  }
  w.key("cut").boolean(c.cut).close_object();
}

}  // namespace

std::string to_json(comparison const& c) {
  json_writer w;
  w.open_object();
  write_query(w, c.asked);
  write_view(w, c.asked);
  w.key("best").text(name_of(c.by)).key("corridors").open_array();
  for (auto const& each : c.corridors) {
    write_compared(w, each, c.asked.depart_at.has_value());
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::plan
