#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/base/error.h"

// Conditions of rules: clauses on a closed list of fields, and the circumstances in which they are
// evaluated. What is not known of the circumstances makes a clause unknown, never false.
namespace karwan::rules {

enum class truth : std::uint8_t { no, unknown, yes };  // in the order of their conjunction

enum class field : std::uint8_t {
  at,                // the country that is looked at
  origin,            // where the journey begins
  destination,       // where it ends
  passes,            // the journey touches any of these countries
  carrier,           // where the truck is registered
  nationality,       // of the traveller or driver
  purpose,           // of the traveller
  product,           // HS codes and ranges of codes of one length: 0701, 06-14
  mode,              // by which the country is passed
  instrument,        // under which goods move: conventions and agreements, by id
  other_instrument,  // holds where they move under none of these
  post,              // crossings, ports and airports used in the country, by id
  other_post,        // holds where none of these is used
  value_min,         // of the goods in USD, at least
  value_max,         // at most
};
inline constexpr std::size_t kFields = 15;
std::string_view name_of(field) noexcept;
std::string_view name_of(truth) noexcept;

struct clause {
  field of{field::at};
  std::vector<std::string> values;  // any of them; codes and ids as the record has them
  double amount{0};                 // of value_min and value_max
};

// A cell of a rule: items separated by ';', a number for the values. Total: any bytes give a clause
// or an error (bad_data) that says what cannot be read: a blank item, a code that is no HS code, a
// range that runs backwards or between codes of different length, a number that is none.
result<clause> parse_clause(field, std::string_view text);
// carrier pk, product 06-14: as it is written for people.
std::string to_words(clause const&);

// One country of a journey, in order.
struct visit {
  std::string country;
  std::vector<std::string> modes;         // by which it is passed or reached
  std::vector<std::string> border_modes;  // of those, by which it is entered and left
  std::vector<std::string> posts;         // places of crossings, ports, airports used in it
  bool modes_known{true}, posts_known{true};
  // Goods are there in the truck, and with the driver, of the case; false: in one of which nothing
  // is known.
  bool own_truck{true};
};

// Of a journey or a person. What is not set is unknown. The first visit is the origin, the last the
// destination; there is at least one.
struct circumstances {
  std::vector<visit> way;
  std::optional<std::string> product;  // HS code, two digits or more
  std::optional<std::string> carrier, nationality, purpose;
  std::optional<std::vector<std::string>> instruments;
  std::optional<double> value_usd;
  day on{};
};

// `here` is the visit that is looked at; a condition of the journey as a whole (nullopt) holds
// where it holds of any visit.
// What bars goods does so at a border: with `border` a mode counts only there.
truth holds(clause const&, circumstances const&, std::optional<std::size_t> here,
            bool border = false);
// The least of its clauses; yes where there are none.
truth hold(std::vector<clause> const&, circumstances const&, std::optional<std::size_t> here,
           bool border = false);

}  // namespace karwan::rules
