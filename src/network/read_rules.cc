#include <fmt/core.h>

#include "network/read_rows.h"

// When things are open: openings, closures, holidays.
namespace karwan::network {
namespace {

std::optional<season> read_season(row_reader& in) {
  auto const from = in.number("season_from"), to = in.number("season_to");
  if (!from || !to) {
    return std::nullopt;
  }
  auto const md = [](double mmdd) {
    auto const n = static_cast<unsigned>(mmdd);
    return month_day{n / 100, n % 100};
  };
  return season{md(*from), md(*to)};
}

}  // namespace

std::uint8_t read_weekdays(record::row const& r, row_reader& in) {
  static constexpr auto kNames =
      std::to_array<std::string_view>({"mon", "tue", "wed", "thu", "fri", "sat", "sun"});
  auto mask = std::uint8_t{0};
  for (auto const d : in.list("weekdays")) {
    auto const at = static_cast<std::size_t>(std::ranges::find(kNames, d) - kNames.begin());
    if (at == kNames.size()) {
      bad_cell(r, "weekdays", fmt::format("\"{}\" is no weekday", d), "Write mon to sun.");
    }
    mask = static_cast<std::uint8_t>(mask | 1U << at);
  }
  return mask;
}

std::optional<opening_row> read_opening(record::row const& r) {
  auto in = row_reader{r};
  auto o = opening_row{};
  o.is = &r;
  o.target = in.text("target");
  o.traffic = in.text("traffic");
  o.open = read_season(in);
  if (auto const days = read_weekdays(r, in); days != 0) {
    o.weekdays = days;
  }
  o.open_from_min = static_cast<int>(in.number("open_from").value_or(0));
  o.open_to_min = static_cast<int>(in.number("open_to").value_or(24 * 60));
  o.holidays_of = in.list("closed_on_holidays_of");
  if (in.withdrawn() || o.target.empty()) {
    return std::nullopt;
  }
  if (o.open_from_min == o.open_to_min) {
    bad_cell(r, "open_to", "it never opens: open_from and open_to are the same",
             "State two hours, or leave both blank where it is open all day.");
  }
  o.cells = in.take();
  return o;
}

std::optional<closure_row> read_closure(record::row const& r) {
  auto in = row_reader{r};
  auto c = closure_row{};
  c.is = &r;
  c.target = in.text("target");
  c.traffic = in.text("traffic");
  auto const effect = in.text("effect");
  c.reopens = effect == "reopened";
  c.from = in.date("closed_from");
  c.to = in.date("closed_to");
  c.every_year = read_season(in);
  if (in.withdrawn() || c.target.empty() || (!c.reopens && effect != "closed")) {
    return std::nullopt;
  }
  c.cells = in.take();
  if (auto const e = in.stated_date("evidence_last_on")) {  // dates the closure, does not make it
    c.evidence_last_on = {e->value.last(), e->id};
  }
  return c;
}

std::optional<holiday_row> read_holiday(record::row const& r) {
  auto in = row_reader{r};
  auto h = holiday_row{};
  h.is = &r;
  h.country = in.text("country");
  auto const on = in.date("on");
  if (in.text("closes_border") != "yes" || in.withdrawn() || !on || h.country.empty()) {
    return std::nullopt;
  }
  h.on = *on;
  h.cells = in.take();
  return h;
}

}  // namespace karwan::network
