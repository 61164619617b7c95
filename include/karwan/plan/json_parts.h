#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "karwan/base/json_writer.h"
#include "karwan/plan/answer.h"

// Members and values that several answers write alike.
namespace karwan::plan {

void write_hours(json_writer&, std::string_view name, std::optional<std::int64_t> seconds);
void write_query(json_writer&, answer const&);  // member `query`
void write_view(json_writer&, answer const&);   // member `view`
// by_the_hour: the departure was asked for to the hour, so hours are told on local clocks too.
void write_journey(json_writer&, journey const&, bool by_the_hour);
void write_blockers(json_writer&, std::string_view member, std::vector<blocker> const&);

}  // namespace karwan::plan
