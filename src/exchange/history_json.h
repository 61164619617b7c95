#pragma once

#include <string>

#include <boost/json/object.hpp>

#include "karwan/base/json_writer.h"
#include "karwan/record/history.h"

// Parts of a history as JSON, alike in every form.
namespace karwan::exchange {

void write_act(json_writer&, record::history_act const&);    // members, into an open object
void write_load(json_writer&, record::history_load const&);  // members, into an open object
// [{status, at, reason, act}]; the first has only a status where the statement was proposed.
void write_changes(json_writer&, record::history_statement const&);

// Errors bad_data: a member is missing or not of its type.
result<record::history_act> read_act(boost::json::object const&);
result<record::history_load> read_load(boost::json::object const&);
status read_changes(boost::json::value const&, record::history_statement& into);

// Of an object: text, a whole number, a moment; error bad_data names the member.
result<std::string> text_member(boost::json::object const&, std::string_view key);
result<std::int64_t> number_member(boost::json::object const&, std::string_view key);
result<instant> time_member(boost::json::object const&, std::string_view key);

}  // namespace karwan::exchange
