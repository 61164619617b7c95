#include "ingest/proposal_read.h"

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

}  // namespace

std::vector<claim_proposal> propose(record::store const& s, record::view_spec const& view,
                                    gazetteer const& known, text_model const& t,
                                    std::vector<claim> const& claims,
                                    proposal_context const& context) {
  comparison const with{s, view};
  std::vector<claim_proposal> out;
  for (auto const& c : claims) {
    claim_proposal p{.what = c};
    with.compare(p);
    p.why_not = why_only_shown(c);
    if (p.why_not.empty()) {
      fill_rows(p, known, t, context);
    }
    out.push_back(std::move(p));
  }
  return out;
}

}  // namespace karwan::ingest
