#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/answers.h"

// Members that many answers have.
namespace karwan::relations {

using record::kDecimals;

// {id, name}
void write_name(json_writer&, record::answer_writer&, std::string const& entity);
void write_named(json_writer&, record::answer_writer&, std::string_view key,
                 std::vector<std::string> const& entities);

}  // namespace karwan::relations
