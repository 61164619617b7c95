#include "plan/phrases.h"

#include <fmt/format.h>

#include <algorithm>

#include "plan/layout.h"

namespace karwan::plan {
namespace {

std::string span_of(blocker const& b) {
  if (b.from && b.to) {
    return fmt::format(" {} to {}", to_string(*b.from), to_string(*b.to));
  }
  return b.from ? " since " + to_string(*b.from) : "";
}

}  // namespace

std::string rule(std::string_view title, bool colour) {
  auto const dashes = kColumns - std::min(kColumns, width_of(title) + 4);
  std::string line = "── " + tinted(title, tint::strong, colour) + " ";
  for (std::size_t i = 0; i < dashes; ++i) {
    line += "─";
  }
  return line + "\n";
}

std::string labels_of(journey const& j) {
  std::string out;
  for (auto const each : j.labels) {
    auto name = std::string{name_of(each)};
    std::replace(name.begin(), name.end(), '_', ' ');
    out += (out.empty() ? "" : " · ") + name;
  }
  return out;
}

std::string modes_of(journey const& j) {
  std::string out;
  for (auto const m : j.modes) {
    out += (out.empty() ? "" : "+") + std::string{name_of(m)};
  }
  return out;
}

std::string countries_of(journey const& j) {
  return fmt::format("{}", fmt::join(j.countries, "›"));
}

std::string sentence_of(blocker const& b) {
  auto line = (b.target_name.empty() ? b.name : b.target_name + ": " + b.name) + "," + span_of(b);
  if (line.back() == ',') {
    line.pop_back();
  }
  if (b.last_confirmed) {
    line += fmt::format(", last confirmed {}", to_string(*b.last_confirmed));
    if (b.age_days && *b.age_days > 0) {
      line += fmt::format(" ({} days before)", *b.age_days);
    }
  }
  return line;
}

std::int64_t per_tonne(std::int64_t cents, double tonnes) {
  return static_cast<std::int64_t>(static_cast<double>(cents) / tonnes + 0.5);
}

std::string in_usd_per_tonne(bounded<std::int64_t> const& b, double tonnes) {
  return fmt::format("{} ({}–{}) a tonne", in_usd(per_tonne(b.best, tonnes)),
                     grouped((per_tonne(b.low, tonnes) + 50) / 100),
                     grouped((per_tonne(b.high, tonnes) + 50) / 100));
}

}  // namespace karwan::plan
