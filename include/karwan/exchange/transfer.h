#pragma once

#include <cstddef>
#include <functional>
#include <istream>
#include <optional>
#include <string_view>

#include "karwan/record/history.h"

// What the forms share in which a record travels: FollowTheMoney statements, JSON-LD.
namespace karwan::exchange {

// Takes text as it is made; throws failure where it cannot be written.
using text_sink = std::function<void(std::string_view)>;

// Without a cut everything that is public, with its whole history; with one, what a view holds on
// its day (record::read_history).
using cut = std::optional<record::view_spec>;

struct export_report {
  std::size_t entities{0}, statements{0};
};

struct import_watch {
  std::function<void(record::history_fault const&)> fault;  // each, as it is found
  // Now and then: bytes and statements read so far.
  std::function<void(std::size_t bytes, std::size_t statements)> progress;
};

}  // namespace karwan::exchange
