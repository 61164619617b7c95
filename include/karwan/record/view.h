#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/date.h"
#include "karwan/record/dictionary.h"

// What holds, from one standpoint: the record as of a valid date, as known at a recorded date, with
// chosen worlds laid over the actual one.
namespace karwan::record {

using statement_ix = strong<std::uint32_t, struct statement_tag>;  // rowid in the store

enum class grade : std::uint8_t { measured, official, reported, computed, assumed };  // best first
std::string_view name_of(grade) noexcept;
std::optional<grade> parse_grade(std::string_view) noexcept;  // nullopt: no such grade

struct world_choice {
  std::string id;             // the commitment, project or scenario taken as kept
  std::optional<day> from{};  // from when; nullopt: from the beginning

  friend bool operator==(world_choice const&, world_choice const&) = default;
};

// The world of a private layer is private: and its name; of any other world, nullopt.
inline constexpr std::string_view kPrivate = "private:";
inline std::optional<std::string_view> layer_of(std::string_view world) noexcept {
  return world.starts_with(kPrivate) ? std::optional{world.substr(kPrivate.size())} : std::nullopt;
}

struct view_spec {
  day as_of{};
  std::optional<instant> known_at{};     // recorded by then
  std::optional<day> published_by{};     // and published by then
  std::vector<world_choice> worlds{};    // beside the actual world
  std::vector<std::string> without{};    // entities left out, for example closures
  std::vector<statement_ix> hidden{};    // statements taken as retracted
  bool all_worlds{false};                // rows of every world, chosen or not (topologies)
  std::vector<std::string> layers{};     // private ones, by name; no other way leads to their rows
  std::vector<statement_ix> supposed{};  // statements taken as accepted (a proposal, on review)
  bool withheld{false};  // also rows that are not to be shown (table::shown_if): never in answers
};

// One cell of a row: a statement and its value, parsed by the type of its property.
struct cell {
  property_ix property{};
  statement_ix statement{};
  std::uint32_t stated{1};  // how many times the cell had been stated by then
  std::string text{};       // canonical, as in the pack
  double number{0};         // number and integer; boolean: 1 = yes; clock: minutes; month_day: MMDD
  date_span span{};         // date
};

// One entity as one source sees it, reduced to the statements that the view accepts.
struct row {
  table_ix table{};
  std::string row_id{};
  std::string entity{};
  std::string world{};              // empty: actual, also where a private layer says it
  std::string layer{};              // the private one that says it; empty: it is public
  std::optional<day> world_from{};  // of the chosen world
  date_span valid{};                // open sides: always, or until contradicted
  date_span observed{};
  grade row_grade{grade::assumed};
  std::string source{};
  std::optional<date_span> published{};  // of the source
  instant recorded_at{};
  std::vector<cell> cells{};  // in the order of the dictionary; unknown cells are absent
  // Cells that held and whose statements are all retracted or hidden. Such a cell is not a blank
  // one: a rate that lost its country is not a rate of every country.
  std::vector<property_ix> withdrawn{};

  // The cell of a column, or nullptr where it is unknown. The name must be in the dictionary.
  cell const* find(std::string_view column_name) const;
  // Its text, or an empty one.
  std::string_view text(std::string_view column_name) const;
  // The items of a list column; none where it is unknown.
  std::vector<std::string> items(std::string_view column_name) const;
  std::optional<double> number(std::string_view column_name) const;
};

}  // namespace karwan::record
