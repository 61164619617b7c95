#pragma once

#include <CLI/App.hpp>

#include "karwan/plan/question.h"

// Options of all commands that plan; they fill what is asked.
namespace karwan::exe {

// An option that may be given again, with one value each time.
CLI::Option* add_list(CLI::App&, char const* name, std::vector<std::string>& into,
                      char const* about);
void add_goods(CLI::App&, plan::asked&);   // --product, --tonnes, --unit
void add_means(CLI::App&, plan::asked&);   // --modes, --avoid
void add_dates(CLI::App&, plan::asked&);   // --depart, --as-of, ... --private
void add_chance(CLI::App&, plan::asked&);  // --draws, --seed

}  // namespace karwan::exe
