#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "karwan/record/edit.h"
#include "karwan/record/entity.h"

// What was proposed and waits: no view sees it until it is accepted, as it is or edited. Who
// decided, when and why is kept, and so is what was proposed.
namespace karwan::record {

struct proposed_row {
  std::string row_id, entity;
  table_ix table{};
  bool is_new{false};  // else values for a row that is there
  std::vector<statement_entry> statements;
  std::vector<std::string> now;  // of each, what the cell says now; blank: nothing
};

// One act of proposing: what came together is decided together.
struct proposal {
  std::string id;  // of its first row that is no source; any row or statement of it names it too
  std::int64_t act{0};
  std::string by;
  instant at{};
  std::vector<proposed_row> rows;
};

// A proposal beside what the record says.
struct review_page {
  proposal is;
  // Accepted statements of the same entity and property, and of rows of the same table that are
  // about the same thing (a closure of the same border).
  std::vector<statement_entry> beside;
  std::vector<std::string> duplicates;   // of those, what says the same of an overlapping time
  std::vector<conflict> contradictions;  // that accepting it would make
  std::string overtaken;                 // why it cannot be accepted as it is; blank: it can
};

struct decision {
  std::string proposal;
  std::vector<std::string> accepted, rejected;  // statement ids
};

// By time of proposal.
std::vector<proposal> open_proposals(store const&);

// The same for everybody: without who proposed it.
proposal without_names(proposal);

// Error not_found: nothing of that name waits; bad_input: several proposals do.
result<review_page> review(store const&, std::string_view id, view_spec const&);

// Errors as above; bad_input where it does not fit the record (any more), conflict where the record
// was changed in the same place since.
result<decision> accept(store&, std::string_view id, std::string const& reason, signature const&);

// Accepts it with other values: what was proposed is rejected as edited, what is accepted
// supersedes it. `cells` are of the row that `id` names, own columns or common ones; an empty value
// leaves the cell blank.
result<decision> accept_edited(store&, std::string_view id, cell_texts const& cells,
                               std::string const& reason, signature const&);

// Error bad_input where no reason is given.
result<decision> reject(store&, std::string_view id, std::string const& reason, signature const&);

}  // namespace karwan::record
