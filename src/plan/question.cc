#include "karwan/plan/question.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "karwan/base/list.h"
#include "karwan/record/known_at.h"

namespace karwan::plan {
namespace {

using network::load_unit;
using network::mode;

constexpr auto kUnits =
    std::to_array<load_unit>({load_unit::truck, load_unit::reefer, load_unit::teu, load_unit::feu,
                              load_unit::wagon, load_unit::bulk, load_unit::air, load_unit::roro});
constexpr auto kModeList =
    std::to_array<mode>({mode::road, mode::rail, mode::sea, mode::ferry, mode::air});
constexpr auto kLanguages = std::to_array<std::string_view>({"en", "kk", "ru", "ur"});

constexpr std::uint8_t bit(mode m) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(m));
}

template <typename T, std::size_t N>
std::string names_of(std::array<T, N> const& all) {
  std::string out;
  for (auto const& each : all) {
    out += (out.empty() ? "" : ", ") + std::string{name_of(each)};
  }
  return out;
}

template <typename T, std::size_t N>
result<T> read_choice(std::string_view text, std::array<T, N> const& all, std::string option) {
  for (auto const& each : all) {
    if (name_of(each) == text) {
      return each;
    }
  }
  return fail(error_kind::bad_input, fmt::format("\"{}\" is not known", text), std::move(option),
              fmt::format("Choose among {}", names_of(all)));
}

std::vector<std::string> split(std::vector<std::string> const& values) {
  std::vector<std::string> out;
  for (auto const& each : values) {
    std::ranges::move(items_of(each, ','), std::back_inserter(out));
  }
  return out;
}

result<double> read_tonnes(std::string const& text) {
  double value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(value)) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" is not a number", text), "tonnes",
                "Give metric tonnes, for example 20 or 22.5");
  }
  if (value <= 0 || value > kMaxTonnes) {
    return fail(error_kind::bad_input, fmt::format("{} tonnes cannot be planned", text), "tonnes",
                fmt::format("Give more than 0 and at most {:.0f}", kMaxTonnes));
  }
  return value;
}

status read_day_into(std::string const& text, char const* option, day& into) {
  if (text.empty()) {
    return {};
  }
  auto parsed = parse_day(text);
  if (!parsed) {
    parsed.error().place = option;
    return tl::unexpected<error>{std::move(parsed.error())};
  }
  into = *parsed;
  return {};
}

// A whole number, least to most; empty text leaves what is there.
template <typename T>
status read_count(std::string const& text, char const* option, T least, T most, T& into) {
  if (text.empty()) {
    return {};
  }
  T value{};
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < least || value > most) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" cannot be used", text), option,
                fmt::format("Give a whole number from {} to {}", least, most));
  }
  into = value;
  return {};
}

status read_draws(asked const& in, question& out) {
  if (auto ok = read_count(in.draws, "draws", std::uint32_t{1}, kMaxDraws, out.draws); !ok) {
    return ok;
  }
  return read_count(in.seed, "seed", std::uint64_t{0}, std::numeric_limits<std::uint64_t>::max(),
                    out.seed);
}

status read_eps(asked const& in, question& out) {
  if (in.eps.empty()) {
    return {};
  }
  auto const& text = in.eps;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out.eps);
  if (fault != std::errc{} || end != text.data() + text.size() || !(out.eps >= 0 && out.eps <= 1)) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" cannot be used", text), "eps",
                "Give a number from 0 (every journey) to 1, for example 0.05");
  }
  return {};
}

// A day, or a day and what the clocks show where the journey starts: 2025-06-16T14:00.
status read_departure(asked const& in, question& out) {
  auto const& text = in.depart;
  auto const t = text.find('T');
  if (t == std::string::npos) {
    return read_day_into(text, "depart", out.depart);
  }
  auto const at = text.size() == t + 6 ? parse_instant(text + "Z") : result<instant>{};
  if (text.size() != t + 6 || !at) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" is no day and hour", text), "depart",
                "Write 2025-06-16T14:00, as the clocks where it starts show it");
  }
  out.depart = std::chrono::floor<std::chrono::days>(*at);
  out.depart_at = std::chrono::floor<std::chrono::minutes>(*at - out.depart);
  return {};
}

status read_deadline(asked const& in, question& out) {
  if (in.deadline.empty()) {
    return {};
  }
  out.deadline.emplace();
  if (auto ok = read_day_into(in.deadline, "deadline", *out.deadline); !ok) {
    return ok;
  }
  if (*out.deadline < out.depart) {
    return fail(error_kind::bad_input,
                fmt::format("{} is before the departure on {}", in.deadline, to_string(out.depart)),
                "deadline", "Give a later day, or depart earlier");
  }
  return {};
}

status read_dates(asked const& in, day today, question& out) {
  out.today = today;
  out.depart = today;
  if (auto ok = read_departure(in, out); !ok) {
    return ok;
  }
  if (auto ok = read_deadline(in, out); !ok) {
    return ok;
  }
  out.view.as_of = out.depart;
  if (auto ok = read_day_into(in.as_of, "as-of", out.view.as_of); !ok) {
    return ok;
  }
  if (!in.published_by.empty()) {
    out.view.published_by.emplace();
    if (auto ok = read_day_into(in.published_by, "published-by", *out.view.published_by); !ok) {
      return ok;
    }
  }
  if (!in.known_at.empty()) {
    auto parsed = record::parse_known_at(in.known_at);
    if (!parsed) {
      parsed.error().place = "known-at";
      return tl::unexpected<error>{std::move(parsed.error())};
    }
    out.view.known_at = *parsed;
  }
  return {};
}

status read_worlds(asked const& in, question& out) {
  for (auto const& text : split(in.scenario)) {
    auto const at = text.find('@');
    record::world_choice choice{text.substr(0, at), std::nullopt};
    if (at != std::string::npos) {
      auto when = parse_date_span(text.substr(at + 1));
      if (!when || when->first == day::min()) {
        return fail(error_kind::bad_input, fmt::format("\"{}\" holds no date after @", text),
                    "scenario", "Write ID or ID@DATE, for example my-railway@2030");
      }
      choice.from = when->first;
    }
    if (choice.id.empty()) {
      return fail(error_kind::bad_input, fmt::format("\"{}\" names no scenario", text), "scenario",
                  "Write ID or ID@DATE");
    }
    out.view.worlds.push_back(std::move(choice));
  }
  return {};
}

// Boxes, wagons and bulk are not unpacked into aircraft unless air is asked for.
bool may_fly(load_unit u) {
  return u == load_unit::truck || u == load_unit::reefer || u == load_unit::air;
}

status read_crew(asked const& in, question& out) {
  if (in.crew.empty()) {
    return {};
  }
  out.drivers = network::parse_crew(in.crew);
  if (!out.drivers) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" is no crew", in.crew), "crew",
                "Choose single or double, or leave it out");
  }
  if (!has_mode(out.modes, mode::road)) {
    return fail(error_kind::bad_input, "a crew drives by road, which is not among the modes",
                "crew", "Add road to the modes, or leave the crew out");
  }
  return {};
}

status read_value(asked const& in, question& out) {
  if (in.value.empty()) {
    return {};
  }
  double value = 0;
  auto const* const last = in.value.data() + in.value.size();
  auto const [end, fault] = std::from_chars(in.value.data(), last, value);
  if (fault != std::errc{} || end != last || !(value > 0) || value > kMaxValueUsd) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" is no value in USD", in.value), "value",
                "Write a number above 0, for example 24000");
  }
  out.value_usd = value;
  return {};
}

status read_load(asked const& in, question& out) {
  if (!in.tonnes.empty()) {
    auto tonnes = read_tonnes(in.tonnes);
    if (!tonnes) {
      return tl::unexpected<error>{std::move(tonnes.error())};
    }
    out.tonnes = *tonnes;
  }
  if (!in.unit.empty()) {
    auto unit = read_choice(in.unit, kUnits, "unit");
    if (!unit) {
      return tl::unexpected<error>{std::move(unit.error())};
    }
    out.unit = *unit;
  }
  auto const modes = split(in.modes);
  if (!modes.empty()) {
    out.modes = 0;
    for (auto const& text : modes) {
      auto one = read_choice(text, kModeList, "modes");
      if (!one) {
        return tl::unexpected<error>{std::move(one.error())};
      }
      out.modes |= bit(*one);
    }
  }
  if (modes.empty() && out.unit && !may_fly(*out.unit)) {
    out.modes &= static_cast<std::uint8_t>(~bit(mode::air));
  }
  if (auto ok = read_crew(in, out); !ok) {
    return ok;
  }
  if (out.unit && (out.modes & own_modes(*out.unit)) == 0) {
    return fail(error_kind::bad_input,
                fmt::format("a load in unit {} cannot go by {} alone", name_of(*out.unit),
                            fmt::join(modes, ", ")),
                "unit", "Add a mode that carries it, or choose another unit");
  }
  return {};
}

status read_places(asked const& in, question& out) {
  if (in.from.empty() || in.to.empty()) {
    return fail(error_kind::bad_input, "a plan needs a start and an end",
                in.from.empty() ? "from" : "to", "Give an id, a UN/LOCODE or a name");
  }
  out.from = in.from;
  out.to = in.to;
  out.via = in.via;
  out.avoid = in.avoid;
  out.product = in.product;
  out.carrier = in.carrier;
  out.under = split(in.under);
  return {};
}

}  // namespace

bool has_mode(std::uint8_t modes, mode m) noexcept {
  return (modes & bit(m)) != 0;
}

std::vector<mode> modes_in(std::uint8_t modes) {
  std::vector<mode> out;
  for (auto const m : kModeList) {
    if (has_mode(modes, m)) {
      out.push_back(m);
    }
  }
  return out;
}

std::uint8_t own_modes(load_unit unit) noexcept {
  switch (unit) {
    case load_unit::truck:
    case load_unit::reefer:
    case load_unit::roro:
      return bit(mode::road) | bit(mode::ferry) | bit(mode::sea);
    case load_unit::teu:
    case load_unit::feu:
      return bit(mode::road) | bit(mode::rail) | bit(mode::ferry) | bit(mode::sea);
    case load_unit::wagon:
      return bit(mode::rail) | bit(mode::ferry);
    case load_unit::bulk:
      return bit(mode::road) | bit(mode::rail) | bit(mode::sea) | bit(mode::ferry);
    case load_unit::air:
      return bit(mode::air);
  }
  return kAllModes;
}

result<question> read_question(asked const& in, day today) {
  question out;
  for (auto const& ok :
       {read_places(in, out), read_load(in, out), read_dates(in, today, out), read_worlds(in, out),
        read_draws(in, out), read_eps(in, out), read_value(in, out)}) {
    if (!ok) {
      return tl::unexpected<error>{ok.error()};
    }
  }
  out.view.without = split(in.without);
  out.view.layers = split(in.layers);
  if (!in.lang.empty()) {
    if (std::find(kLanguages.begin(), kLanguages.end(), in.lang) == kLanguages.end()) {
      return fail(error_kind::bad_input, fmt::format("\"{}\" is not a language of ours", in.lang),
                  "lang", "Choose among en, kk, ru, ur");
    }
    out.lang = in.lang;
  }
  return out;
}

}  // namespace karwan::plan
