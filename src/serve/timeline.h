#pragma once

#include <optional>
#include <string>
#include <vector>

#include "serve/reading.h"

// What was agreed, promised and held, each with its day.
namespace karwan::serve {

enum class item_kind : std::uint8_t { commitment, agreement, event };
std::string_view name_of(item_kind) noexcept;

struct timeline_item {
  std::string entity;
  item_kind kind{item_kind::event};
  std::string title, sector;
  date_span on;                  // said, signed, held
  std::string on_text;           // as the record has it
  std::optional<date_span> due;  // of a commitment, the latest that was stated
  std::string due_text;
  std::string force, who;
  std::string status;  // of a commitment by rule, on that day; of an agreement its last stage
  std::vector<record::statement_ix> statements;  // behind title, dates and status
};

// Ordered by first day and entity. What has no date at all is left out: it cannot be placed.
std::vector<timeline_item> read_timeline(reading const&, day today);

}  // namespace karwan::serve
