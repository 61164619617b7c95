#include "serve/view_of.h"

namespace karwan::serve {

record::view_spec view_of(query& q, day today) {
  record::view_spec view;
  view.as_of = q.day_of("as_of").value_or(today);
  if (auto const text = q.one("known_at"); !text.empty()) {
    auto parsed = parse_instant(text);
    if (!parsed) {
      parsed.error().place = "known_at";
    }
    view.known_at = value_or_throw(std::move(parsed));
    if (parse_day(text)) {
      *view.known_at += std::chrono::days{1} - std::chrono::seconds{1};
    }
  }
  view.published_by = q.day_of("published_by");
  return view;
}

}  // namespace karwan::serve
