#pragma once

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "karwan/record/answers.h"
#include "karwan/relations/stories.h"

// Lists of stories and their answers, for the program and the server alike.
namespace karwan::relations {

// Who belongs to whom: the countries of a body, the body that it is part of, both of a person. Read
// where it is asked for, and kept; the store must outlive it.
class affiliations {
 public:
  affiliations(record::store const&, record::view_spec const&);
  // The entity itself and all that it belongs to, however far up.
  std::set<std::string> all_of(std::string const& entity) const;
  std::set<std::string> countries_of(std::string const& entity) const;
  // The entity itself and all that belong to it, however far down. nullopt: more than `most`.
  std::optional<std::set<std::string>> all_below(std::string const& entity, std::size_t most) const;

 private:
  struct place {
    std::set<std::string> above;
    bool is_country{false};
  };
  place const& place_of(std::string const& entity) const;

  record::store const* from_;
  record::view_spec view_;
  mutable std::unordered_map<std::string, place> known_;
};

struct commitment_filter {
  std::string owed_by;  // an entity; also what is owed by bodies and persons of it
  std::string sector;
  std::optional<standing> status;
  std::optional<force> how;
  std::optional<day> due_before;  // latest due date ends before this day
};

// The same as it is written: on a command line, in a request.
struct filter_text {
  std::string owed_by, sector, status, force, due_before;
};
// Error bad_input, whose place is the name of the member above: no such entity, or none of the
// choices (all are named), or no day.
result<commitment_filter> read_filter(filter_text const&, record::name_index const&);

// A story on a day: only what was said and seen by then.
struct told {
  story what;
  verdict how;
};

// By standing, as the enum has them; then by latest due date (none last), then by id.
std::vector<told> list_commitments(record::store const&, record::view_spec const&,
                                   commitment_filter const&);

// Those who owe it, in the order in which they were named: never of a recommendation.
std::vector<std::string> debtors_of(story const&);
std::vector<std::string> other_debtors_of(story const&);  // who is not in the record
std::vector<std::string> creditors_of(story const&);
std::vector<std::string> sectors_of(story const&);

// The name that the record gives a story, else what was first said.
std::string title_of(story const&, record::name_index const&);

// What was asked, for the head of an answer.
struct asked {
  record::view_spec view;
  commitment_filter filter;
};

// Schema Commitments of openapi.yaml.
std::string commitments_json(record::store const&, record::name_index const&, asked const&,
                             std::vector<told> const&);

struct text_style {
  bool colour{false};  // ANSI escapes
};
// For a terminal of 100 columns.
std::string commitments_text(record::store const&, record::name_index const&, asked const&,
                             std::vector<told> const&, text_style);

}  // namespace karwan::relations
