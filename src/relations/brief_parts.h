#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/relations/brief.h"
#include "relations/tell.h"

// The sections of a brief; each reads what it tells of.
namespace karwan::relations {

struct brief_scope {
  std::string sector, with;
  std::optional<day> since;
  record::view_spec view;
};

// Does the row speak of the sector, and name the entity or be of it?
bool concerns(record::row const&, std::string const& entity, brief_scope const&);
bool concerns(group const&, brief_scope const&);
bool concerns(told const&, brief_scope const&);

class brief_writer {
 public:
  brief_writer(record::store const& from, record::name_index const& names, brief_scope scope)
      : from_{from}, names_{names}, scope_{std::move(scope)}, tell_{from, names, scope_.view} {}

  section agreed() const;
  // Overdue and late first, then what is due soon, then what is open, with its dates.
  section due() const;
  section came_of_it() const;  // kept, kept late, dropped
  section happened() const;
  section ahead() const;
  section figures() const;
  section organisations() const;
  section people() const;
  section relations() const;
  section positions() const;

 private:
  section commitments(std::string id, said heading, std::vector<standing> const& which) const;
  section events(std::string id, said heading, bool ahead) const;
  bool is_recent(date_span const&) const noexcept;
  bool is_recent(told const&) const;

  record::store const& from_;
  record::name_index const& names_;
  brief_scope scope_;
  teller tell_;
};

// Error bad_input, of --sector: the dictionary has no such sector. Blank is none.
status check_sector(std::string const& sector);

// "As of 23 November 2026, known by ..., published by ..."
said standpoint_of(record::view_spec const&);
said said_day(day);  // 4 February 2026

}  // namespace karwan::relations
