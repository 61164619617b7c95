#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/view.h"

// A promise as a story: what was said of it at several dates, the stages that it reached, what was
// seen of it. docs/commitments.md has the rules.
namespace karwan::relations {

// How far words bind, the strongest first.
enum class force : std::uint8_t { binding, agreed, announced, hoped, demanded, recommended };
std::string_view name_of(force) noexcept;
std::optional<force> parse_force(std::string_view) noexcept;
// binding, agreed, announced: somebody undertook it, so it can be late. The others cannot.
constexpr bool is_firm(force f) noexcept {
  return f <= force::announced;
}

// In the order of a life; the last ones end or lame it.
enum class stage : std::uint8_t {
  said,
  planned,
  negotiating,
  agreed,
  approved,
  signed_,
  ratified,
  acceded,
  in_force,
  connected,
  operational,
  first_use,
  started,
  delivered,
  extended,
  suspended,
  inactive,
  denounced,
  dropped,
  not_party,
  not_seen,  // looked for in vain: a stage not reached, and no sign of life
};
std::string_view name_of(stage) noexcept;
std::optional<stage> parse_stage(std::string_view) noexcept;

// Where a part of a story stands in the record.
struct citation {
  std::string row_id, source;
  std::vector<record::statement_ix> statements;  // the cells that say it
};

// One row: what one source says was promised on one occasion.
struct saying {
  citation at;
  std::optional<date_span> said_on;
  day counts_from{};  // surely said by this day: it is part of the story from here on
  force how{force::hoped};
  std::string what, sector;
  std::vector<std::string> owed_by, owed_to, said_by;  // entities
  std::vector<std::string> owed_by_text, said_by_text;
  std::optional<date_span> due;                      // in time if done by its end
  std::vector<record::statement_ix> due_statements;  // the date and its force
  std::string due_text;
  std::optional<double> target;
  std::string target_text, target_bound, target_unit, currency;
  std::vector<std::string> belongs_to, depends_on, effects;
};

struct stage_mark {
  citation at;
  stage what{stage::said};
  std::string country, place;   // blank: all parties; not known
  std::optional<date_span> on;  // when it was reached; nullopt: not known
  day counts_from{};            // the day of the evidence
  std::string certainty;        // stated, reported, inferred, contested; may be blank
  std::string evidence;
};

// What was seen of a promise, short of a stage.
struct sighting {
  citation at;
  std::optional<date_span> on;
  day counts_from{};
  std::string text;
};

struct story {
  std::string id;
  std::vector<saying> sayings;      // by counts_from; never empty
  std::vector<stage_mark> stages;   // by counts_from
  std::vector<sighting> sightings;  // by counts_from
};

}  // namespace karwan::relations
