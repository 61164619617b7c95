#pragma once

#include <string>
#include <vector>

#include "exe/view_options.h"
#include "karwan/record/edit.h"
#include "karwan/record/names.h"
#include "karwan/record/search.h"

// What the acts of `karwan record` share: one set of options, the view that they ask for, who
// signs.
namespace karwan::exe {

struct record_options : view_options {
  std::string entity, statement;
  record::search_question question;
  // What is recorded.
  std::vector<std::string> cells;
  std::string table, row, pack, by, reason;
  std::string source, grade, valid_from, valid_to, observed_from, observed_to, world, locator, note;
  std::string title, publisher, url, published, language, kind, id;
  std::string layer;  // private: into which it is recorded
  bool propose{false};
};

record::signature signature_of(record_options const&);
// Proposed where --propose or KARWAN_PROPOSE=yes asks for it; of the private layer that was named.
record::manner manner_of(record_options const&);

// CELLS as column and value. Throws failure (bad_input) where one is not COLUMN=VALUE.
std::vector<std::pair<std::string, std::string>> cells_of(record_options const&);

// A record to read, every world of it, from one standpoint, with its names.
struct opened_record {
  explicit opened_record(record_options const&);
  record::store from;
  record::view_spec view;
  record::name_index names;
};

void print_line(std::string const& json);

CLI::App& add_act(CLI::App& record, char const* name, char const* about, record_options&,
                  void (*run)(record_options const&));
// --by, --propose and --private.
void add_signature(CLI::App&, record_options&);
void add_manner(CLI::App&, record_options&);

// The acts, by what they do.
void add_reading_acts(CLI::App& record, record_options&);
void add_writing_acts(CLI::App& record, record_options&);
void add_report_act(CLI::App& record);

}  // namespace karwan::exe
