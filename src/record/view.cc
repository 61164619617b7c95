#include "karwan/record/view.h"

#include <array>

#include "karwan/base/date_order.h"
#include "karwan/record/store.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr auto kGrades =
    std::to_array<std::string_view>({"measured", "official", "reported", "computed", "assumed"});

// Days between a day and the nearest day of a span; nothing observed counts as farthest.
std::int64_t distance(date_span const& s, day on) noexcept {
  constexpr auto kFarthest = std::numeric_limits<std::int64_t>::max();
  if (is_open(s)) {
    return kFarthest;
  }
  if (s.contains(on)) {
    return 0;
  }
  return on < s.first ? (s.first - on).count() : (on - s.last()).count();
}

}  // namespace

std::string_view name_of(grade g) noexcept {
  return kGrades[static_cast<std::size_t>(g)];
}

std::optional<grade> parse_grade(std::string_view text) noexcept {
  for (std::size_t i = 0; i < kGrades.size(); ++i) {
    if (kGrades[i] == text) {
      return static_cast<grade>(i);
    }
  }
  return std::nullopt;
}

cell const* row::find(std::string_view column_name) const {
  auto const p = find_property(table, column_name);
  if (!p) {
    throw failure{{error_kind::internal,
                   "table " + std::string{tables()[*table].name} + " has no column " +
                       std::string{column_name},
                   {},
                   {}}};
  }
  for (auto const& c : cells) {
    if (c.property == *p) {
      return &c;
    }
  }
  return nullptr;
}

std::string_view row::text(std::string_view column_name) const {
  auto const* c = find(column_name);
  return c == nullptr ? std::string_view{} : std::string_view{c->text};
}

std::vector<std::string> row::items(std::string_view column_name) const {
  auto const all = split(text(column_name), ';');
  return {all.begin(), all.end()};
}

std::optional<double> row::number(std::string_view column_name) const {
  auto const* c = find(column_name);
  return c == nullptr ? std::nullopt : std::optional{c->number};
}

bool holds_on(row const& r, day d) noexcept {
  return r.valid.contains(d) && (!r.world_from || *r.world_from <= d);
}

bool is_shown(row const& r) {
  auto const column = tables()[*r.table].shown_if;
  return column.empty() || r.text(column) == "yes";
}

bool preferred(row const& a, row const& b, day on) noexcept {
  if (a.layer.empty() != b.layer.empty()) {
    return b.layer.empty();
  }
  if (auto const x = holds_on(a, on), y = holds_on(b, on); x != y) {
    return x;
  }
  if (a.row_grade != b.row_grade) {
    return a.row_grade < b.row_grade;
  }
  if (auto const x = distance(a.observed, on), y = distance(b.observed, on); x != y) {
    return x < y;
  }
  auto const x = a.published ? a.published->end : day::min();
  auto const y = b.published ? b.published->end : day::min();
  if (x != y) {
    return x > y;
  }
  if (a.recorded_at != b.recorded_at) {
    return a.recorded_at > b.recorded_at;
  }
  return a.row_id < b.row_id;
}

}  // namespace karwan::record
