#pragma once

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include <CLI/App.hpp>

#include "karwan/base/date.h"
#include "karwan/record/store.h"

// What several subcommands share. The only place that reads the clock and the environment.
namespace karwan::exe {

struct common_options {
  std::string db;  // --db; empty: see database_file
  bool json{false};
  std::string today;  // --today; empty: see today_of
};

void add_db(CLI::App&, common_options&);
void add_json(CLI::App&, common_options&);
void add_today(CLI::App&, common_options&);

// --db, else KARWAN_DB, else karwan/karwan.db under $XDG_DATA_HOME or ~/.local/share. Throws
// failure (bad_input) where none of them is set.
std::filesystem::path database_file(common_options const&);
// Throws failure where it cannot be opened.
record::store open_store(common_options const&, record::store::mode);

// --today, else KARWAN_TODAY, else the clock (UTC). Throws failure (bad_input): not a day.
day today_of(common_options const&);
instant now();

// Standard output is a terminal and NO_COLOR is not set.
bool colour_wanted();

// An option's text as a day or point in time; `option` names it in the error. Throws failure.
day day_option(std::string const& option, std::string const& text);
instant instant_option(std::string const& option, std::string const& text);
// The same, but a day means all of it: what was recorded on it was known on it.
instant known_at_option(std::string const& option, std::string const& text);

// A module names the field at fault; on the command line that is an option, or one of the
// arguments, which are written in capitals: deadline is --deadline, from is FROM. Other errors
// stay.
failure with_option_named(failure, std::initializer_list<std::string_view> arguments = {});

// Thrown by a subcommand that has already said on stderr what is wrong.
struct already_reported {
  int exit_status{2};
};

}  // namespace karwan::exe
