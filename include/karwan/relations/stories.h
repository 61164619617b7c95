#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/store.h"
#include "karwan/relations/commitment.h"

// Stories from the record, and how they stand on a day.
namespace karwan::relations {

// All stories that the view's known_at and published_by let see, by id. They hold what was said
// after as_of too: `judge` and `until` take a day.
std::vector<story> read_stories(record::store const&, record::view_spec const&);
// Those of these ids, by id.
std::vector<story> read_stories(record::store const&, record::view_spec const&,
                                std::set<std::string> const& ids);
// One of them. not_found: no row of commitments speaks of that entity in this view.
result<story> read_story(record::store const&, record::view_spec const&, std::string_view id);

// What the story was on that day: without all that counts from a later one. Its sayings may be
// empty: it had not begun.
story until(story, day);

// Computed by rule, never stored.
enum class standing : std::uint8_t {
  overdue,                  // every due date has passed, nothing delivered
  late,                     // the first has passed, a later one is stated and has not
  due_soon,                 // the latest ends within 90 days
  date_passed_no_evidence,  // of what was only hoped, recommended or demanded: in place of the two
  open,
  unknown,  // no due date, and no sign of life for 12 months
  kept_late,
  kept,
  dropped,
};
std::string_view name_of(standing) noexcept;
std::optional<standing> parse_standing(std::string_view) noexcept;
constexpr int kStandings = 9;

struct verdict {
  standing status{standing::open};
  force how{force::hoped};  // the strongest in which it was said by then
  // Due dates by which it is judged: from the first that was undertaken, else from the first that
  // was hoped for. nullopt: none.
  std::optional<date_span> first_due, latest_due;
  force due_how{force::hoped};        // in which the first of them was stated
  std::optional<double> months_late;  // from the end of the first due date: to delivery where it is
                                      // kept late, to the day where it is late or overdue
  bool contested{false};              // a source contradicts the delivery
  std::optional<stage> reached;       // the last stage that is known
  day last_seen{};                    // the latest day of which anything is on record
  std::string why;                    // one sentence
  std::vector<record::statement_ix> decided_by;
};

// Months of mean length (365.2425 / 12 days) from one day to another.
double months_from(day, day to) noexcept;

// nullopt: nothing was said by then.
std::optional<verdict> judge(story const&, day on);

}  // namespace karwan::relations
