#pragma once

#include <optional>
#include <string>

#include "karwan/base/date.h"
#include "karwan/record/store.h"
#include "karwan/serve/http.h"

// What a link can pin of any question, so that it is answered alike on any day: parameters `today`,
// the day that counts as today, and `record`, the state in which the record must be, or have been
// at known_at.
namespace karwan::serve {

inline constexpr std::string_view kTodayPin = "today", kRecordPin = "record";

bool has_pins(request const&) noexcept;

// Takes `today` out of the parameters, and `record` where it is the state of the record here.
// Throws failure: bad_input (no day, given twice), conflict (another state).
std::optional<day> take_pins(request&, record::store const&);

}  // namespace karwan::serve
