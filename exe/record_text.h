#pragma once

#include <string>

#include "karwan/record/answers.h"
#include "karwan/record/entity_history.h"

// The record's answers for people, at most 100 columns wide, on standard output.
namespace karwan::exe {

void print_statement(record::answer_writer&, record::statement_entry const&);
void print_entity(record::answer_writer&, record::entity_page const&);
void print_search(record::answer_writer&, std::string const& text, record::search_answer const&,
                  bool colour);
void print_history(record::history const&);
void print_conflicts(record::answer_writer&, record::store const&,
                     std::vector<record::conflict> const&);

}  // namespace karwan::exe
