#pragma once

#include "karwan/ingest/proposal.h"

namespace karwan::ingest {

// Sets how a claim stands to the record, and beside which row. What was accepted of its own source
// is left out: it would be known from itself.
class comparison {
 public:
  comparison(record::store const&, record::view_spec const&, std::string_view source);
  void compare(claim_proposal&) const;

 private:
  void with_figures(claim_proposal&) const;
  void with_events(claim_proposal&) const;
  void with_agreements(claim_proposal&) const;
  void with_commitments(claim_proposal&) const;
  void with_roles(claim_proposal&) const;
  void tell_stages(claim_proposal&) const;

  std::vector<record::row> figures_, events_, agreements_, commitments_, people_, stages_;
};

// The rows that state a claim; none where its kind has no table.
void fill_rows(claim_proposal&, gazetteer const&, text_model const&, proposal_context const&);

// Share of the words of the shorter text that both have.
double likeness(std::string_view a, std::string_view b);

}  // namespace karwan::ingest
