#include <algorithm>
#include <map>

#include "karwan/base/json_writer.h"
#include "serve/endpoints.h"
#include "serve/timeline.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

day last_day(timeline_item const& i) {
  auto const end = i.due ? std::max(i.due->end, i.on.end) : i.on.end;
  return end == day::max() ? end : end - std::chrono::days{1};
}

void write_item(json_writer& w, reading const& in, timeline_item const& i) {
  w.open_object();
  w.key("entity").text(i.entity).key("kind").text(name_of(i.kind));
  w.key("title").text(i.title).key("sector").text(i.sector);
  w.key("date").text(i.on_text).key("first").text(to_string(i.on.first));
  if (i.on.end != day::max()) {
    w.key("last").text(to_string(i.on.last()));
  }
  if (i.due) {
    w.key("due").text(i.due_text);
    if (i.due->end != day::max()) {
      w.key("due_last").text(to_string(i.due->last()));
    }
  }
  write_if(w, "force", i.force);
  write_if(w, "status", i.status);
  write_if(w, "who", i.who);
  w.key("statements").open_array();
  for (auto const s : i.statements) {
    w.text(in.record.id_of(s));
  }
  w.close_array().close_object();
}

}  // namespace

std::string timeline_endpoint::operator()(query& q) const {
  auto const sectors = q.many("sector");
  auto const from = q.day_of("from"), to = q.day_of("to");
  auto const view = all_worlds_of(q, today);
  q.finish();
  reading_at const then{in, view};
  auto const items = read_timeline(*then, view.as_of);
  std::map<std::string, std::int64_t> counts;
  for (auto const& i : items) {
    ++counts[i.sector];
  }
  json_writer w;
  w.open_object().key("sectors").open_array();
  for (auto const& [sector, count] : counts) {
    w.open_object().key("sector").text(sector).key("count").integer(count).close_object();
  }
  w.close_array().key("items").open_array();
  for (auto const& i : items) {
    auto const wanted = (sectors.empty() || std::ranges::count(sectors, i.sector) != 0) &&
                        (!from || last_day(i) >= *from) && (!to || i.on.first <= *to);
    if (wanted) {
      write_item(w, *then, i);
    }
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::serve
