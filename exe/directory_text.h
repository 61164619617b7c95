#pragma once

#include <string>
#include <vector>

#include "karwan/record/answers.h"
#include "karwan/relations/directory_list.h"
#include "karwan/relations/match.h"

// The directory's answers for a terminal.
namespace karwan::exe {

void print_directory(record::answer_writer&, std::vector<relations::directory_entry> const&);
void print_matches(record::answer_writer&, relations::match_answer const&);
void print_import(std::string const& file, bool dry_run, relations::list_report const&);
void print_contacts(record::answer_writer&, std::string const& of,
                    std::vector<relations::kept_contact> const&);

}  // namespace karwan::exe
