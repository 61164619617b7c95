#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "karwan/plan/explain.h"
#include "karwan/plan/layout.h"
#include "plan/phrases.h"

namespace karwan::plan {
namespace {

constexpr auto kFigureNames = std::array<std::string_view, 4>{"time", "cost", "co2e", "borders"};

std::string_view unit_in_words(figure f) {
  constexpr auto kUnits = std::array<std::string_view, 4>{"h", "USD", "kg CO2e", ""};
  return kUnits[static_cast<std::size_t>(f)];
}

// 844; 1,320; 0.0425: as many digits as tell it.
std::string plain(double v) {
  return v >= 1000 ? grouped(std::llround(v)) : fmt::format("{:.4g}", v);
}

std::string with_bounds(bounded<double> const& v, std::string_view unit) {
  auto out = plain(v.best) + (unit.empty() ? "" : " " + std::string{unit});
  if (v.low != v.high) {
    out += fmt::format(" ({}–{})", plain(v.low), plain(v.high));
  }
  return out;
}

std::string source_line(operand const& o) {
  auto line = o.title;
  if (!o.publisher.empty() && o.publisher != o.title && !line.starts_with(o.publisher)) {
    line += ", " + o.publisher;
  }
  for (auto const& more : {o.locator, o.on}) {
    line += more.empty() ? "" : ", " + more;
  }
  if (!o.says.empty()) {
    line += ": " + o.says;
  }
  return line;
}

std::string operand_lines(operand const& o, bool colour) {
  auto const value = o.value.best == 0 && o.value.high == 0 ? "" : with_bounds(o.value, o.unit);
  auto out = fmt::format(
      "     {} {} {}\n", left_in(o.spreads ? "± " + o.what : o.what, 38), left_in(value, 30),
      tinted(o.row.empty() ? "asked, or a definition" : name_of(o.graded), tint::faint, colour));
  if (!o.row.empty()) {
    auto const id = o.statements.empty() ? o.row : o.statements.front();
    out += "       " +
           tinted(wrapped(source_line(o) + " [" + id + "]", kColumns, 7), tint::faint, colour) +
           "\n";
  }
  return out;
}

std::string number_lines(explained const& e, bool colour) {
  auto out = "   " +
             tinted(fmt::format("{} {}", name_of(e.of), with_bounds(e.value, unit_in_words(e.of))),
                    tint::strong, colour) +
             "\n   = " + wrapped(e.formula, kColumns, 5) + "\n";
  for (auto const& o : e.operands) {
    out += operand_lines(o, colour);
  }
  std::string parts;
  for (auto const& [leg, best] : e.parts) {
    parts += fmt::format("{}leg {} {}", parts.empty() ? "" : " + ", leg.substr(leg.rfind('.') + 1),
                         plain(best));
  }
  return parts.empty() ? out : out + "   = " + wrapped(parts, kColumns, 5) + "\n";
}

result<std::size_t> read_leg(std::string_view text, std::string const& whole) {
  std::size_t value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value == 0) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" names no number", whole), "explain",
                "Write all, or LEG.FIGURE: 3.cost, total.time, cheapest:2.all");
  }
  return value;
}

}  // namespace

std::string_view name_of(figure f) noexcept {
  return kFigureNames[static_cast<std::size_t>(f)];
}

result<explain_wish> read_explain(std::string const& text) {
  explain_wish out;
  std::string_view rest = text;
  if (auto const colon = rest.find(':'); colon != std::string_view::npos) {
    out.journey = rest.substr(0, colon);
    rest.remove_prefix(colon + 1);
  }
  if (rest == "all") {
    out.all_legs = true;
    return out;
  }
  auto const dot = rest.rfind('.');
  auto const leg = dot == std::string_view::npos ? std::string_view{} : rest.substr(0, dot);
  auto figure_name = dot == std::string_view::npos ? rest : rest.substr(dot + 1);
  if (figure_name == "total" && leg.empty()) {
    figure_name = "all";
  }
  if (!leg.empty() && leg != "total") {
    auto number = read_leg(leg.substr(leg.rfind('.') + 1), text);
    if (!number) {
      return tl::unexpected<error>{std::move(number.error())};
    }
    out.leg = *number;
  }
  if (figure_name == "all") {
    return out;
  }
  auto const at = std::ranges::find(kFigureNames, figure_name);
  if (at == kFigureNames.end()) {
    return fail(error_kind::bad_input, fmt::format("\"{}\" names no number", text), "explain",
                "Write all, or LEG.FIGURE with time, cost, co2e or borders: 3.cost, total.time");
  }
  out.of = static_cast<figure>(at - kFigureNames.begin());
  return out;
}

std::string to_text(explanation const& e, bool colour) {
  auto labels = std::string{};
  for (auto const l : e.labels) {
    labels += (labels.empty() ? "" : " · ") + std::string{name_of(l)};
  }
  std::ranges::replace(labels, '_', ' ');
  auto out = heading(e.asked, colour) +
             fmt::format("journey {}{}{}\n", e.journey, labels.empty() ? "" : " · ", labels);
  std::string last = "none";
  for (auto const& n : e.numbers) {
    if (n.leg != last) {
      out += "\n" +
             rule(n.leg.empty() ? "Total" : fmt::format("Leg {}: {}", n.number, n.title), colour);
      last = n.leg;
    }
    out += number_lines(n, colour);
  }
  return out + "\n" +
         tinted(wrapped("± only widens low and high. Withdraw a statement (karwan record retract "
                        "ID), and the number changes, or another of the same value takes its "
                        "place.",
                        kColumns, 0),
                tint::faint, colour) +
         "\n";
}

}  // namespace karwan::plan
