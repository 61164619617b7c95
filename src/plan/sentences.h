#pragma once

#include <array>
#include <utility>

#include "karwan/base/saying.h"

// What answers of this module say in sentences.
namespace karwan::plan {

inline constexpr auto kSentences = std::to_array<sentence>({
    // Names of what has none of its own.
    {"way", "{from}–{to}"},
    {"mode_in", "{mode} in {country}"},
    // Waits.
    {"waits_to_open", "Waits {time} for {where} to open on {when}"},
    {"waits_for_departure", "Waits {time} for the departure from {where} on {when}"},
    {"may_wait", "Early or late at {where}, it would wait up to {time}"},
    // Ages of measurements.
    {"measured_before", "{where}: {what} measured in {when}, {n} years before"},
    {"measured_after", "{where}: {what} measured in {when}, {n} years after the day asked for"},
    {"measured_dwell", "dwell"},
    {"measured_border_time", "border time"},
    {"measured_speed", "speed"},
    {"measured_freight", "freight"},
    // What is taken as open or shut.
    {"open_unstated", "{what} is taken as open again since {since}, which nobody has stated"},
    {"open_unstated_why",
     "{what} is taken as open again since {since}, which nobody has stated: {why}"},
    {"open_unconfirmed", "{what} is taken as open again since {since}, long unconfirmed"},
    {"open_unconfirmed_why",
     "{what} is taken as open again since {since}, long unconfirmed: {why}"},
    {"shut_unconfirmed",
     "{what} has been taken as shut, but nothing since {since} says that it still is"},
    {"unchecked_air", "No source says that freight flies {ways}: ask before relying on it"},
    // What an answer supposes.
    {"rests_on_promise", "Rests on what {what} promises, as planned: nobody has measured it"},
    {"no_journey_rests", "No journey told here rests on what {what} promises"},
    {"instrument_missing",
     "Not under {what} at {n} of {borders} borders ({where}): both countries must be known as "
     "party on the day"},
    {"instrument_missing_truck",
     "Not under {what} at {n} of {borders} borders ({where}): both countries and that of the truck "
     "must be known as party on the day"},
    {"rule_may_bar",
     "{what} ({id}) may bar a way: it depends on the countries passed or the value of the goods; "
     "karwan needs tells of each journey"},
    // Goods.
    {"keeps_spoilt", "{goods} keeps {keeps} days and arrives spoilt even at its fastest"},
    {"keeps_likely_spoilt", "{goods} keeps {keeps} days and is expected to arrive spoilt"},
    {"keeps_longest", "{goods} keeps {keeps} days and arrives within its longest shelf life only"},
    {"keeps_perhaps", "{goods} keeps {keeps} days and may arrive too late"},
    {"not_cooled", "{goods} is kept at {low} to {high} °C; a {unit} does not cool"},
    // The search.
    {"cut_short", "The search was cut short: slower journeys may be missing"},
    {"left_out",
     "Left out are journeys that one told is at most {share} % dearer and dirtier than, no later "
     "and with no more borders (eps {eps})"},
    // What the cost does not hold.
    {"fees_in_rates",
     "Not in the cost, for the freight rates of the country hold what its borders cost: {fees}"},
    {"fees_unconverted", "Not in the cost, for the record has no rate to convert them: {fees}"},
    {"fee", "{what}, {amount}"},
    {"not_in_cost", "Not in the cost: {parts}"},
    {"permits_unpriced", "permits of trucks in {where} (no fee on record)"},
    {"permits_no_carrier", "permits and fees of trucks (no carrier is said)"},
    {"no_insurance", "insurance (no premium on record)"},
    {"no_demurrage", "demurrage (no free time on record as a number)"},
    {"no_handling_at_ends", "loading and unloading at the ends"},
    {"no_papers", "papers, duty and tax (karwan needs)"},
    // What is assumed.
    {"assumed_of_time", "Assumed: {what}, {value}; at most {share} of the time rests on it"},
    {"assumed_of_cost", "Assumed: {what}, {value}; at most {share} of the cost rests on it"},
    {"assumed_of_emissions", "Assumed: {what}, {value}; at most {share} of the CO2e rests on it"},
    {"some_values", "{n} values"},
    {"by_mode", "{what} by {mode}"},
    {"from_mode_to", "{what} from {mode} to {to}"},
    {"speed_kmh", "speed"},
    {"terrain_factor", "how much the terrain slows"},
    {"driving_h_day", "hours driven a day"},
    {"transfer_h", "hours to change"},
    {"wait_h", "wait for the next departure"},
    {"dwell_h", "hours at a border post"},
    {"pace_factor", "how trips on the way compare with speeds"},
    {"dwell_factor", "how trips at borders compare with their means"},
    {"exchange_factor", "how changes compare with the hours assumed"},
    {"transfer_usd_t", "cost of a change"},
    {"freight_usd_tkm", "freight rate"},
    {"freight_usd_kg", "freight rate"},
    {"unit_capacity_t", "tonnes that a unit holds"},
    {"cold_uplift", "what keeping it cold costs more"},
    {"emission_uplift", "what is emitted before the tank"},
    // How old the evidence is.
    {"closed_confirmed", "{what} closed, last confirmed {date}"},
    {"closed_confirmed_before", "{what} closed, last confirmed {date}, {n} days before"},
    {"last_measured", "{what}, last measured {date}"},
    {"last_measured_before", "{what}, last measured {date}, {n} days before"},
});

using sentence_code = sentence_in<kSentences>;

template <typename... Values>
said told_as(sentence_code c, Values&&... values) {
  return say(c.is, std::forward<Values>(values)...);
}

}  // namespace karwan::plan
