#pragma once

#include <array>
#include <utility>

#include "karwan/base/saying.h"

// What briefs say of their own: titles, headings, remarks. What the record says is told as it is.
namespace karwan::relations {

inline constexpr auto kSentences = std::to_array<karwan::sentence>({
    {"brief_of_session", "Brief: session {n} of the joint commission"},
    {"brief_sector", "Brief: {sector}"},
    {"brief_with", "Brief: With {with}"},
    {"brief_since", "Brief: Since {since}"},
    {"brief_sector_with", "Brief: {sector}, with {with}"},
    {"brief_sector_since", "Brief: {sector} since {since}"},
    {"brief_with_since", "Brief: With {with} since {since}"},
    {"brief_sector_with_since", "Brief: {sector}, with {with} since {since}"},
    {"brief_no_fact",
     "The record holds no fact for this brief, fewer than three: it does not show what there is"},
    {"brief_one_fact",
     "The record holds 1 fact for this brief, fewer than three: it does not show what there is"},
    {"brief_few_facts",
     "The record holds {n} facts for this brief, fewer than three: it does not show what there is"},
    // As of which day, known when.
    {"standpoint", "{parts}"},
    {"as_of_day", "As of {day}"},
    {"as_known_at", "as known at {moment}"},
    {"published_by_day", "from sources published by {day}"},
    {"with_layer", "with private layer {layer}"},
    // Headings.
    {"heading_agreed", "What was agreed"},
    {"heading_due", "What is due or late"},
    {"heading_came_of_it", "What came of earlier promises"},
    {"heading_happened", "What happened"},
    {"heading_ahead", "What is planned"},
    {"heading_figures", "The figures"},
    {"heading_organisations", "Organisations"},
    {"heading_people", "Offices and who holds them"},
    {"heading_relations", "Who works with whom"},
    {"heading_positions", "Wishes and views"},
    {"heading_session", "Session {n}: what it promised, and what became of it"},
    {"heading_until_session", "Due until session {n}"},
    // Remarks.
    {"standings", "{meanings}"},
    {"means_overdue",
     "overdue: every due date has passed, and no evidence was seen that it was done"},
    {"means_late", "late: the first due date has passed, a later one has not"},
    {"means_due_soon", "due soon: due within 90 days"},
    {"means_date_passed_no_evidence",
     "date passed, no evidence: a date that was only hoped for has passed"},
    {"means_open",
     "open: no due date has passed, or there is none and it was heard of in the last 12 months"},
    {"means_unknown", "unknown: no due date, and nothing on record for 12 months"},
    {"session_without_promise",
     "The record holds no promise of this session: its protocol is not among the sources"},
    {"session_without_date",
     "The date of session {n} is not on record: every firm promise that is unfinished and has a "
     "due date is listed"},
    {"session_not_on_record", "Session {n} itself is not on record"},
    {"missing_session", "Not on record: session {sessions}"},
    {"missing_sessions", "Not on record: sessions {sessions}"},
    {"one_after_another", "{first}. {second}"},
    {"values_left_out",
     "{n} older or further values are not shown here: karwan record series shows all of one "
     "figure"},
});

using sentence_code = sentence_in<kSentences>;

template <typename... Values>
said told_as(sentence_code c, Values&&... values) {
  return say(c.is, std::forward<Values>(values)...);
}

}  // namespace karwan::relations
