// Dates of any precision: what is read is written in a form that reads back to the same.
#include "karwan/base/date_order.h"
#include "karwan/base/date_text.h"

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  if (auto const span = parse_date_span(text)) {
    fuzz::require(span->first < span->end);
    fuzz::require(parse_date_span(to_string(*span)) == *span);
  }
  date_context const context{parse_day("2026-11-23").value(), leaning::past,
                             std::chrono::month_day{std::chrono::July, std::chrono::day{1}}};
  if (auto const span = read_date(text, context)) {
    fuzz::require(span->first < span->end);
    fuzz::require(parse_date_span(to_string(*span)) == *span);
    fuzz::require(is_within(*span, *span) == certainty::yes);
    fuzz::require(is_before(*span, *span) != certainty::yes);
  }
  if (auto const one = parse_day(text)) {
    fuzz::require(parse_day(to_string(*one)) == *one);
    fuzz::require(weekday_of(*one) < 7);
  }
  if (auto const t = parse_instant(text)) {
    fuzz::require(parse_instant(to_string(*t)) == *t);
  }
  return 0;
}
