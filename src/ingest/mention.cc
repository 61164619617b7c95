#include "karwan/ingest/mention.h"

#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

namespace karwan::ingest {
namespace {

constexpr auto kMentionNames = std::to_array<std::string_view>(
    {"number", "ordinal", "percent", "money", "quantity", "count", "rank", "date", "duration",
     "person", "organisation", "place", "route", "agreement", "event", "product"});
constexpr auto kBoundNames = std::to_array<std::string_view>(
    {"exact", "about", "almost", "at_least", "at_most", "range", "vague"});
constexpr auto kRelationNames =
    std::to_array<std::string_view>({"on", "since", "until", "by", "before", "after"});

std::string plain_number(double v) {
  return std::abs(v) < 1e15 && v == std::floor(v) ? fmt::format("{:.0f}", v)
                                                  : fmt::format("{:.15g}", v);
}

std::string figures_of(amount const& a) {
  if (a.limit == bound::vague) {
    return ">" + plain_number(a.best);
  }
  return a.limit == bound::range ? plain_number(a.low) + "-" + plain_number(a.high)
                                 : plain_number(a.best);
}

// ISO 8601: P5Y, PT72H; a range by both its ends.
std::string duration_of(amount const& a) {
  static constexpr auto kLetters = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"year", "Y"}, {"month", "M"}, {"week", "W"}, {"day", "D"}});
  for (auto const& [unit, letter] : kLetters) {
    if (a.unit == unit) {
      return fmt::format("P{}{}", figures_of(a), letter);
    }
  }
  return a.unit == "hour"      ? fmt::format("PT{}H", figures_of(a))
         : a.unit == "minute"  ? fmt::format("PT{}M", figures_of(a))
         : a.unit == "quarter" ? fmt::format("P{}M", plain_number(a.best * 3))
         : a.unit == "decade"  ? fmt::format("P{}Y", plain_number(a.best * 10))
                               : fmt::format("P{}Y", plain_number(a.best * 100));
}

}  // namespace

std::string_view name_of(mention_kind k) noexcept {
  return kMentionNames[static_cast<std::size_t>(k)];
}

std::optional<mention_kind> mention_kind_named(std::string_view name) noexcept {
  for (std::size_t i = 0; i < kMentionNames.size(); ++i) {
    if (kMentionNames[i] == name) {
      return static_cast<mention_kind>(i);
    }
  }
  return std::nullopt;
}

std::string_view name_of(bound b) noexcept {
  return kBoundNames[static_cast<std::size_t>(b)];
}

std::string_view name_of(date_relation r) noexcept {
  return kRelationNames[static_cast<std::size_t>(r)];
}

std::string normal_form(mention const& m) {
  switch (m.kind) {
    case mention_kind::money:
      return m.value.currency + " " + figures_of(m.value);
    case mention_kind::quantity:
      return figures_of(m.value) + " " + m.value.unit;
    case mention_kind::duration:
      return duration_of(m.value);
    case mention_kind::date:
      return m.when ? to_string(*m.when) : std::string{};
    case mention_kind::number:
    case mention_kind::ordinal:
    case mention_kind::percent:
    case mention_kind::count:
    case mention_kind::rank:
      return figures_of(m.value);
    default:
      return m.name;
  }
}

}  // namespace karwan::ingest
