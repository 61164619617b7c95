#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/edit.h"
#include "karwan/record/names.h"

// The short door for a fact: a crossing, link, place, chokepoint or country is open or closed from
// a day on, and who says so. It becomes rows of `closures` (docs/network.md says how plans read
// them) and, where the source is new, a row of `sources`, in one act.
namespace karwan::record {

// What every report says: of what, since when, and who says so.
struct reporting {
  std::string target;                                 // id, code or name
  std::string from;                                   // a date of any precision
  std::string source;                                 // its id, or an http(s) address
  std::string note, locator, grade;                   // grade blank: reported
  std::string title, publisher, published, language;  // of a source that is new
  std::string pack;                                   // blank: that of the target
  day today{};  // when it is reported: a new page without a date was read then
};

struct state_report : reporting {
  bool open{false};
  std::string to;       // the last day; blank: until further word
  std::string traffic;  // all | trade | transit | passenger; blank: all
  std::string reason;   // why it was shut or opened
  std::string seen_on;  // the last day the source speaks for; blank: published, else from
};

// Any property of an entity: "dwell_h" is "18".
struct value_report : reporting {
  std::string property, value;
};

struct state_reported {
  std::string target;                 // the entity
  std::vector<addition_report> rows;  // the source first, where it is new
  std::string source;
  bool source_is_new{false};
  std::vector<std::string> ends;        // closures that the report ends (of a report of open)
  std::vector<std::string> still_shut;  // closures that go on shutting it on that day all the same
};

// `names` and `view` say what is known: the view's private layers are those of `how`. Errors:
// bad_input (place: the option), not_found (source), conflict (the record says so already).
result<state_reported> report_state(store&, name_index const& names, state_report const&,
                                    signature const&, manner const& = {});

struct value_reported {
  std::string target, unit;           // unit of the value; empty: it has none
  std::vector<addition_report> rows;  // the source first, where it is new
  std::string source;
  bool source_is_new{false};
};

// A new row of the table in which the entity has, or may have, the property: the value holds from
// that day on. What it is a value of (side, direction, basis, what the table requires) is taken
// from the preferred row of the entity that states it. Errors: bad_input (place: the option),
// not_found (source), conflict (the source has said so).
result<value_reported> report_value(store&, name_index const& names, value_report const&,
                                    signature const&, manner const& = {});

// What was reported, as the schema `Reported` of openapi.yaml has it, without a line end; `name`:
// of the target.
std::string report_json(state_report const&, state_reported const&, manner const&,
                        std::string_view name);
std::string report_json(value_report const&, value_reported const&, manner const&,
                        std::string_view name);

}  // namespace karwan::record
