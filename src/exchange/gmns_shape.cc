#include "exchange/gmns_shape.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "karwan/base/text.h"
#include "karwan/base/utm.h"

namespace karwan::exchange {
namespace {

struct unit {
  std::string_view name;
  double is;
};

// Metres; the international foot and mile.
constexpr std::array<unit, 14> kLengths{{{"m", 1},
                                         {"meter", 1},
                                         {"meters", 1},
                                         {"metre", 1},
                                         {"metres", 1},
                                         {"km", 1000},
                                         {"kilometer", 1000},
                                         {"kilometre", 1000},
                                         {"foot", 0.3048},
                                         {"feet", 0.3048},
                                         {"ft", 0.3048},
                                         {"mile", 1609.344},
                                         {"miles", 1609.344},
                                         {"mi", 1609.344}}};
constexpr std::array<unit, 6> kSpeeds{
    {{"mph", 1.609344}, {"mile/h", 1.609344}, {"kph", 1}, {"kmh", 1}, {"km/h", 1}, {"m/s", 3.6}}};

template <std::size_t N>
double value_of(std::string_view text, std::array<unit, N> const& units) {
  auto const folded = [&] {
    std::string out{text};
    std::ranges::transform(out, out.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return out;
  }();
  auto const at = std::ranges::find(units, std::string_view{folded}, &unit::name);
  return at == units.end() ? 0 : at->is;
}

// The EPSG code in "EPSG:32619", "32619" or a name of WGS 84; 0: none.
int epsg_of(std::string_view text) {
  auto const colon = text.rfind(':');
  auto const digits = colon == std::string_view::npos ? text : text.substr(colon + 1);
  int code = 0;
  auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), code);
  if (fault == std::errc{} && end == digits.data() + digits.size()) {
    return code;
  }
  return text == "WGS84" || text == "WGS 84" || text == "CRS84" || text.ends_with("CRS84") ? 4326
                                                                                           : 0;
}

void place(int epsg, gmns_units& out) {
  constexpr int kWgs84 = 4326, kUtmNorth = 32600, kUtmSouth = 32700, kZones = 60;
  out.is_lon_lat = epsg == kWgs84;
  for (auto const base : {kUtmNorth, kUtmSouth}) {
    if (epsg > base && epsg <= base + kZones) {
      out.utm_zone = epsg - base;
      out.is_north = base == kUtmNorth;
    }
  }
}

bool could_be_degrees(gmns_data const& data) {
  auto const* nodes = data.find("node");
  return nodes != nullptr && std::ranges::all_of(nodes->rows, [&](gmns_row const& r) {
           auto const x = gmns_number(nodes->text(r, "x_coord"));
           auto const y = gmns_number(nodes->text(r, "y_coord"));
           return (!x || std::abs(*x) <= 180) && (!y || std::abs(*y) <= 90);
         });
}

class wkt_reader {
 public:
  explicit wkt_reader(std::string_view text) : rest_{text} {}

  std::optional<std::vector<point>> line() {
    auto const multi = word("MULTILINESTRING");
    if (!multi && !word("LINESTRING")) {
      return std::nullopt;
    }
    word("Z");
    if (!sign('(')) {
      return std::nullopt;
    }
    std::vector<point> out;
    do {
      if (multi && !sign('(')) {
        return std::nullopt;
      }
      if (!points(out) || !sign(')')) {
        return std::nullopt;
      }
    } while (multi && sign(','));
    auto const closed = !multi || sign(')');
    blanks();
    return closed && rest_.empty() && out.size() > 1 ? std::optional{std::move(out)} : std::nullopt;
  }

 private:
  void blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }
  bool sign(char c) {
    blanks();
    auto const there = rest_.starts_with(c);
    rest_.remove_prefix(there ? 1 : 0);
    return there;
  }
  bool word(std::string_view w) {
    blanks();
    auto const same = rest_.size() >= w.size() &&
                      std::ranges::equal(rest_.substr(0, w.size()), w, [](char a, char b) {
                        return (a >= 'a' && a <= 'z' ? a - 'a' + 'A' : a) == b;
                      });
    rest_.remove_prefix(same ? w.size() : 0);
    return same;
  }
  std::optional<double> number() {
    blanks();
    double value = 0;
    auto const [end, fault] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (fault != std::errc{} || !std::isfinite(value)) {
      return std::nullopt;
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }
  bool points(std::vector<point>& into) {
    do {
      auto const x = number(), y = x ? number() : std::nullopt;
      if (!y) {
        return false;
      }
      number();  // a height
      if (into.empty() || into.back().x != *x || into.back().y != *y) {
        into.push_back({*x, *y});
      }
    } while (sign(','));
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::vector<point>> read_wkt_line(std::string_view text) {
  return wkt_reader{text}.line();
}

std::optional<lat_lon> gmns_units::at(point p) const {
  if (is_lon_lat) {
    return std::abs(p.y) <= 90 && std::abs(p.x) <= 180 ? std::optional{lat_lon{p.y, p.x}}
                                                       : std::nullopt;
  }
  return utm_zone == 0 ? std::nullopt : from_utm(utm_zone, is_north, p.x, p.y);
}

gmns_units read_units(gmns_data const& data, gmns_faults& faults) {
  gmns_units out;
  auto const* config = data.find("config");
  if (config == nullptr || config->rows.empty()) {
    out.is_lon_lat = could_be_degrees(data);
    return out;
  }
  auto const& row = config->rows.front();
  auto const read = [&](char const* field, double& into, auto const& units) {
    auto const text = config->text(row, field);
    into = value_of(text, units);
    if (into == 0 && !text.empty()) {
      faults.warn(*config, row.line, field, "the unit " + in_quotes(text) + " is not known",
                  "Write for example mile, km, foot, m; mph, km/h");
    }
  };
  read("long_length", out.long_m, kLengths);
  read("short_length", out.short_m, kLengths);
  read("speed", out.speed_kmh, kSpeeds);
  auto const crs = config->text(row, "crs");
  place(epsg_of(crs), out);
  if (crs.empty()) {
    out.is_lon_lat = could_be_degrees(data);
  }
  if (!out.placed()) {
    faults.warn(*config, row.line, "crs",
                "where the network lies is not understood from " + in_quotes(crs),
                "Give coordinates in EPSG:4326 or in a UTM zone of WGS 84 (EPSG:326xx, 327xx)");
  }
  return out;
}

std::optional<double> length_m(std::vector<point> const& line, gmns_units const& units) {
  double sum = 0;
  for (std::size_t i = 1; i < line.size(); ++i) {
    auto const a = units.at(line[i - 1]), b = units.at(line[i]);
    if (!a || !b) {
      return std::nullopt;
    }
    sum += geodesic_metres(*a, *b);
  }
  return sum;
}

gmns_lines::gmns_lines(gmns_data const& data) {
  if (auto const* file = data.find("geometry")) {
    for (auto const& row : file->rows) {
      by_id_.emplace(file->text(row, "geometry_id"), file->text(row, "geometry"));
    }
  }
}

std::vector<point> gmns_lines::of(gmns_file const& links, gmns_row const& row) const {
  auto text = links.text(row, "geometry");
  if (text.empty()) {
    auto const at = by_id_.find(links.text(row, "geometry_id"));
    text = at == by_id_.end() ? std::string_view{} : at->second;
  }
  auto line = read_wkt_line(text).value_or(std::vector<point>{});
  if (links.text(row, "dir_flag") == "-1") {
    std::ranges::reverse(line);
  }
  return line;
}

}  // namespace karwan::exchange
