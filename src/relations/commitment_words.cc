#include "relations/commitment_words.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "relations/wrap.h"

namespace karwan::relations {

std::string_view words_for(standing s) noexcept {
  switch (s) {
    case standing::due_soon:
      return "due soon";
    case standing::date_passed_no_evidence:
      return "date passed, no evidence";
    case standing::kept_late:
      return "kept late";
    default:
      return name_of(s);
  }
}

std::string months_text(double months) {
  auto const whole = std::floor(months);
  if (whole < 1) {
    return "less than a month";
  }
  return fmt::format("{:.0f} month{}", whole, whole == 1 ? "" : "s");
}

std::string months_between(day from, day to) {
  return months_text(months_from(from, to));
}

std::string words_for_bound(std::string_view bound) {
  std::string out{bound};
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string heading(std::string_view text, text_style style) {
  auto line = fmt::format("── {} ", text);
  auto const used = columns_of(line);
  for (auto i = used; i < kTerminalWidth; ++i) {
    line += "─";
  }
  return style.colour ? "\x1b[1m" + line + "\x1b[0m\n" : line + "\n";
}

}  // namespace karwan::relations
