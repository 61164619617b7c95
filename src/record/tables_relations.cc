#include <array>

#include "record/tables.h"

namespace karwan::record {
namespace {

using enum value_type;

constexpr auto kBounds = "exact|at_least|at_most|about|range";
constexpr auto kBases = "calendar_year|fiscal_year|part_year|point|unknown";
constexpr auto kDirections = "export|import|turnover";
constexpr auto kClassifications = "total|total_goods_services|hs|sitc|other";

// What was agreed. Its signing, entry into force and later life are rows of stages.
constexpr auto kAgreements = std::to_array<column>({
    {.name = "title", .required = true},
    {.name = "kind",
     .choices = "agreement|treaty|mou|declaration|road_map|contract|package",
     .required = true,
     .about = "package: several documents that the source only counts"},
    {.name = "countries", .ref = "countries", .list = true, .about = "states that are parties"},
    {.name = "organisations", .ref = "organisations", .list = true, .about = "bodies as parties"},
    {.name = "parties_text", .list = true, .about = "parties that are neither, as named"},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "covers", .list = true, .about = "subjects that its source lists"},
    {.name = "documents", .type = integer, .low = 1, .about = "how many, of a package"},
    {.name = "documents_bound", .choices = kBounds},
    {.name = "value", .type = number, .low = 0},
    {.name = "value_bound", .choices = kBounds},
    {.name = "currency", .about = "ISO 4217"},
    {.name = "reference", .about = "number under which it is published"},
    {.name = "belongs_to", .ref = "*", .list = true, .about = "session, visit or package"},
    {.name = "follows", .ref = "*", .list = true, .about = "what it carries out or replaces"},
});

// Conventions, systems and agreements whose force differs by country; see stages for each country.
constexpr auto kInstruments = std::to_array<column>({
    {.name = "title", .required = true},
    {.name = "kind",
     .choices = "convention|agreement|preferential_trade|system|rules|membership",
     .required = true},
    {.name = "countries", .ref = "countries", .list = true, .about = "of a closed agreement"},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "part_of", .ref = "instruments"},
});

// One row per stage that an agreement, instrument, commitment or project reached, per country.
constexpr auto kStages = std::to_array<column>({
    {.name = "of", .ref = "*", .required = true},
    {.name = "stage",
     .choices = "said|planned|negotiating|agreed|approved|signed|ratified|acceded|in_force|"
                "connected|operational|first_use|started|delivered|extended|suspended|inactive|"
                "denounced|dropped|not_party|not_seen",
     .required = true,
     .about = "not_seen: looked for until evidence_on, in vain"},
    {.name = "country", .ref = "countries", .about = "blank: all its parties"},
    {.name = "on", .type = date, .about = "when it was reached; blank: not known"},
    {.name = "place", .ref = "places"},
    {.name = "certainty", .choices = "stated|reported|inferred|contested"},
    {.name = "evidence", .about = "what was seen"},
    {.name = "evidence_on", .type = date, .about = "the day the evidence speaks for"},
});

// A promise is a story; every row is one statement of it. Status is computed, never stored.
constexpr auto kCommitments = std::to_array<column>({
    {.name = "what", .required = true},
    {.name = "force",
     .choices = "binding|agreed|announced|hoped|recommended|demanded",
     .required = true,
     .state = true},
    {.name = "owed_by", .ref = "*", .list = true, .about = "offices and bodies before persons"},
    {.name = "owed_by_text", .list = true, .about = "who is not in the record"},
    {.name = "owed_to", .ref = "*", .list = true},
    {.name = "said_by", .ref = "*", .list = true, .about = "who stated it, office or person"},
    {.name = "said_by_text", .list = true},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "said_on", .type = date},
    {.name = "due", .type = date, .about = "kept in time if done by its end; blank: none stated"},
    {.name = "due_text", .about = "words of the source where a date would say too much"},
    {.name = "target", .type = number, .about = "the amount promised"},
    {.name = "target_bound", .choices = kBounds},
    {.name = "target_unit"},
    {.name = "currency", .about = "ISO 4217, where the target is money"},
    {.name = "evidence", .about = "what was seen of it"},
    {.name = "evidence_on", .type = date, .about = "the latest day the evidence speaks for"},
    {.name = "evidence_source", .ref = "sources", .about = "where it is not the promise's own"},
    {.name = "belongs_to", .ref = "*", .list = true, .about = "agreement, session or visit"},
    {.name = "depends_on", .ref = "*", .list = true},
    {.name = "effects", .ref = "*", .list = true, .about = "whose world it would make true"},
});

constexpr auto kEvents = std::to_array<column>({
    {.name = "title", .required = true},
    {.name = "kind",
     .choices = "visit|meeting|request|launch|forum|exercise|summit|commission_session|exhibition",
     .required = true},
    {.name = "number", .type = integer, .low = 1, .about = "which of its series"},
    {.name = "starts_on", .type = date},
    {.name = "ends_on", .type = date},
    {.name = "dates_basis", .choices = "stated|inferred"},
    {.name = "place", .ref = "places"},
    {.name = "place_text"},
    {.name = "country", .ref = "countries"},
    {.name = "online", .type = boolean},
    {.name = "held", .choices = "yes|planned|not_confirmed", .required = true, .state = true},
    {.name = "participants", .ref = "*", .list = true},
    {.name = "participants_text", .list = true, .about = "who is not in the record"},
    {.name = "outcome"},
    {.name = "sector", .choices = kSectors, .required = true},
});

constexpr auto kOrganisations = std::to_array<column>({
    {.name = "name", .required = true},
    {.name = "kind",
     .choices = "government|parliament|ministry|embassy|consulate|regulator|agency|court|"
                "intergovernmental|international|programme|business_body|chamber|association|"
                "company|bank|central_bank|fund|financial_centre|university|think_tank|media|"
                "news_agency|sports_body|centre|armed_forces|other",
     .required = true},
    {.name = "countries", .ref = "countries", .list = true, .about = "blank: international"},
    {.name = "seat", .about = "town of its seat"},
    {.name = "role", .about = "its part in the relationship"},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "founded", .type = date},
    {.name = "status", .choices = "active|inactive|closing|planned|unknown", .state = true},
    {.name = "part_of", .ref = "organisations"},
    {.name = "website"},
});

// One row per role; valid_from and valid_to say when it was held, observed when it was seen held.
constexpr auto kPeople = std::to_array<column>({
    {.name = "role", .required = true},
    {.name = "organisation", .ref = "organisations"},
    {.name = "country", .ref = "countries"},
});

// A figure's entity is its series: the same indicator of the same subject.
constexpr auto kFigures = std::to_array<column>({
    {.name = "indicator", .required = true},
    {.name = "subject", .required = true},
    {.name = "about", .ref = "*", .list = true, .about = "the entities it is about"},
    {.name = "sector", .choices = kSectors},
    {.name = "nature", .choices = "observed|target|planned|estimate|offer", .required = true},
    {.name = "value", .type = number},
    {.name = "low", .type = number},
    {.name = "high", .type = number},
    {.name = "value_text", .about = "as printed, where it is no plain number"},
    {.name = "qualifier", .about = "words of the source around it"},
    {.name = "bound", .choices = kBounds},
    {.name = "unit", .required = true},
    {.name = "currency", .about = "ISO 4217, where the unit is money"},
    {.name = "price_basis", .choices = "current|constant|unknown"},
    {.name = "change_pct", .type = number, .unit = "%", .about = "on a year earlier, as stated"},
    {.name = "basis", .choices = kBases, .required = true},
    {.name = "reporter", .ref = "countries", .about = "whose books"},
    {.name = "partner", .ref = "countries"},
    {.name = "direction", .choices = kDirections, .about = "from the reporter's side"},
    {.name = "classification", .choices = kClassifications},
    {.name = "stated_by", .ref = "*", .list = true},
    {.name = "stated_by_text"},
    {.name = "period_start", .type = date},
    {.name = "period_end", .type = date},
    {.name = "fiscal_label"},
});

// Steps, papers, fees and limits of a trader, driver, traveller, investor or student. What comes
// before `questions` says what the source says; what follows is the rule as it is evaluated
// (docs/needs.md), with product_hs, modes, nationalities, the season and the valid interval.
constexpr auto kProcedures = std::to_array<column>({
    {.name = "for_whom",
     .choices = "goods|vehicle|driver|tourist|business_traveller|student|investor",
     .required = true},
    {.name = "kind",
     .choices = "document|registration|permit|visa|inspection|insurance|guarantee|booking|fee|tax|"
                "limit|ban|preference|relief|recognition|notification|treaty|scholarship|"
                "route_status|problem|example|announced",
     .required = true,
     .about = "route_status, problem and example inform, they require nothing"},
    {.name = "from_country", .ref = "countries", .about = "of the goods, or the nationality"},
    {.name = "to_country", .ref = "countries"},
    {.name = "via_countries", .ref = "countries", .list = true},
    {.name = "places", .ref = "places", .list = true, .about = "posts or ports it names"},
    {.name = "product_hs", .list = true, .about = "HS chapters or codes, ranges with a hyphen"},
    {.name = "modes", .choices = "road|rail|sea|ferry|air", .list = true, .about = "blank: all"},
    {.name = "requirement", .required = true},
    {.name = "sector", .choices = kSectors},
    {.name = "document_code"},
    {.name = "issued_by"},
    {.name = "issuers", .ref = "organisations", .list = true},
    {.name = "processing_d", .type = number, .unit = "day", .low = 0},
    {.name = "processing_high_d", .type = number, .unit = "day", .low = 0},
    {.name = "processing_basis", .choices = "calendar|working|unknown"},
    {.name = "apply_ahead_d", .type = number, .unit = "day", .low = 0, .about = "at the latest"},
    {.name = "fee", .type = number, .low = 0},
    {.name = "fee_high", .type = number, .low = 0},
    {.name = "fee_currency", .about = "ISO 4217, or the index unit that the law counts in"},
    {.name = "fee_per", .about = "in words"},
    {.name = "fee_times",
     .choices = "vehicle|person",
     .about = "what it falls due for each of; blank: once"},
    {.name = "valid_d", .type = number, .unit = "day", .low = 0, .about = "how long it serves"},
    {.name = "stay_d", .type = number, .unit = "day", .low = 0, .about = "longest stay an entry"},
    {.name = "entries", .choices = "single|double|multiple|any"},
    {.name = "condition", .about = "in words"},
    {.name = "amount_of", .about = "what min and max limit"},
    {.name = "amount_min", .type = number},
    {.name = "amount_max", .type = number},
    {.name = "amount_unit", .about = "a unit, or a currency"},
    {.name = "nationalities", .ref = "countries", .list = true, .about = "only these"},
    {.name = "season_from", .type = month_day, .about = "every year from"},
    {.name = "season_to", .type = month_day},
    {.name = "clock_from", .type = clock},
    {.name = "clock_to", .type = clock},
    {.name = "questions",
     .ref = "questions",
     .list = true,
     .about = "what it answers, where all conditions up to the value hold"},
    {.name = "effect",
     .choices = "required|not_required|barred|unsettled",
     .about = "unsettled: the source says that it matters, not whether; blank: it informs"},
    {.name = "at", .ref = "countries", .list = true, .about = "where it applies: any of these"},
    {.name = "origins", .ref = "countries", .list = true, .about = "where the journey begins"},
    {.name = "destinations", .ref = "countries", .list = true, .about = "where it ends"},
    {.name = "passes", .ref = "countries", .list = true, .about = "it touches any of these"},
    {.name = "carriers",
     .ref = "countries",
     .list = true,
     .about = "where the truck is registered"},
    {.name = "purposes", .choices = "business|study|tourism|invest|drive", .list = true},
    {.name = "instruments", .ref = "*", .list = true, .about = "it runs under any of these"},
    {.name = "other_instruments", .ref = "*", .list = true, .about = "it runs under none of these"},
    {.name = "posts", .ref = "places", .list = true, .about = "it uses any of these there"},
    {.name = "other_posts", .ref = "places", .list = true, .about = "it uses none of these there"},
    {.name = "value_min_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "value_max_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "stage",
     .choices = "before|border|after",
     .about = "when it is due: before departure (blank too), on the way, after arrival"},
    {.name = "requires", .list = true, .about = "papers that must be there first, as given"},
    {.name = "gives", .about = "the paper that it yields; rows that give the same do alike"},
    {.name = "legal_basis", .list = true},
    {.name = "confidence", .choices = "high|medium|low", .required = true},
});

// Duties and taxes at a border. One row states what one source says of one line and period.
constexpr auto kTariffs = std::to_array<column>({
    {.name = "country", .ref = "countries", .required = true, .about = "that levies it"},
    {.name = "flow", .choices = "import|export", .required = true},
    {.name = "kind",
     .choices = "applied|proposed|target|bound|average|bound_average",
     .required = true},
    {.name = "hs_code", .list = true, .about = "codes without spaces, ranges with a hyphen"},
    {.name = "product", .required = true},
    {.name = "origins", .ref = "countries", .list = true, .about = "blank: any"},
    {.name = "ad_valorem_pct", .type = number, .unit = "%", .low = 0},
    {.name = "ad_valorem_high_pct",
     .type = number,
     .unit = "%",
     .low = 0,
     .about = "where the source gives a range"},
    {.name = "slabs_pct", .list = true, .about = "the rates in use, not assigned to lines"},
    {.name = "specific", .type = number, .low = 0},
    {.name = "currency", .about = "ISO 4217, of specific and customs_value"},
    {.name = "per_unit", .about = "of specific and customs_value: kg, t"},
    {.name = "combinator",
     .choices = "max|min|plus",
     .about = "of ad_valorem and specific; max: not less than"},
    {.name = "preferential_pct", .type = number, .unit = "%", .low = 0},
    {.name = "preferential_share_pct", .type = number, .unit = "%", .about = "of the full rate"},
    {.name = "preference_basis"},
    {.name = "additional_duty_pct", .type = number, .unit = "%", .low = 0},
    {.name = "regulatory_duty_pct", .type = number, .unit = "%", .low = 0},
    {.name = "regulatory_duty_max_pct", .type = number, .unit = "%", .low = 0},
    {.name = "vat_pct", .type = number, .unit = "%", .low = 0, .about = "or sales tax"},
    {.name = "withholding_pct", .type = number, .unit = "%", .low = 0},
    {.name = "excise_pct", .type = number, .unit = "%", .low = 0},
    {.name = "customs_value", .type = number, .low = 0, .about = "fixed value for duty"},
    {.name = "waived", .type = boolean, .about = "stated as not levied in the period"},
    {.name = "lines", .type = integer, .low = 1, .about = "how many tariff lines it is said of"},
    {.name = "condition"},
    {.name = "season_from", .type = month_day},
    {.name = "season_to", .type = month_day},
});

constexpr auto kEconomies = std::to_array<column>({
    {.name = "country", .ref = "countries"},
    {.name = "area", .about = "where it is no country: EU"},
    {.name = "gdp_usd", .type = number, .unit = "usd", .low = 0, .about = "current prices"},
    {.name = "population", .type = integer, .low = 0},
    {.name = "gdp_per_capita_usd", .type = number, .unit = "usd", .low = 0},
});

// Parameters of trade models, as published or recomputed.
constexpr auto kParameters = std::to_array<column>({
    {.name = "title", .required = true},
    {.name = "symbol", .required = true},
    {.name = "value", .type = number, .required = true},
    {.name = "low", .type = number},
    {.name = "high", .type = number},
    {.name = "spread", .choices = "range|sd|ci95|point|unknown", .about = "what low and high are"},
    {.name = "applies_to"},
    {.name = "paper"},
    {.name = "paper_year", .type = integer},
    {.name = "provenance",
     .choices = "seen|recomputed|recall_unverified",
     .required = true,
     .about = "recall_unverified: from general knowledge, check before quoting"},
});

// A flow's entity is its series: reporter, partner, direction and goods.
constexpr auto kTradeFlows = std::to_array<column>({
    {.name = "reporter", .ref = "countries"},
    {.name = "reporter_area", .about = "where it is no country: EU28, WORLD"},
    {.name = "partner", .ref = "countries"},
    {.name = "partner_area"},
    {.name = "direction",
     .choices = kDirections,
     .required = true,
     .about = "from the reporter's side"},
    {.name = "classification", .choices = kClassifications, .required = true},
    {.name = "code", .about = "HS chapters or SITC section"},
    {.name = "product", .required = true},
    {.name = "value_usd",
     .type = number,
     .unit = "usd",
     .required = true,
     .low = 0,
     .about = "current prices"},
    {.name = "bound", .choices = kBounds},
    {.name = "change_pct", .type = number, .unit = "%", .about = "on a year earlier, as stated"},
    {.name = "basis", .choices = kBases, .required = true},
    {.name = "period_start", .type = date},
    {.name = "period_end", .type = date},
    {.name = "fiscal_label"},
});

// Codes of goods in one nomenclature by those of another: trade is stated by either.
constexpr auto kCorrespondences = std::to_array<column>({
    {.name = "hs_code", .type = hs_code, .required = true},
    {.name = "sitc",
     .required = true,
     .about = "the section of SITC Rev. 3 that all of it falls under, or more digits"},
});

// What trucks and trains really did, and what was advertised, quoted or measured on the way.
constexpr auto kShipments = std::to_array<column>({
    {.name = "record_type",
     .choices = "trip|leg|service|cost_quote|corridor_average|border_wait",
     .required = true},
    {.name = "trip_group", .about = "rows of one undertaking"},
    {.name = "corridor"},
    {.name = "pair_relation",
     .choices = "direct|transit|partly|no",
     .about = "to the pack's two countries"},
    {.name = "modes", .choices = "road|rail|sea|ferry|air", .required = true, .list = true},
    {.name = "optional_modes",
     .choices = "road|rail|sea|ferry|air",
     .list = true,
     .about = "whether they were used or are in the days is not clear"},
    {.name = "distance_km", .type = number, .unit = "km", .low = 0},
    {.name = "transit_d", .type = number, .unit = "day", .low = 0},
    {.name = "transit_low_d", .type = number, .unit = "day", .low = 0},
    {.name = "transit_high_d", .type = number, .unit = "day", .low = 0},
    {.name = "days_basis", .choices = "stated|dates|hours|moving_hours"},
    {.name = "border_h", .type = number, .unit = "h", .low = 0},
    {.name = "cost_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "cost_low_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "cost_high_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "cost_per", .about = "what the cost is for"},
    {.name = "border_fees_usd", .type = number, .unit = "usd", .low = 0},
    {.name = "speed_with_delay_kmh", .type = number, .unit = "km/h", .low = 0},
    {.name = "speed_without_delay_kmh", .type = number, .unit = "km/h", .low = 0},
    {.name = "cargo"},
    {.name = "load_unit", .choices = "truck|reefer|teu|feu|wagon|bulk|air|roro"},
    {.name = "units", .type = number, .low = 0, .about = "how many of the load unit"},
    {.name = "mass_t", .type = number, .unit = "t", .low = 0},
    {.name = "tir", .type = boolean},
    {.name = "moved_on", .type = date, .about = "when; of a trip, departure to arrival"},
    {.name = "regularity",
     .choices = "pilot|regular|claimed|planned|dry_run|estimate|average",
     .required = true},
    {.name = "reliability", .choices = "observed|advertised|estimate", .required = true},
});

// The way of a shipment, in order. Several rows of one seq are alternatives that the source leaves
// open.
constexpr auto kShipmentWaypoints = std::to_array<column>({
    {.name = "shipment", .ref = "shipments", .required = true},
    {.name = "seq", .type = integer, .required = true, .low = 1},
    {.name = "role",
     .choices = "origin|via|destination|onward|area",
     .required = true,
     .about = "onward: after the end of what was timed"},
    {.name = "place", .ref = "places"},
    {.name = "country", .ref = "countries", .about = "where it is only a country, or known"},
    {.name = "place_text", .required = true, .about = "as the source names it"},
    {.name = "mode", .choices = "road|rail|sea|ferry|air", .about = "by which it is reached"},
    {.name = "uncertain", .type = boolean, .about = "put in brackets or guessed by the source"},
});

// Yearly flows that corridors and projects are tried on; weights are mostly illustrative.
constexpr auto kBasket = std::to_array<column>({
    {.name = "from", .ref = "places", .required = true},
    {.name = "to", .ref = "places", .required = true},
    {.name = "kind",
     .choices = "flow|control_total|test|excluded",
     .required = true,
     .about = "control totals are never added; excluded ones are not routed"},
    {.name = "product_hs", .about = "blank: all goods"},
    {.name = "product", .required = true},
    {.name = "tonnes_year", .type = number, .unit = "t/year", .low = 0},
    {.name = "value_usd_year", .type = number, .unit = "usd/year", .low = 0},
    {.name = "weight_group", .about = "flows that share a control total equally"},
    {.name = "weight_basis", .about = "what the weight rests on"},
    {.name = "seen_t", .type = number, .unit = "t", .low = 0, .about = "seen in the period"},
    {.name = "seen_units", .type = number, .low = 0},
    {.name = "seen_load_unit", .choices = "truck|reefer|teu|feu|wagon|bulk|air|roro"},
    {.name = "reason"},
    {.name = "figures", .ref = "*", .list = true, .about = "figures it is taken from"},
});

// The one story of this pair of countries that `karwan tour` tells, computed from what it names.
constexpr auto kTours = std::to_array<column>({
    {.name = "from", .ref = "places", .required = true},
    {.name = "to", .ref = "places", .required = true},
    {.name = "product", .ref = "products", .required = true},
    {.name = "tonnes", .type = number, .unit = "t", .required = true, .low = 0.1},
    {.name = "load_unit", .choices = "truck|reefer|teu|feu|wagon|bulk|air|roro"},
    {.name = "asked",
     .ref = "*",
     .list = true,
     .about = "events in which the goods were asked for"},
    {.name = "offered", .ref = "*", .list = true, .about = "commitments and figures that followed"},
    {.name = "project", .ref = "projects", .required = true, .about = "the promise to be tried"},
    {.name = "promised", .ref = "*", .list = true, .about = "commitments to the project"},
});

constexpr auto kRelationsTables = std::to_array<table>({
    {"agreements", "agreement", "What was agreed between the countries or their bodies",
     kAgreements},
    {"instruments", "instrument", "Conventions and systems, in force by country", kInstruments},
    {"stages", "stage", "How far an agreement, instrument, commitment or project came, and when",
     kStages},
    {"commitments", "commitment", "What was promised; one story, a row per statement of it",
     kCommitments},
    {"events", "event", "Visits, sessions, forums, launches", kEvents},
    {"organisations", "organisation", "Bodies that act in the relationship", kOrganisations},
    {"people", "person", "People and the offices they held; no contact data", kPeople},
    {"figures", "figure", "Figures as stated, with period, reporter and bound", kFigures},
    {"procedures", "procedure", "What traders, drivers, travellers and students need", kProcedures},
    {"tariffs", "tariff", "Duties and taxes at the border", kTariffs},
    {"economies", "economy", "Size of economies by year", kEconomies},
    {"parameters", "parameter", "Parameters of trade models", kParameters},
    {"trade_flows", "trade_flow", "Trade by reporter, partner, goods and period", kTradeFlows},
    {"shipments", "shipment", "Observed trips, services, quotes and waits", kShipments},
    {"shipment_waypoints", "shipment_waypoint", "The way of each shipment in order",
     kShipmentWaypoints},
    {"correspondences", "correspondence", "Codes of the HS by those of the SITC", kCorrespondences},
    {"basket", "flow", "Flows of goods that corridors are tried on", kBasket},
    {"tours", "tour", "The story that the tour of this pack tells", kTours},
});

}  // namespace

std::span<table const> relations_tables() {
  return kRelationsTables;
}

}  // namespace karwan::record
