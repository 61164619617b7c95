#include "karwan/plan/answer.h"

namespace karwan::plan {

amount& amount::operator+=(amount const& o) {
  auto const best = value.best + o.value.best;
  if (best > 0) {
    assumed = (assumed * static_cast<double>(value.best) +
               o.assumed * static_cast<double>(o.value.best)) /
              static_cast<double>(best);
  }
  value += o.value;
  return *this;
}

std::string_view name_of(leg_kind k) noexcept {
  switch (k) {
    case leg_kind::link:
      return "link";
    case leg_kind::crossing:
      return "crossing";
    case leg_kind::transfer:
      return "transfer";
    case leg_kind::wait:
      return "wait";
  }
  return "link";
}

std::string_view name_of(waiting w) noexcept {
  switch (w) {
    case waiting::opening:
      return "opening";
    case waiting::timetable:
      return "timetable";
    case waiting::boarding:
      return "boarding";
  }
  return "opening";
}

std::string_view name_of(warning_kind k) noexcept {
  switch (k) {
    case warning_kind::assumed:
      return "assumed";
    case warning_kind::closure:
      return "closure";
    case warning_kind::stale:
      return "stale";
    case warning_kind::back_cast:
      return "back_cast";
    case warning_kind::unconfirmed:
      return "unconfirmed";
    case warning_kind::shelf_life:
      return "shelf_life";
    case warning_kind::capacity:
      return "capacity";
    case warning_kind::calendar:
      return "calendar";
    case warning_kind::scenario:
      return "scenario";
    case warning_kind::unchecked:
      return "unchecked";
    case warning_kind::instrument:
      return "instrument";
    case warning_kind::rule:
      return "rule";
    case warning_kind::not_included:
      return "not_included";
    case warning_kind::cut:
      return "cut";
  }
  return "assumed";
}

std::string_view name_of(label l) noexcept {
  switch (l) {
    case label::fastest:
      return "fastest";
    case label::cheapest:
      return "cheapest";
    case label::cleanest:
      return "cleanest";
    case label::fewest_borders:
      return "fewest_borders";
    case label::most_reliable:
      return "most_reliable";
  }
  return "fastest";
}

}  // namespace karwan::plan
