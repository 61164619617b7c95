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

struct state_report {
  std::string target;  // id, code or name
  bool open{false};
  std::string from, to;  // dates of any precision; to: the last day, blank: until further word
  std::string traffic;   // all | trade | transit | passenger; blank: all
  std::string source;    // its id, or an http(s) address
  std::string reason;    // why it was shut or opened
  std::string seen_on;   // the last day the source speaks for; blank: published, else from
  std::string note, locator, grade;                   // grade blank: reported
  std::string title, publisher, published, language;  // of a source that is new
  std::string pack;                                   // blank: that of the target
  day today{};  // when it is reported: a new page without a date was read then
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

// What was reported, as the schema `Reported` of openapi.yaml has it, without a line end; `name`:
// of the target.
std::string report_json(state_report const&, state_reported const&, manner const&,
                        std::string_view name);

}  // namespace karwan::record
