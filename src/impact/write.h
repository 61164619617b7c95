#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/json_writer.h"
#include "karwan/impact/effects.h"
#include "karwan/impact/impact.h"

// Members that several answers on impacts write alike.
namespace karwan::impact {

void write(json_writer&, bounded<double> const&, int decimals);
void write(json_writer&, std::string_view key, std::optional<bounded<double>> const&, int decimals);
void write(json_writer&, std::string_view key, std::vector<std::string> const&);
void write(json_writer&, summary const&);
void write(json_writer&, subject_ref const&);
void write(json_writer&, investment const&);
void write(json_writer&, coverage const&);
void write_asked(json_writer&, impact_question const&);  // members of `query` but for subjects

}  // namespace karwan::impact
