#include "karwan/relations/commitment_page.h"
#include "karwan/relations/commitment_stats.h"
#include "karwan/relations/commitments_csv.h"
#include "serve/endpoints.h"
#include "serve/paging.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

relations::asked asked_of(reading const& in, day today, query& q) {
  relations::asked out{view_of(q, today), {}};
  relations::filter_text text;
  text.owed_by = q.one("owed_by");
  text.sector = q.one("sector");
  text.status = q.one("status");
  text.force = q.one("force");
  text.due_before = q.one("due_before");
  q.finish();
  out.filter = value_or_throw(relations::read_filter(text, in.names));
  return out;
}

}  // namespace

std::string commitments_endpoint::operator()(query& q) const {
  auto const part = read_part(q, kMostPaged);
  auto const csv = q.wants_csv();
  auto const asked = asked_of(in, today, q);
  auto const all = take_part(
      relations::list_commitments(in.record, asked.view, asked.filter), part,
      [](auto const& told) { return told.what.id; }, next);
  if (csv) {
    type = kCsv;
    return relations::commitments_csv(in.names, all);
  }
  return relations::commitments_json(in.record, in.names, asked, all);
}

std::string commitments_endpoint::one(std::string const& id, query& q) const {
  relations::asked const asked{view_of(q, today), {}};
  q.finish();
  return relations::commitment_json(
      in.record, in.names, asked,
      value_or_throw(relations::read_commitment(in.record, in.names, asked.view, id)));
}

std::string commitments_endpoint::stats(query& q) const {
  auto const asked = asked_of(in, today, q);
  return relations::stats_json(
      in.record, in.names, asked,
      relations::count_commitments(relations::list_commitments(in.record, asked.view, asked.filter),
                                   relations::affiliations{in.record, asked.view}));
}

}  // namespace karwan::serve
