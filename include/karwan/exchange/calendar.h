#pragma once

#include <optional>
#include <string>

#include "karwan/record/names.h"
#include "karwan/record/store.h"

// An iCalendar (RFC 5545) of what is due and what was or will be held.
namespace karwan::exchange {

struct calendar_filter {
  std::string sector;   // empty: any
  std::string owed_by;  // an entity; then only due dates of what it, or bodies of it, owe
  std::optional<day> from{}, to{};  // only what overlaps these days, both included
};

// As of the view's day. A due date stands on the last day that is still in time; what is held on
// all days that its date may mean, and its text says how exact the date is. The same record gives
// the same bytes: DTSTAMP is when the record learned of it.
std::string calendar_ics(record::store const&, record::name_index const&, record::view_spec const&,
                         calendar_filter const&);

}  // namespace karwan::exchange
