#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/columns.h"
#include "karwan/plan/answer.h"

// Text in columns: widths are what a terminal shows, not bytes.
namespace karwan::plan {

inline constexpr std::size_t kColumns = kTerminalColumns;

// Lines of at most `columns`, broken at spaces. The first begins where `indent` columns are already
// written, the others with that many spaces.
std::string wrapped(std::string_view, std::size_t columns, std::size_t indent);

std::string grouped(std::int64_t);                  // 1,234,567
std::string in_days(std::int64_t seconds);          // 11.5 d; below three days 34 h; 40 min
std::string in_days(bounded<std::int64_t> const&);  // 11.5 d (8.9–16.2), all in the unit of best
std::string in_usd(std::int64_t cents);             // $1,320; $4.20; $1.25 m
std::string in_usd(bounded<std::int64_t> const&);   // $6,420 (5,100–8,300)
std::string in_tonnes(std::int64_t grams);          // 4.6 t
std::string in_share(double);                       // 31 %
day local_day(instant, place_ref const&);           // as the clocks there show it
std::chrono::minutes local_clock(instant, place_ref const&);  // past midnight there
std::string in_clock(std::chrono::minutes);                   // 08:00
std::string in_words(day);                                    // Mon 16 Jun 2025
std::string in_column(day);                                   // Mon  2 Jun, always as wide
std::string local_moment(instant, place_ref const&);          // Mon 2 Jun 08:00
std::string local_stamp(instant, place_ref const&);           // 2025-06-02T08:00+05:00
std::string in_words_short(day);                              // Mon 16 Jun

enum class tint : std::uint8_t { none, strong, faint, good, bad };
std::string tinted(std::string_view, tint, bool colour);

}  // namespace karwan::plan
