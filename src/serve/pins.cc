#include "serve/pins.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "serve/query.h"

namespace karwan::serve {
namespace {

bool has(request const& q, std::string_view name) noexcept {
  return std::ranges::any_of(q.params, [&](auto const& p) { return p.first == name; });
}

void take(request& q, std::string_view name) {
  std::erase_if(q.params, [&](auto const& p) { return p.first == name; });
}

void check_state(request const& q, std::string const& wanted, record::store const& record) {
  query params{q};
  record::view_spec view;
  params.look_back(view);
  auto const here = record.version(view);
  if (here != wanted) {
    throw failure{
        {error_kind::conflict,
         fmt::format("the record here was in state {} then, not in {}", here, in_quotes(wanted)),
         std::string{kRecordPin},
         "Ask where it was cited, or leave it out for the answer of this record"}};
  }
}

}  // namespace

bool has_pins(request const& q) noexcept {
  return has(q, kTodayPin) || has(q, kRecordPin);
}

std::optional<day> take_pins(request& q, record::store const& record) {
  query params{q};
  auto const today = params.day_of(kTodayPin);
  if (has(q, kRecordPin)) {
    check_state(q, params.required(kRecordPin), record);
  }
  take(q, kTodayPin);
  take(q, kRecordPin);
  return today;
}

}  // namespace karwan::serve
