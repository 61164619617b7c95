#pragma once

#include <array>
#include <cstdint>
#include <string_view>

// The columns of an export: those of FollowTheMoney's statements in its order, then ours.
namespace karwan::exchange {

enum class ftm_column : std::uint8_t {
  canonical_id,
  entity_id,
  prop,
  prop_type,
  schema,
  value,
  dataset,
  origin,
  lang,
  original_value,
  external,
  first_seen,
  last_seen,
  id,
  property,  // table.column of the dictionary; "act" and "load" for what statements belong to
  statement,
  unit,
  pack,
  version,
  corrects,
  world,
  valid_from,
  valid_to,
  observed_from,
  observed_to,
  grade,
  source,
  locator,
  note,
  recorded_at,
  row_since,
  row_act,
  act,
  recorded_by,
  status,
  history
};

inline constexpr auto kFtmColumns = std::to_array<std::string_view>({
    "canonical_id",
    "entity_id",
    "prop",
    "prop_type",
    "schema",
    "value",
    "dataset",
    "origin",
    "lang",
    "original_value",
    "external",
    "first_seen",
    "last_seen",
    "id",
    "karwan_property",
    "karwan_statement",
    "karwan_unit",
    "karwan_pack",
    "karwan_version",
    "karwan_corrects",
    "karwan_world",
    "karwan_valid_from",
    "karwan_valid_to",
    "karwan_observed_from",
    "karwan_observed_to",
    "karwan_grade",
    "karwan_source",
    "karwan_locator",
    "karwan_note",
    "karwan_recorded_at",
    "karwan_row_since",
    "karwan_row_act",
    "karwan_act",
    "karwan_recorded_by",
    "karwan_status",
    "karwan_history",
});

}  // namespace karwan::exchange
