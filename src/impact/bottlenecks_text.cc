#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "karwan/base/json_writer.h"
#include "karwan/impact/bottlenecks.h"
#include "karwan/plan/layout.h"

namespace karwan::impact {
namespace {

constexpr std::size_t kMostBorders = 6;

std::string_view name_of(network::arc_kind k) {
  constexpr std::array<std::string_view, 3> kNames{"link", "crossing", "transfer"};
  return kNames[static_cast<std::size_t>(k)];
}

void write_dollars(json_writer& w, bounded<double> const& v) {
  w.open_object().key("low").number(v.low, 0).key("best").number(v.best, 0);
  w.key("high").number(v.high, 0).close_object();
}

void write_detour(json_writer& w, detour const& d) {
  w.open_object().key("flow").text(d.flow).key("from").text(d.from).key("to").text(d.to);
  w.key("product").text(d.product).key("no_way").boolean(d.no_way);
  if (!d.no_way) {
    w.key("days").number(d.days, 2).key("usd_t").number(d.usd_t, 2);
    w.key("borders").open_array();
    for (auto const& b : d.borders) {
      w.text(b);
    }
    w.close_array();
  }
  w.close_object();
}

void write_shut(json_writer& w, criticality const& c) {
  w.open_object().key("flows").integer(static_cast<std::int64_t>(c.flows));
  w.key("no_way").integer(static_cast<std::int64_t>(c.no_way));
  w.key("days");
  c.days ? w.number(*c.days, 2) : w.null();
  w.key("usd_t");
  c.usd_t ? w.number(*c.usd_t, 2) : w.null();
  w.key("usd_year").number(c.usd_year, 0).key("usd_loads").number(c.usd_loads, 0);
  w.key("detours").open_array();
  for (auto const& d : c.detours) {
    write_detour(w, d);
  }
  w.close_array().close_object();
}

void write_item(json_writer& w, bottleneck const& b) {
  w.open_object().key("kind").text(name_of(b.at.kind)).key("id").text(b.at.entity);
  w.key("name").text(b.name).key("mode").text(network::name_of(b.at.by));
  if (b.at.to_mode) {
    w.key("to_mode").text(network::name_of(*b.at.to_mode));
  }
  w.key("flows").integer(static_cast<std::int64_t>(b.flows));
  w.key("weighted").integer(static_cast<std::int64_t>(b.weighted));
  w.key("unvalued").integer(static_cast<std::int64_t>(b.unvalued));
  w.key("tonnes_year").number(b.tonnes_year, 0).key("loads_year").number(b.loads_year, 0);
  w.key("hours").number(b.hours, 1).key("hour_usd_year");
  write_dollars(w, b.hour_usd_year);
  w.key("hour_usd_loads");
  write_dollars(w, b.hour_usd_loads);
  // A dollar less a load is worth as many dollars as there are loads.
  w.key("dollar_usd_year").number(b.loads_year, 0);
  w.key("shut");
  write_shut(w, b.shut);
  w.close_object();
}

std::string in_usd(double usd) {
  return plan::in_usd(std::llround(usd * 100));
}

std::string title(bottleneck const& b) {
  auto const how = b.at.to_mode ? fmt::format("{} to {}", network::name_of(b.at.by),
                                              network::name_of(*b.at.to_mode))
                                : std::string{network::name_of(b.at.by)};
  return fmt::format("{} {}, {}", name_of(b.at.kind), b.name, how);
}

std::string if_shut(criticality const& c) {
  auto out = c.no_way == c.flows ? std::string{"no way is left"}
             : c.no_way > 0      ? fmt::format("{} of {} left without a way", c.no_way, c.flows)
                                 : std::string{};
  if (c.days) {
    out += fmt::format("{}{:+.1f} d, {:+.0f} $/t", out.empty() ? "" : "; else ", *c.days, *c.usd_t);
    if (c.usd_year != 0) {
      out += fmt::format(", {} a year", in_usd(c.usd_year));
    }
  }
  return out;
}

// The way that most flows take then, by its borders.
std::string way_round(criticality const& c) {
  std::map<std::string, int> ways;
  for (auto const& d : c.detours) {
    if (!d.no_way) {
      std::string way;
      for (std::size_t i = 0; i < d.borders.size() && i < kMostBorders; ++i) {
        way += (way.empty() ? "" : ", ") + d.borders[i];
      }
      ++ways[way.empty() ? "no border" : way];
    }
  }
  auto const most = std::ranges::max_element(ways, {}, &std::pair<std::string const, int>::second);
  return most == ways.end() ? std::string{} : most->first;
}

std::string lines(std::size_t rank, bottleneck const& b) {
  auto out =
      fmt::format("{:>2} {} {:>5} {:>11} {:>7.1f} {:>12} {:>12}\n", rank, left_in(title(b), 44),
                  b.flows, b.weighted == 0 ? "-" : plan::grouped(std::llround(b.tonnes_year)),
                  b.hours, b.weighted == 0 ? "-" : in_usd(b.hour_usd_year.best),
                  b.weighted == 0 ? "-" : in_usd(b.loads_year));
  auto const way = way_round(b.shut);
  out += fmt::format("   if shut: {}\n",
                     plan::wrapped(if_shut(b.shut) + (way.empty() ? "" : "; mostly by " + way),
                                   plan::kColumns, 12));
  return out;
}

}  // namespace

std::string to_json(bottlenecks const& a) {
  json_writer w;
  w.open_object().key("depart").text(to_string(a.asked.depart));
  w.key("record_version").text(a.record_version);
  if (!a.asked.view.layers.empty()) {
    w.key("view").open_object().key("private").open_array();
    for (auto const& layer : a.asked.view.layers) {
      w.text(layer);
    }
    w.close_array().close_object();
  }
  auto const number = [&](char const* key, std::size_t n) {
    w.key(key).integer(static_cast<std::int64_t>(n));
  };
  number("flows", a.flows);
  number("no_route", a.no_route);
  number("refused", a.refused);
  w.key("weights").open_object();
  number("stated", a.stated);
  number("shared", a.shared);
  number("unknown", a.unweighted);
  w.close_object();
  w.key("day_value").open_object().key("low").number(a.day_value.value.low, 4);
  w.key("best").number(a.day_value.value.best, 4).key("high").number(a.day_value.value.high, 4);
  w.key("rows").open_array();
  for (auto const& r : a.day_value.rows) {
    w.text(r);
  }
  w.close_array().close_object();
  w.key("by").text(name_of(a.asked.by));
  number("all", a.all);
  w.key("items").open_array();
  for (auto const& b : a.items) {
    write_item(w, b);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string to_text(bottlenecks const& a) {
  auto out = fmt::format("{} flows of the basket, leaving {}; {} without a way\n", a.flows,
                         plan::in_words(a.asked.depart), a.no_route + a.refused);
  out += fmt::format(
      "weights are illustrative: tonnes of {} flows are stated, of {} shares of a "
      "total, of {} unknown\n",
      a.stated, a.shared, a.unweighted);
  out += fmt::format("a day is worth {:.2f} % of the goods ({:.2f}–{:.2f}) [{}]\n",
                     a.day_value.value.best * 100, a.day_value.value.low * 100,
                     a.day_value.value.high * 100, fmt::join(a.day_value.rows, ", "));
  if (a.items.empty()) {
    return out + "nothing is passed\n";
  }
  constexpr auto kHeading = "{:>53} {:>11} {:>7} {:>12} {:>12}\n";
  out += "\n";
  out += fmt::format(kHeading, "flows", "t/year", "hours", "hour saved", "dollar saved");
  out += fmt::format(kHeading, "", "(weighted)", "spent", "a year", "a year");
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    out += lines(i + 1, a.items[i]);
  }
  if (a.all > a.items.size()) {
    out += fmt::format("\nand {} more: --limit, --json\n", a.all - a.items.size());
  }
  return out;
}

}  // namespace karwan::impact
