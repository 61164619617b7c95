#include <algorithm>

#include "ingest/proposal_read.h"
#include "karwan/record/rehearse.h"

namespace karwan::ingest {
namespace {

// Why a claim is not proposed; empty: it is.
std::string why_only_shown(claim const& c) {
  return c.repeated                       ? "it is said further up"
         : c.by_interviewer               ? "the interviewer says it"
         : c.negated                      ? "it is denied"
         : c.conditional                  ? "it hangs on a condition"
         : c.kind == claim_kind::position ? "a position is no fact"
         : c.kind == claim_kind::project  ? "a project needs its links and costs: add it by hand"
         : c.kind == claim_kind::figure && c.predicate == "duration" ? "a length of time alone"
                                                                     : "";
}

using record::stated_place;

// What was recorded of this document before: by an earlier run, or by one that was cut off. Two
// claims may stand at one place, so that each takes one away.
void leave_out_what_is_there(std::vector<stated_place>& there, claim_proposal& p) {
  auto const& own = p.rows.back();
  auto const locator =
      std::ranges::find(own.shared, "locator", &record::cell_texts::value_type::first);
  auto const at = std::ranges::find_if(there, [&](stated_place const& s) {
    return s.table == own.table && s.locator == locator->second;
  });
  if (at != there.end()) {
    p.row = at->row_id;
    p.became = at->is;
    there.erase(at);
    p.why_not = "it was proposed before";
    p.rows.clear();
  }
}

// What the record would refuse is only shown, whether anything is recorded or not.
void check_rows(record::store const& s, proposal_context const& context, claim_proposal& p) {
  auto all = p.rows;
  if (context.source_to_be) {
    all.insert(all.begin(), *context.source_to_be);
  }
  if (auto const can = record::can_add(s, all, {.proposed = true, .layer = {}}); !can) {
    p.why_not = can.error().sentence();
    p.rows.clear();
  }
}

}  // namespace

std::string value_of(claim const& c) {
  if (!c.value) {
    return {};
  }
  mention m;
  m.kind = c.value->currency.empty() ? mention_kind::quantity : mention_kind::money;
  m.value = *c.value;
  return normal_form(m);
}

std::vector<claim_proposal> propose(record::store const& s, record::view_spec const& view,
                                    gazetteer const& known, text_model const& t,
                                    std::vector<claim> claims, proposal_context const& context) {
  comparison const with{s, view, context.source};
  auto there = record::stated_places(s, context.source);
  std::vector<claim_proposal> out;
  out.reserve(claims.size());
  for (auto& c : claims) {
    claim_proposal p{.what = std::move(c)};
    with.compare(p);
    p.why_not = why_only_shown(p.what);
    if (p.why_not.empty()) {
      fill_rows(p, known, t, context);
      leave_out_what_is_there(there, p);
    }
    if (!p.rows.empty()) {
      check_rows(s, context, p);
    }
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace karwan::ingest
