// Dates of any precision: what is read is written in a form that reads back to the same.
#include "karwan/base/date.h"

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  auto const text = fuzz::as_text(bytes, size);
  if (auto const span = parse_date_span(text)) {
    fuzz::require(span->first < span->end);
    fuzz::require(parse_date_span(to_string(*span)) == *span);
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
