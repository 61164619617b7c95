#pragma once

#include "karwan/base/date.h"

namespace karwan::rules {

// Where only the year matters, some day in its middle.
inline day on(int year, unsigned month = 6, unsigned d = 16) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                               static_cast<int>(d)};
}

}  // namespace karwan::rules
