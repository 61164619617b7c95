#pragma once

#include <string>
#include <vector>

#include <CLI/App.hpp>

#include "exe/common.h"
#include "karwan/record/names.h"

// From which standpoint a subcommand reads the record.
namespace karwan::exe {

struct view_options : common_options {
  std::string as_of, known_at, published_by;
  std::vector<std::string> layers;  // private ones to lay over the record
};

// --today, --as-of, --known-at, --published-by, --private. The answer names the layers.
void add_view(CLI::App&, view_options&);
// --private, for commands that have no other of these.
void add_layers(CLI::App&, view_options&);
// Throws failure (bad_input): one is no name of a layer.
void check_layers(std::vector<std::string> const& names);
// A line for each layer.
void print_layers(view_options const&);

// The actual world from that standpoint. Throws failure (bad_input): not a date.
record::view_spec view_of(view_options const&);

// The record, open for reading, and its names as the view has them.
struct viewed_record {
  explicit viewed_record(view_options const&);
  record::store from;
  record::view_spec view;
  record::name_index names;
};

}  // namespace karwan::exe
