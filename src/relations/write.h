#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/answers.h"

// Members that many answers have.
namespace karwan::relations {

// Enough for every decimal that a pack writes.
inline constexpr int kDecimals = 9;

void write_if(json_writer&, std::string_view key, std::string_view value);  // nothing where blank
void write_list(json_writer&, std::string_view key, std::vector<std::string> const&);
// {id, name}
void write_name(json_writer&, record::answer_writer&, std::string const& entity);
void write_named(json_writer&, record::answer_writer&, std::string_view key,
                 std::vector<std::string> const& entities);

}  // namespace karwan::relations
