#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/base/date_text.h"
#include "karwan/ingest/text.h"

// What the recognisers find in a text, each with its place and its value in normal form.
namespace karwan::ingest {

enum class mention_kind : std::uint8_t {
  number,
  ordinal,
  percent,
  money,
  quantity,  // with a unit
  count,     // of things: 19 memorandums
  rank,      // fifth-largest, top 10
  date,
  duration,
  person,
  organisation,
  place,
  route,
  agreement,
  event,
  product,
};
std::string_view name_of(mention_kind) noexcept;
std::optional<mention_kind> mention_kind_named(std::string_view) noexcept;

enum class bound : std::uint8_t {
  exact,
  about,
  almost,
  at_least,
  at_most,
  range,
  vague,  // "billions": no value is stated; the amount's value is its order of magnitude
};
std::string_view name_of(bound) noexcept;

// A number with what it counts. Money in whole units of the currency; tonnes, km, hours and so on
// in the unit that is named.
struct amount {
  double low{0}, best{0}, high{0};
  bound limit{bound::exact};
  std::string unit{};      // t, km, percent, day, or the noun that is counted
  std::string currency{};  // ISO 4217
};

enum class date_relation : std::uint8_t { on, since, until, by, before, after };
std::string_view name_of(date_relation) noexcept;

struct mention {
  mention_kind kind{};
  token_range tokens{};
  std::uint32_t begin{}, end{};     // code points of the text, half-open
  amount value{};                   // numbers of all kinds, durations
  std::optional<date_span> when{};  // dates, and durations that are counted from the reference
  date_relation relation{date_relation::on};
  bool date_is_stated{false};  // its day, month or year stands in the text, nothing is relative
  std::string name{};          // of a person, place and so on: in normal form
  std::string entity{};        // of the record; empty: it names none for sure
};

// By which relative dates and half-stated ones are read.
struct date_frame {
  std::optional<day> reference{};                             // none: they have no value
  std::optional<leaning> lean{};                              // none: by the tense of the sentence
  std::optional<std::chrono::month_day> fiscal_year_start{};  // none: FY2025-26 has no value
  bool month_first{false};                                    // 03/07/2025 is the seventh of March
  // The date that the text named last: "a year earlier" counts from it. Set while a text is read.
  std::optional<date_span> spoken_of{};
};

// The normal form of a value: "USD 103000000", "2021-09", "P5D", "150-200".
std::string normal_form(mention const&);

// All numbers, amounts, dates and durations, in the order of the text; where two could be read, the
// longer one. A duration within a date is not told apart.
std::vector<mention> find_values(text_model const&, date_frame const&);

}  // namespace karwan::ingest
