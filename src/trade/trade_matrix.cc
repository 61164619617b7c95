#include "karwan/trade/trade_matrix.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "karwan/base/text.h"

namespace karwan::trade {
namespace {

std::string line_place(trade_row const& r) {
  return r.line == 0 ? std::string{} : fmt::format("line {}", r.line);
}

std::string pair_text(std::string const& exporter, std::string const& importer) {
  return fmt::format("{} to {}", in_quotes(exporter), in_quotes(importer));
}

status check_value(double value, std::string_view what, std::string const& pair,
                   std::string place) {
  if (std::isfinite(value) && value >= 0) {
    return {};
  }
  return fail(error_kind::bad_data,
              fmt::format("the {} from {} is {}", what, pair,
                          std::isnan(value) ? "not a number"
                          : value < 0       ? "negative"
                                            : "infinite"),
              std::move(place), "Give a number that is not negative");
}

// The countries of all rows, by name, and the place of each.
std::map<std::string, std::size_t> places_of(std::span<trade_row const> rows) {
  std::map<std::string, std::size_t> place;
  for (auto const& r : rows) {
    place.emplace(r.exporter, 0);
    place.emplace(r.importer, 0);
  }
  std::size_t next = 0;
  for (auto& [name, at] : place) {
    at = next++;
  }
  return place;
}

status check_complete(trade_matrix const& m, std::vector<bool> const& seen) {
  for (std::size_t k = 0; k < seen.size(); ++k) {
    if (!seen[k]) {
      return fail(
          error_kind::bad_data,
          "there is no row from " + pair_text(m.countries[k / m.size()], m.countries[k % m.size()]),
          {},
          "Give a row for every pair, each country to itself included; write 0 for no "
          "trade");
    }
  }
  return {};
}

}  // namespace

std::vector<double> trade_matrix::output() const {
  std::vector<double> sum(size(), 0.0);
  for (std::size_t k = 0; k < flow.size(); ++k) {
    sum[k / size()] += flow[k];
  }
  return sum;
}

std::vector<double> trade_matrix::expenditure() const {
  std::vector<double> sum(size(), 0.0);
  for (std::size_t k = 0; k < flow.size(); ++k) {
    sum[k % size()] += flow[k];
  }
  return sum;
}

result<shocked_trade> make_trade(std::span<trade_row const> rows) {
  auto const place = places_of(rows);
  auto const n = place.size();
  shocked_trade out;
  for (auto const& [name, at] : place) {
    out.base.countries.push_back(name);
  }
  out.base.flow.assign(n * n, 0.0);
  out.ratio.assign(n * n, 1.0);
  std::vector<bool> seen(n * n, false);
  for (auto const& r : rows) {
    auto const pair = pair_text(r.exporter, r.importer);
    auto const k = place.at(r.exporter) * n + place.at(r.importer);
    if (seen[k]) {
      return fail(error_kind::bad_data, "there is a second row from " + pair, line_place(r),
                  "Keep one row for each pair: one year, one sum of products");
    }
    for (auto const& ok : {check_value(r.trade, "trade", pair, line_place(r)),
                           check_value(r.ratio, "ratio", pair, line_place(r))}) {
      if (!ok) {
        return tl::unexpected{ok.error()};
      }
    }
    seen[k] = true;
    out.base.flow[k] = r.trade;
    out.ratio[k] = r.ratio;
  }
  auto const whole =
      check_complete(out.base, seen).and_then([&] { return check(out.base, out.ratio); });
  if (!whole) {
    return tl::unexpected{whole.error()};
  }
  return out;
}

status check(trade_matrix const& m, std::span<double const> ratio) {
  auto const n = m.size();
  if (n < 2) {
    return fail(error_kind::bad_data,
                n == 0 ? "there are no countries" : "there is only one country", {},
                "Give the trade of two countries or more");
  }
  if (m.flow.size() != n * n || ratio.size() != n * n) {
    return fail(error_kind::bad_data,
                fmt::format("{} countries need {} flows and ratios; there are {} and {}", n, n * n,
                            m.flow.size(), ratio.size()),
                {}, "Give one of each for every pair");
  }
  for (std::size_t k = 0; k < n * n; ++k) {
    auto const pair = pair_text(m.countries[k / n], m.countries[k % n]);
    for (auto const& ok :
         {check_value(m.flow[k], "trade", pair, {}), check_value(ratio[k], "ratio", pair, {})}) {
      if (!ok) {
        return ok;
      }
    }
  }
  auto const output = m.output();
  auto const expenditure = m.expenditure();
  for (std::size_t i = 0; i < n; ++i) {
    if (output[i] <= 0 || expenditure[i] <= 0) {
      return fail(error_kind::bad_data,
                  fmt::format("{} {} nothing", in_quotes(m.countries[i]),
                              output[i] <= 0 ? "sells" : "buys"),
                  {}, "Leave the country out, or give its trade");
    }
  }
  return {};
}

}  // namespace karwan::trade
