#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/relations/commitments.h"
#include "karwan/relations/document.h"

// Rows of the record as sentences. Neutral words, offices before persons, every sentence with its
// sources.
namespace karwan::relations {

// One entity of a table: its rows, the preferred first.
struct group {
  std::string entity;
  std::vector<record::row> rows;

  // The text of the first row that has it.
  std::string_view text(std::string_view column) const;
  record::cell const* cell(std::string_view column) const;
};

// Groups by entity, in that order, of rows whose source was out by the view's day.
std::vector<group> read_groups(record::store const&, std::string_view table,
                               record::view_spec const&);

// The group with the row in front that dates the event most closely, of those that agree with the
// preferred one.
group most_exact_first(group);

// Was the source out on that day, as far as is known? The first day that it may be counts.
bool was_out(record::row const&, day on) noexcept;

using stages_by_entity = std::map<std::string, std::vector<record::row>>;
// Stages reached by the view's day, by what they are of, the earliest first.
stages_by_entity read_stages(record::store const&, record::view_spec const&);
// When a stage was reached, else seen; open: not known.
date_span day_of_stage(record::row const&);

class teller {
 public:
  teller(record::store const&, record::name_index const&, record::view_spec const&);

  std::string name(std::string const& entity) const;
  // Names of entities and then of who is not in the record: offices before persons, each with those
  // of the list who hold one there.
  std::string who(std::vector<std::string> const& entities, std::vector<std::string> const& others,
                  std::size_t most = 5) const;

  sentence agreement(group const&, std::vector<record::row> const& stages) const;
  sentence commitment(told const&) const;
  // The same without the parties; of a promise, without who said it and how often.
  sentence headline(group const&, std::vector<record::row> const& stages) const;
  sentence headline(told const&) const;
  // What contests a delivery.
  sentence contest(told const&) const;
  // Of a story that the page tells elsewhere: what these of its sayings promised.
  sentence promise(told const&, std::vector<saying const*> const&) const;
  sentence event(group const&) const;
  // Rows of one figure and one period, the preferred first: values that differ stand side by side.
  sentence figure(std::vector<record::row> const&) const;
  // The same of several periods of one figure.
  sentence series(std::vector<std::vector<record::row>> const& periods) const;
  sentence organisation(group const&) const;
  // Rows of one office, the latest first: who holds it, or was last seen to.
  sentence office(std::vector<record::row> const&) const;
  sentence relation(group const&) const;
  // Relations of one body that differ in nothing but the other side: a member of many.
  sentence relations(std::vector<group> const&) const;
  sentence position(group const&) const;

 private:
  std::string office_words(record::row const&) const;
  std::string lead(saying const&) const;
  sentence tell_story(told const&, saying const&, std::string text) const;
  void add_outcome(told const&, sentence&) const;
  bool is_person(std::string const& entity) const;

  record::store const& from_;
  record::name_index const& names_;
  record::view_spec view_;
  std::map<std::string, std::set<std::string>> bodies_of_;  // of persons
};

// Sources of rows, each once.
std::vector<std::string> sources_of(std::vector<record::row> const&);
// The statements of these columns.
std::vector<record::statement_ix> statements_in(record::row const&,
                                                std::initializer_list<std::string_view> columns);

}  // namespace karwan::relations
