#include <fmt/format.h>

#include <algorithm>

#include "karwan/base/json_writer.h"
#include "karwan/plan/calibrate.h"
#include "karwan/plan/layout.h"
#include "plan/score_text.h"

namespace karwan::plan {
namespace {

std::string name_of(fitted_factor const& f) {
  return f.mode.empty() ? f.key : f.key + " " + f.mode;
}

std::string range(bounded<double> const& v) {
  return fmt::format("{:.2f} ({:.2f}–{:.2f})", v.best, v.low, v.high);
}

void write(json_writer& w, std::string_view name, bounded<double> const& v) {
  w.key(name).open_object().key("low").number(v.low, 4).key("best").number(v.best, 4);
  w.key("high").number(v.high, 4).close_object();
}

std::string factor_row(std::string_view key, std::string_view mode, bounded<double> const& v,
                       std::string_view note) {
  auto const entity = fmt::format("as-{}{}{}", key, mode.empty() ? "" : "-", mode);
  auto slug = entity;
  std::ranges::replace(slug, '_', '-');
  return fmt::format(
      "{}-1,{},{},{},,,,,,ratio,{:.3g},{:.3g},{:.3g},{},,,,,,computed,src-karwan,,,\n", slug, slug,
      key, mode, v.low, v.best, v.high, note);
}

}  // namespace

std::string to_json(calibration const& c) {
  json_writer w;
  w.open_object().key("trips").integer(static_cast<std::int64_t>(c.trips));
  w.key("groups").integer(static_cast<std::int64_t>(c.groups)).key("factors").open_array();
  for (auto const& f : c.factors) {
    w.open_object().key("key").text(f.key).key("mode");
    f.mode.empty() ? w.null() : w.text(f.mode);
    w.key("trips").integer(static_cast<std::int64_t>(f.trips));
    write(w, "prior", f.prior);
    write(w, "value", f.value);
    w.close_object();
  }
  w.close_array();
  write(w, "trip_dispersion", c.trip_dispersion);
  w.key("as_fitted");
  write(w, c.as_fitted);
  w.key("across_folds");
  write(w, c.across_folds);
  w.close_object();
  return std::move(w).take();
}

std::string to_text(calibration const& c, bool colour) {
  auto out = fmt::format("Fitted to {} observed trips in {} groups.\n\n", c.trips, c.groups);
  out += tinted(
      fmt::format(" {} {} {} {}\n", left_in("factor on hours", 26), left_in("prior (P10–P90)", 20),
                  left_in("fitted (5–95 %)", 20), right_in("trips", 6)),
      tint::strong, colour);
  for (auto const& f : c.factors) {
    out += fmt::format(" {} {} {} {}\n", left_in(name_of(f), 26), left_in(range(f.prior), 20),
                       left_in(range(f.value), 20), right_in(std::to_string(f.trips), 6));
  }
  out += fmt::format(" {} {} {}\n\n", left_in("trip_dispersion", 26), left_in("", 20),
                     range(c.trip_dispersion));
  out += score_heading(colour) + score_line(c.as_fitted) + score_line(c.across_folds);
  return out + "\n" +
         tinted(wrapped("The second line is what to expect of other trips. Rows for the table "
                        "assumptions: --rows. Trips that were reported are often first and "
                        "facilitated ones: others tend to take longer.",
                        kColumns, 0),
                tint::faint, colour) +
         "\n";
}

std::string to_rows(calibration const& c) {
  std::string out =
      "row_id,entity,key,mode,to_mode,country,terrain,load_unit,gauge_change,unit,low,best,high,"
      "reason,world,valid_from,valid_to,observed_from,observed_to,grade,source,locator,note,"
      "recorded_at\n";
  auto const why = [&](std::size_t trips) {
    return fmt::format("fitted by karwan calibrate to {} of {} observed trips", trips, c.trips);
  };
  for (auto const& f : c.factors) {
    out += factor_row(f.key, f.mode, f.value, why(f.trips));
  }
  return out + factor_row("trip_dispersion", "", c.trip_dispersion, why(c.trips));
}

}  // namespace karwan::plan
