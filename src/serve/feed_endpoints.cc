#include "karwan/exchange/calendar.h"
#include "karwan/exchange/feed.h"
#include "karwan/relations/commitments.h"
#include "serve/endpoints.h"

namespace karwan::serve {

std::string calendar_endpoint::operator()(query& q) const {
  record::view_spec view;
  view.as_of = q.day_of("as_of").value_or(today);
  view.published_by = q.day_of("published_by");
  if (auto const known_at = q.day_of("known_at")) {
    view.known_at = instant{*known_at} + std::chrono::days{1} - std::chrono::seconds{1};
  }
  exchange::calendar_filter f{q.one("sector"), q.one("owed_by"), q.day_of("from"), q.day_of("to")};
  q.finish();
  f.owed_by =
      value_or_throw(relations::read_filter({f.owed_by, f.sector, {}, {}, {}}, in.names)).owed_by;
  return exchange::calendar_ics(in.record, in.names, view, f);
}

std::string changes_endpoint::operator()(query& q) const {
  exchange::feed_options o;
  o.acts = q.limit();
  o.self = place.url + "/changes.atom";
  if (!place.domain.empty()) {
    o.authority = place.domain;
  }
  q.finish();
  return exchange::changes_atom(in.record, in.names, o);
}

}  // namespace karwan::serve
