#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "karwan/rules/rule.h"

// The questions that arise in the circumstances, and what the rules answer. Three outcomes only.
namespace karwan::rules {

enum class outcome : std::uint8_t { required, not_required, unknown };
std::string_view name_of(outcome) noexcept;

// Why an outcome is what it is.
enum class reason : std::uint8_t {
  stated,      // a rule says so, and all its conditions hold
  barred,      // a rule bars it (the outcome is required: leave, or another way)
  depends,     // a rule would say, but a fact of the case is not known
  unsettled,   // a source says that it matters, not whether
  ended,       // the last rule known has ended
  unreadable,  // a condition cannot be read
  no_rule,     // none was found
};
std::string_view name_of(reason) noexcept;

// A rule that may bear on a question.
struct applied {
  std::size_t rule{0};      // in the book
  truth holds{truth::no};   // of all conditions and the season
  bool ended{false};        // its validity ended before the day
  std::vector<field> open;  // fields of the case that are not known and would decide
};

struct finding {
  std::size_t question{0};           // in the book
  std::optional<std::size_t> visit;  // of the way; nullopt: of the journey as a whole
  outcome is{outcome::unknown};
  reason why{reason::no_rule};
  std::vector<applied> rules;  // those that decide, by row_id; of an unknown, those that might
};

// In the order of the book's questions, then of the way. Questions whose own conditions do not hold
// do not arise; where they may, they do. `subjects`: goods, company, vehicle ...
std::vector<finding> find(rule_book const&, circumstances const&,
                          std::span<std::string_view const> subjects);

// Does a rule hold there, whatever it answers? `no` also where it is not in force on the day.
applied apply(rule_book const&, std::size_t rule, circumstances const&,
              std::optional<std::size_t> visit);

}  // namespace karwan::rules
