#pragma once

#include "network/row_reader.h"

// One row of the record, typed. nullopt: it says nothing that the network uses, or a cell that
// would be read was withdrawn. Throws failure (bad_data) where a row cannot be used.
namespace karwan::network {

country_row read_country(record::row const&);
place_row read_place(record::row const&);
link_row read_link(record::row const&);
std::optional<waypoint_row> read_waypoint(record::row const&);
crossing_row read_crossing(record::row const&);
std::optional<opening_row> read_opening(record::row const&);
std::optional<closure_row> read_closure(record::row const&);
std::optional<holiday_row> read_holiday(record::row const&);
std::optional<rate_row> read_rate(record::row const&);
std::optional<emission_row> read_emission(record::row const&);
std::optional<service_row> read_service(record::row const&);
std::optional<assumption_row> read_assumption(record::row const&);
std::optional<assumption_row> read_load_unit(record::row const&);

// Bits of the days named, 0 where none is; bit 0 = Monday.
std::uint8_t read_weekdays(record::row const&, row_reader&);

[[noreturn]] void bad_cell(record::row const&, std::string_view column, std::string text,
                           std::string remedy);

}  // namespace karwan::network
