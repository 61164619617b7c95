#pragma once

#include <string>
#include <string_view>

#include "karwan/base/date.h"

// Content lines of RFC 5545: CRLF, folded at 75 octets between characters.
namespace karwan::exchange {

class ical_text {
 public:
  ical_text& line(std::string_view name, std::string_view value);  // as it is
  ical_text& text(std::string_view name, std::string_view value);  // TEXT, escaped
  ical_text& date(std::string_view name, day);                     // a DATE
  ical_text& moment(std::string_view name, instant);               // a DATE-TIME in UTC

  std::string take() && { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace karwan::exchange
