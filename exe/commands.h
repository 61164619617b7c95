#pragma once

#include <CLI/App.hpp>

// The program's subcommands, one file each. To add one: declare it here and list it below.
namespace karwan::exe {

void add_pack(CLI::App&);
void add_record(CLI::App&);
void add_plan(CLI::App&);

inline constexpr void (*kCommands[])(CLI::App&) = {
    add_pack,
    add_record,
    add_plan,
};

}  // namespace karwan::exe
