#include "plan/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "karwan/plan/layout.h"

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
  auto const dashes = kColumns - std::min(kColumns, karwan::columns_of(title) + 4);
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
      line += fmt::format(" ({} day{} before)", *b.age_days, *b.age_days == 1 ? "" : "s");
    }
  }
  return line;
}

std::string value_share_of(journey const& j) {
  if (!j.of_value) {
    return "";
  }
  auto const& v = *j.of_value;
  return fmt::format("   {} ({}–{}) of the value of the goods", in_share(v.best),
                     std::llround(v.low * 100), std::llround(v.high * 100));
}

std::int64_t per_tonne(std::int64_t cents, double tonnes) {
  return static_cast<std::int64_t>(static_cast<double>(cents) / tonnes + 0.5);
}

std::string in_usd_per_tonne(bounded<std::int64_t> const& b, double tonnes) {
  return fmt::format("{} ({}–{}) a tonne", in_usd(per_tonne(b.best, tonnes)),
                     grouped((per_tonne(b.low, tonnes) + 50) / 100),
                     grouped((per_tonne(b.high, tonnes) + 50) / 100));
}

std::string heading(answer const& a, bool colour) {
  auto out = tinted(fmt::format("{} → {}", a.from.name, a.to.name), tint::strong, colour);
  for (auto const& stop : a.via) {
    out += " by " + stop.name;
  }
  out +=
      fmt::format(" · {} · {:.6g} t", a.product ? a.product->name : "any goods", a.carried.tonnes);
  auto const unit = a.carried.unit;
  auto const counted = unit != network::load_unit::bulk && unit != network::load_unit::air;
  out += counted ? fmt::format(" in {} {}{}", a.vehicles, name_of(unit), a.vehicles == 1 ? "" : "s")
                 : fmt::format(" · {}", name_of(unit));
  if (a.drivers) {
    out += fmt::format(" · {} crew", name_of(*a.drivers));
  }
  if (a.carrier) {
    out += " · carrier of " + *a.carrier;
  }
  if (!a.under.empty()) {
    out += fmt::format(" · under {}", fmt::join(a.under, ", "));
  }
  out += fmt::format("\nleaves {}", in_words(a.depart));
  if (a.depart_at) {
    out += " " + in_clock(*a.depart_at) + " there";
  }
  if (a.view.as_of != a.depart) {
    out += " · record as of " + to_string(a.view.as_of);
  }
  if (a.view.known_at) {
    out += " · as known at " + to_string(*a.view.known_at);
  }
  if (a.view.published_by) {
    out += " · published by " + to_string(*a.view.published_by);
  }
  for (auto const& world : a.view.worlds) {
    out += fmt::format(" · supposing {}{}", world.id,
                       world.from ? " from " + to_string(*world.from) : "");
  }
  for (auto const& lifted : a.view.without) {
    out += " · without " + lifted;
  }
  for (auto const& layer : a.view.layers) {
    out += " · with private layer " + layer;
  }
  return out + "\n";
}

bool has_unchecked(journey const& j) {
  return std::any_of(j.warnings.begin(), j.warnings.end(),
                     [](warning const& w) { return w.kind == warning_kind::unchecked; });
}

std::string time_of(journey const& j) {
  auto const& o = j.odds;
  auto const mean = j.time.value.best;
  if (!o.p10_s || !o.p90_s) {
    return in_days(mean) + " (may not arrive)";
  }
  return in_days(bounded<std::int64_t>{std::min(*o.p10_s, mean), mean, std::max(*o.p90_s, mean)});
}

}  // namespace karwan::plan
