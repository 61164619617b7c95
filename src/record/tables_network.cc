#include <array>

#include "record/tables.h"

namespace karwan::record {
namespace {

using enum value_type;

constexpr auto kModes = "road|rail|sea|ferry|air";
constexpr auto kUnits = "truck|reefer|teu|feu|wagon|bulk|air|roro";
constexpr auto kTraffic = "all|trade|transit|passenger";

constexpr auto kSources = std::to_array<column>({
    {.name = "title", .required = true},
    {.name = "publisher"},
    {.name = "url"},
    {.name = "published_on", .type = date},
    {.name = "language", .about = "ISO 639 code of the document"},
    {.name = "kind", .choices = "page|report|law|tariff|dataset|news|interview|reference|own"},
});

constexpr auto kCountries = std::to_array<column>({
    {.name = "iso2", .required = true, .about = "ISO 3166-1 alpha-2"},
    {.name = "iso3"},
    {.name = "currency", .about = "ISO 4217"},
    {.name = "fiscal_year_start", .type = month_day},
    {.name = "utc_offset_min", .type = integer, .unit = "min", .low = -720, .high = 840},
    {.name = "weekend", .list = true, .about = "mon..sun"},
    {.name = "unions", .list = true, .about = "EAEU, CAREC, ECO ..."},
});

constexpr auto kNames = std::to_array<column>({
    {.name = "language", .required = true, .about = "en, ru, kk, ur, ..."},
    {.name = "name", .required = true},
    {.name = "use", .choices = "official|alias|former|code|misspelling", .required = true},
    {.name = "own_translation", .type = boolean, .about = "yes where the name is ours"},
});

constexpr auto kPlaces = std::to_array<column>({
    {.name = "country", .ref = "countries", .required = true},
    {.name = "kind",
     .choices = "city|seaport|dry_port|rail_terminal|border|airport|other",
     .required = true,
     .state = true},
    {.name = "lat", .type = number, .unit = "degree", .low = -90, .high = 90},
    {.name = "lon", .type = number, .unit = "degree", .low = -180, .high = 180},
    {.name = "coordinates_km", .type = number, .unit = "km", .about = "how far off they may be"},
    {.name = "unlocode"},
});

constexpr auto kTowns = std::to_array<column>({
    {.name = "name", .required = true, .about = "in Latin letters"},
    {.name = "country", .ref = "countries", .required = true},
    {.name = "lat", .type = number, .unit = "degree", .required = true, .low = -90, .high = 90},
    {.name = "lon", .type = number, .unit = "degree", .required = true, .low = -180, .high = 180},
    {.name = "population", .type = integer, .low = 0},
    {.name = "geonames_id", .type = integer, .low = 1},
});

constexpr auto kLinks = std::to_array<column>({
    {.name = "from", .ref = "places", .about = "links run both ways, unless one_way"},
    {.name = "to", .ref = "places"},
    {.name = "mode", .choices = kModes},
    {.name = "one_way", .type = boolean, .about = "yes: only from `from` to `to`"},
    {.name = "length_km", .type = number, .unit = "km", .low = 0.001, .high = 25000},
    {.name = "length_basis",
     .choices = "published|chainage|timetable|measured|derived|great_circle|waypoints"},
    {.name = "stated_h",
     .type = number,
     .unit = "h",
     .low = 0,
     .about = "travel time that the source states"},
    {.name = "stated_low_h", .type = number, .unit = "h", .low = 0},
    {.name = "stated_high_h", .type = number, .unit = "h", .low = 0},
    {.name = "gauge_from_mm",
     .type = integer,
     .unit = "mm",
     .about = "track gauge at from; rail only"},
    {.name = "gauge_to_mm", .type = integer, .unit = "mm"},
    {.name = "country", .ref = "countries", .about = "where it lies: whose rates and speeds hold"},
    {.name = "crossing", .ref = "crossings", .about = "the border it crosses"},
    {.name = "crossing_at", .choices = "from|to", .about = "at which end the border posts stand"},
    {.name = "terrain", .choices = "plain|hills|mountain|high_pass", .state = true},
    {.name = "status",
     .choices = "open|planned|under_construction|suspended|closed",
     .about = "as of its source; closures decide by date",
     .state = true},
    {.name = "opens_on", .type = date, .about = "when it was or is to be opened"},
    {.name = "passes", .ref = "chokepoints", .list = true},
    {.name = "part_of",
     .ref = "links",
     .about = "the longer published link that it is a piece of; journeys use the pieces"},
    {.name = "corridors", .list = true},
});

constexpr auto kChokepoints = std::to_array<column>({
    {.name = "lat", .type = number, .unit = "degree", .low = -90, .high = 90},
    {.name = "lon", .type = number, .unit = "degree", .low = -180, .high = 180},
});

constexpr auto kChains = std::to_array<column>({
    {.name = "mode", .choices = kModes, .required = true},
    {.name = "places",
     .ref = "places",
     .required = true,
     .list = true,
     .about = "in order, ends included"},
    {.name = "length_km", .type = number, .unit = "km", .required = true, .low = 0.1},
    {.name = "length_basis", .choices = "published|chainage|timetable|measured|derived"},
});

// What ways have in common: a way is of the corridor where it passes one entity of each list, uses
// each of `uses` somewhere, only `modes`, and none of `avoids`.
constexpr auto kCorridors = std::to_array<column>({
    {.name = "seq", .type = integer, .required = true, .low = 1, .about = "order in tables"},
    {.name = "passes",
     .ref = "*",
     .list = true,
     .about = "any of these places, crossings or links"},
    {.name = "passes_too", .ref = "*", .list = true, .about = "and any of these"},
    {.name = "uses", .list = true, .about = "modes, each on at least one link"},
    {.name = "modes", .list = true, .about = "only these; blank: all"},
    {.name = "avoids",
     .ref = "*",
     .list = true,
     .about = "none of these places, crossings, links or countries"},
});

constexpr auto kWaypoints = std::to_array<column>({
    {.name = "link", .ref = "links", .required = true},
    {.name = "seq", .type = integer, .required = true, .low = 1},
    {.name = "name"},
    {.name = "lat", .type = number, .unit = "degree", .required = true, .low = -90, .high = 90},
    {.name = "lon", .type = number, .unit = "degree", .required = true, .low = -180, .high = 180},
    {.name = "use", .choices = "draw|distance", .required = true},
});

constexpr auto kCrossings = std::to_array<column>({
    {.name = "mode", .choices = "road|rail|ferry", .required = true},
    {.name = "post_a", .ref = "places", .about = "post of country a"},
    {.name = "country_a", .ref = "countries"},
    {.name = "post_b", .ref = "places"},
    {.name = "country_b", .ref = "countries"},
    {.name = "from_country",
     .ref = "countries",
     .about = "of the traffic measured; blank: both ways or not stated"},
    {.name = "to_country", .ref = "countries"},
    {.name = "side",
     .choices = "exit|entry|both|unknown",
     .about = "whose formalities the dwell holds"},
    {.name = "dwell_h", .type = number, .unit = "h", .low = 0, .high = 2000, .about = "mean"},
    {.name = "dwell_median_h", .type = number, .unit = "h", .low = 0, .high = 2000},
    {.name = "dwell_basis", .choices = "post|country_average|claim|operation|single_case"},
    {.name = "dwell_holds_exchange",
     .type = boolean,
     .about = "yes: the dwell already contains the change of gauge or vehicle"},
    {.name = "fee_usd", .type = number, .unit = "usd", .low = 0, .about = "per vehicle or wagon"},
    {.name = "gauge_a_mm", .type = integer, .unit = "mm"},
    {.name = "gauge_b_mm", .type = integer, .unit = "mm"},
    {.name = "exchange", .choices = "none|trailer_swap|transshipment|bogie_change", .state = true},
    {.name = "tir", .choices = "yes|no|unknown", .state = true},
    {.name = "capacity_t_year", .type = number, .unit = "t/year", .low = 0},
    {.name = "vehicles_day", .type = number, .unit = "1/day", .low = 0},
    {.name = "vehicles_day_high", .type = number, .unit = "1/day", .low = 0},
    {.name = "wagons_day", .type = number, .unit = "1/day", .low = 0},
    {.name = "wagons_day_high", .type = number, .unit = "1/day", .low = 0},
    {.name = "handled_t_day", .type = number, .unit = "t/day", .low = 0, .about = "reloaded"},
    {.name = "carried_t", .type = number, .unit = "t", .low = 0, .about = "in the observed period"},
    {.name = "carried_vehicles", .type = number, .low = 0, .about = "in the observed period"},
    {.name = "carried_wagons", .type = number, .low = 0, .about = "in the observed period"},
});

// When a crossing, link or place works. All conditions of a row hold together; rows of one target
// that hold on a day are alternatives: it is open where any of them says open.
constexpr auto kOpenings = std::to_array<column>({
    {.name = "target", .ref = "*", .required = true},
    {.name = "traffic", .choices = kTraffic},
    {.name = "season_from", .type = month_day, .about = "first open day; both blank: all year"},
    {.name = "season_to", .type = month_day, .about = "last open day"},
    {.name = "weekdays", .list = true, .about = "mon..sun; blank: all"},
    {.name = "open_from", .type = clock},
    {.name = "open_to", .type = clock},
    {.name = "closed_on_holidays_of", .ref = "countries", .list = true},
});

// One row per closure and target. An open closed_to holds until a row states the reopening.
constexpr auto kClosures = std::to_array<column>({
    {.name = "target",
     .ref = "*",
     .required = true,
     .about = "crossing, link, place, chokepoint or country"},
    {.name = "traffic", .choices = kTraffic, .required = true},
    {.name = "effect",
     .choices = "closed|restricted|delayed|reopened",
     .required = true,
     .about = "only closed bars"},
    {.name = "closed_from", .type = date, .about = "first closed day"},
    {.name = "closed_to",
     .type = date,
     .about = "last closed day; blank: until a reopening is stated"},
    {.name = "reopened_at",
     .type = clock,
     .about = "local hour, on the day after closed_to or on it"},
    {.name = "season_from", .type = month_day, .about = "closed every year from"},
    {.name = "season_to", .type = month_day},
    {.name = "evidence_last_on", .type = date},
    {.name = "reason"},
    {.name = "summary"},
    {.name = "vehicles_waiting", .type = number, .low = 0},
    {.name = "containers_waiting", .type = number, .low = 0},
    {.name = "passing_day", .type = number, .unit = "1/day", .low = 0, .about = "let through"},
    {.name = "loss_day", .type = number, .low = 0, .about = "trade lost a day, in loss_currency"},
    {.name = "loss_currency", .about = "ISO 4217"},
});

constexpr auto kRates = std::to_array<column>({
    {.name = "mode", .choices = "road|rail|sea|ferry|air|any", .required = true},
    {.name = "country", .ref = "countries"},
    {.name = "corridor", .about = "where a country does not say it"},
    {.name = "direction", .choices = "inbound|outbound", .about = "of the country; blank: both"},
    {.name = "measure",
     .choices =
         "freight_20t_500km|freight_tkm|freight_container|freight_kg|freight_lot|"
         "speed_without_delay|speed_with_delay|border_time|border_cost|discount|surcharge|"
         "demurrage|transit_tax|driver_pay|fare|value_of_time|cost_ratio|cost_change|time_change",
     .required = true,
     .about = "border_time and border_cost: mean per border post"},
    {.name = "goods", .about = "blank: any"},
    {.name = "conditions"},
    {.name = "load_unit", .choices = kUnits},
    {.name = "unit", .required = true, .about = "of value, low and high"},
    {.name = "currency"},
    {.name = "price_year", .type = integer},
    {.name = "basis", .choices = "with_border_fees|without_border_fees|unknown"},
    {.name = "value", .type = number},
    {.name = "low", .type = number},
    {.name = "high", .type = number},
});

constexpr auto kQuotes = std::to_array<column>({
    {.name = "mode", .choices = "road|rail|sea|ferry|air|multimodal", .required = true},
    {.name = "from", .ref = "places"},
    {.name = "to", .ref = "places"},
    {.name = "from_text", .about = "where it is a region or an unlisted place"},
    {.name = "to_text"},
    {.name = "from_country", .ref = "countries", .about = "where no place is named"},
    {.name = "to_country", .ref = "countries"},
    {.name = "measure",
     .choices = "freight|surcharge|border_fee|handling|driver_pay|cost_change|cost_ratio",
     .required = true,
     .about = "freight: the whole price of the lane"},
    {.name = "trip", .choices = "one_way|return", .about = "blank: one way"},
    {.name = "goods", .about = "blank: any"},
    {.name = "load_t", .type = number, .unit = "t", .low = 0, .about = "of one load"},
    {.name = "load_unit", .choices = kUnits},
    {.name = "unit", .required = true},
    {.name = "currency", .about = "blank: the unit is no money"},
    {.name = "value", .type = number},
    {.name = "low", .type = number},
    {.name = "high", .type = number},
    {.name = "previous_value", .type = number, .about = "before, by the same source"},
    {.name = "transit_low_d", .type = number, .unit = "day", .low = 0},
    {.name = "transit_high_d", .type = number, .unit = "day", .low = 0},
    {.name = "includes"},
    {.name = "quoted_on", .type = date},
});

constexpr auto kEmissions = std::to_array<column>({
    {.name = "mode", .choices = "road|rail|sea|ferry|air|inland_waterway", .required = true},
    {.name = "factor_g_tkm", .type = number, .unit = "g/tkm", .required = true, .low = 0},
    {.name = "scope",
     .choices = "well_to_wheel|tank_to_wheel|well_to_tank|co2_only|unknown",
     .required = true},
    {.name = "vehicle"},
    {.name = "load_unit", .choices = kUnits},
    {.name = "haul", .choices = "short|medium|long", .about = "air and sea"},
    {.name = "region"},
});

constexpr auto kServices = std::to_array<column>({
    {.name = "operator"},
    {.name = "mode", .choices = kModes, .required = true},
    {.name = "from", .ref = "places", .required = true},
    {.name = "to", .ref = "places", .required = true},
    {.name = "carries", .choices = "freight|passengers|both|unknown"},
    {.name = "frequency_week", .type = number, .unit = "1/week", .low = 0},
    {.name = "weekdays", .list = true},
    {.name = "departs", .type = clock},
    {.name = "timetable", .about = "what the source says of it"},
    {.name = "transit_h", .type = number, .unit = "h", .low = 0},
    {.name = "transit_low_h", .type = number, .unit = "h", .low = 0},
    {.name = "transit_high_h", .type = number, .unit = "h", .low = 0},
    {.name = "distance_km", .type = number, .unit = "km", .low = 0},
    {.name = "capacity", .type = number, .low = 0, .about = "of one departure, in capacity_unit"},
    {.name = "capacity_unit"},
    {.name = "carried", .type = number, .low = 0, .about = "in the observed period"},
    {.name = "carried_unit"},
    {.name = "price", .type = number, .low = 0},
    {.name = "price_return", .type = number, .low = 0, .about = "of a return ticket"},
    {.name = "price_unit"},
    {.name = "currency"},
    {.name = "status",
     .choices = "running|suspended|announced|ended|unknown",
     .required = true,
     .state = true},
    {.name = "evidence_on", .type = date},
});

// What no source gives and a journey needs. Every row is graded assumed and says why.
constexpr auto kAssumptions = std::to_array<column>({
    {.name = "key",
     .choices =
         "speed_kmh|terrain_factor|driving_h_day|transfer_h|transfer_usd_t|wait_h|"
         "freight_usd_tkm|freight_usd_kg|border_fee_usd|dwell_h|time_dispersion|cost_dispersion|"
         "emission_dispersion|dwell_dispersion|cold_uplift|emission_uplift|"
         "pace_factor|dwell_factor|exchange_factor|trip_dispersion|"
         "pace_prior|dwell_prior|exchange_prior|trip_prior|"
         "evidence_fresh_days|measurement_fresh_years|longest_wait_days|"
         "closure_prior_years|closure_prior_spells|"
         "single_driving_h_day|double_driving_h_day|drive_before_break_h|break_h|"
         "single_drive_before_rest_h|double_drive_before_rest_h|single_rest_h|double_rest_h|"
         "single_drive_week_h|double_drive_week_h|week_rest_h",
     .required = true,
     .about = "dwell_h, border_fee_usd: per border post; *_dispersion, *_uplift: times the best"},
    {.name = "mode", .choices = kModes, .about = "blank: any; of a transfer, the mode left"},
    {.name = "to_mode", .choices = kModes, .about = "of a transfer, the mode joined"},
    {.name = "country", .ref = "countries", .about = "blank: any"},
    {.name = "terrain", .choices = "plain|hills|mountain|high_pass"},
    {.name = "load_unit", .choices = kUnits},
    {.name = "gauge_change", .type = boolean},
    {.name = "unit", .required = true},
    {.name = "low", .type = number, .required = true},
    {.name = "best", .type = number, .required = true},
    {.name = "high", .type = number, .required = true},
    {.name = "reason", .required = true},
});

constexpr auto kLoadUnits = std::to_array<column>({
    {.name = "load_unit", .choices = kUnits, .required = true},
    {.name = "capacity_t", .type = number, .unit = "t", .required = true, .low = 0.1},
    {.name = "capacity_low_t", .type = number, .unit = "t", .low = 0.1},
    {.name = "capacity_high_t", .type = number, .unit = "t", .low = 0.1},
    {.name = "vehicle", .about = "what is meant"},
});

constexpr auto kHolidays = std::to_array<column>({
    {.name = "country", .ref = "countries", .required = true},
    {.name = "on", .type = date, .about = "blank where rule says it"},
    {.name = "rule"},
    {.name = "name", .required = true},
    {.name = "closes_border", .choices = "yes|no|unknown", .required = true, .state = true},
});

constexpr auto kProducts = std::to_array<column>({
    {.name = "hs_code", .required = true, .about = "2, 4 or 6 digits"},
    {.name = "exporter", .ref = "countries", .list = true},
    {.name = "load_unit", .choices = kUnits},
    {.name = "temperature_low_c", .type = number, .unit = "celsius", .low = -60, .high = 60},
    {.name = "temperature_high_c", .type = number, .unit = "celsius", .low = -60, .high = 60},
    {.name = "shelf_life_low_d", .type = number, .unit = "day", .low = 0},
    {.name = "shelf_life_high_d", .type = number, .unit = "day", .low = 0},
    {.name = "value_low_usd_t", .type = number, .unit = "usd/t", .low = 0},
    {.name = "value_high_usd_t", .type = number, .unit = "usd/t", .low = 0},
    {.name = "loading", .about = "how it loads, in words"},
    {.name = "perishable", .type = boolean},
});

constexpr auto kProjects = std::to_array<column>({
    {.name = "what_changes", .required = true},
    {.name = "mode", .choices = "road|rail|sea|ferry|air|border|agreement|other"},
    {.name = "links", .ref = "links", .list = true, .about = "what it would open"},
    {.name = "length_km", .type = number, .unit = "km", .low = 0},
    {.name = "design_speed_kmh", .type = number, .unit = "km/h", .low = 0},
    {.name = "capacity_low_t_year", .type = number, .unit = "t/year", .low = 0},
    {.name = "capacity_high_t_year", .type = number, .unit = "t/year", .low = 0},
    {.name = "capacity_teu_year", .type = number, .unit = "teu/year", .low = 0},
    {.name = "capacity_text", .about = "where it is no mass a year"},
    {.name = "cost_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "cost_low_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "cost_high_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "cost_other", .type = number, .low = 0, .about = "in cost_currency, not converted"},
    {.name = "cost_currency", .about = "ISO 4217"},
    {.name = "planned_completion", .type = date},
    {.name = "stage",
     .choices = "idea|study|agreed|financed|under_construction|operating|stalled|unknown",
     .state = true},
    {.name = "stage_on", .type = date},
    {.name = "stage_text", .about = "what the source says of its state"},
    {.name = "days_before", .type = number, .unit = "day", .low = 0, .about = "claimed"},
    {.name = "days_after_low", .type = number, .unit = "day", .low = 0},
    {.name = "days_after_high", .type = number, .unit = "day", .low = 0},
    {.name = "cost_change_pct", .type = number, .unit = "%", .about = "claimed; negative: cheaper"},
    {.name = "expected_effect"},
});

constexpr auto kNetworkTables = std::to_array<table>({
    {"sources", "source", "Documents that statements come from", kSources},
    {"countries", "country", "Countries and their calendars", kCountries},
    {"names", "name", "Names of any entity, by language", kNames},
    {"places", "place", "Cities, ports, terminals, border posts, airports", kPlaces},
    {"towns", "town", "Where other towns lie, to find the place of the network next to them",
     kTowns},
    {"chokepoints", "chokepoint", "Straits and canals that sea links pass", kChokepoints},
    {"crossings", "crossing", "Borders, per pair of posts and mode, with dwell times and fees",
     kCrossings},
    {"links", "link", "Road, rail, sea, ferry and air between two places", kLinks},
    {"chains", "chain", "Published lengths that cover several links", kChains},
    {"corridors", "corridor", "Corridors that plans are compared by, and what ways they hold",
     kCorridors},
    {"waypoints", "waypoint", "Points along a link, for drawing and distance", kWaypoints},
    {"openings", "opening", "When crossings and other targets are open", kOpenings},
    {"closures", "closure", "What was shut, when and to whom", kClosures},
    {"rates", "rate", "Freight rates, speeds and border figures by country or corridor", kRates},
    {"quotes", "quote", "Prices quoted for one lane", kQuotes},
    {"emissions", "emission", "Emission factors", kEmissions},
    {"services", "service", "Ferries, trains, flights, liners and buses", kServices},
    {"assumptions", "assumption", "What no source gives, with the reason", kAssumptions},
    {"load_units", "load_unit", "What a truck, container, wagon or pallet position holds",
     kLoadUnits},
    {"holidays", "holiday", "Public holidays", kHolidays},
    {"products", "product", "Goods by HS code, with shelf life and value", kProducts},
    {"projects", "project", "What is planned or being built", kProjects},
});

}  // namespace

std::span<table const> network_tables() {
  return kNetworkTables;
}

}  // namespace karwan::record
