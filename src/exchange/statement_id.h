#pragma once

#include <optional>
#include <string_view>

#include "karwan/record/history.h"

// How statements and properties are called in every form.
namespace karwan::exchange {

// links.length_km of the dictionary; nullopt: there is no such property.
std::optional<record::property_ix> property_named(std::string_view name);

// ROW.COLUMN or ROW.COLUMN~N of the statement's property: its row and number. False: it is none.
bool read_id(std::string_view id, record::history_statement& into);

}  // namespace karwan::exchange
