#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "karwan/base/json_writer.h"
#include "karwan/base/list.h"
#include "karwan/base/sheet.h"
#include "karwan/base/text.h"
#include "karwan/plan/matrix.h"

namespace karwan::plan {
namespace {

struct shown {
  std::string_view name, unit;
  double per;
  int decimals;
};

shown shown_as(route::criterion c) {
  switch (c) {
    case route::kTime:
      return {"time_h", "h", 3600, 1};
    case route::kCost:
      return {"cost_usd", "USD", 100, 2};
    case route::kEmissions:
      return {"co2e_kg", "kg", 1000, 1};
    case route::kBorders:
      break;
  }
  return {"borders", "", 1, 0};
}

void write_value(json_writer& w, std::optional<std::int64_t> const& v, matrix_column const& as) {
  v ? w.number(static_cast<double>(*v) / as.per, as.decimals) : w.null();
}

template <typename Each>
void each_pair(matrix const& m, std::vector<matrix_column> const& columns, Each const& each) {
  auto const n = m.places.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j < n; ++j) {
      auto const known = [&](matrix_column const& c) { return (*c.values)[i * n + j].has_value(); };
      if (std::ranges::any_of(columns, known)) {
        each(i, j);
      }
    }
  }
}

}  // namespace

std::string_view name_of(route::criterion c) noexcept {
  switch (c) {
    case route::kTime:
      return "time";
    case route::kCost:
      return "cost";
    case route::kEmissions:
      return "emissions";
    case route::kBorders:
      break;
  }
  return "borders";
}

result<std::vector<route::criterion>> read_criteria(std::string_view list) {
  std::vector<route::criterion> out;
  while (!list.empty()) {
    auto const one = list.substr(0, list.find(','));
    list.remove_prefix(std::min(one.size() + 1, list.size()));
    auto const before = out.size();
    for (auto const c : {route::kTime, route::kCost, route::kEmissions, route::kBorders}) {
      if (name_of(c) == one && std::ranges::find(out, c) == out.end()) {
        out.push_back(c);
      }
    }
    if (out.size() == before) {
      return fail(error_kind::bad_input, in_quotes(one) + " is no criterion, or is there twice",
                  "by", "Choose among time, cost, emissions, borders");
    }
  }
  if (out.empty()) {
    return fail(error_kind::bad_input, "no criterion is named", "by",
                "Choose among time, cost, emissions, borders");
  }
  return out;
}

result<matrix_question> read_matrix_question(matrix_asked const& in, day today) {
  auto common = in.common;
  common.from = common.to = "any";  // a question has ends; a matrix has all of them
  auto read = read_question(common, today);
  if (!read) {
    return tl::unexpected{std::move(read.error())};
  }
  auto by = read_criteria(in.by);
  if (!by) {
    return tl::unexpected{std::move(by.error())};
  }
  auto const items = [](std::vector<std::string> const& lists) {
    return items_of(fmt::format("{}", fmt::join(lists, ",")), ',');
  };
  return matrix_question{.common = std::move(*read),
                         .places = items(in.places),
                         .countries = items(in.countries),
                         .by = std::move(*by),
                         .quantiles = in.quantiles};
}

std::vector<matrix_column> columns_of(matrix const& m) {
  std::vector<matrix_column> out;
  auto const add = [&](shown const& as, matrix_values const& values) {
    out.push_back({as.name, as.unit, as.per, as.decimals, &values});
  };
  for (std::size_t c = 0; c < m.by.size(); ++c) {
    add(shown_as(m.by[c]), m.best[c]);
  }
  constexpr std::array<std::string_view, 3> kNames{"p10_h", "p50_h", "p90_h"};
  for (std::size_t q = 0; q < kNames.size(); ++q) {
    if (!m.quantiles_s[q].empty()) {
      add({kNames[q], "h", 3600, 1}, m.quantiles_s[q]);
    }
  }
  return out;
}

std::string to_csv(matrix const& m) {
  auto const columns = columns_of(m);
  std::string out = "from,to";
  for (auto const& c : columns) {
    out += fmt::format(",{}", c.name);
  }
  out += '\n';
  auto const n = m.places.size();
  each_pair(m, columns, [&](std::size_t i, std::size_t j) {
    out += fmt::format("{},{}", m.places[i].id, m.places[j].id);
    for (auto const& c : columns) {
      out += ',';
      if (auto const& v = (*c.values)[i * n + j]) {
        json_writer w;
        write_value(w, v, c);
        out += std::move(w).take();
      }
    }
    out += '\n';
  });
  return out;
}

std::string to_json(matrix const& m) {
  auto const columns = columns_of(m);
  auto const n = m.places.size();
  json_writer w;
  w.open_object().key("depart").text(to_string(m.depart));
  w.key("unit").text(name_of(m.carried.unit)).key("tonnes").number(m.carried.tonnes, 3);
  w.key("record_version").text(m.record_version);
  w.key("places").open_array();
  for (auto const& p : m.places) {
    w.open_object().key("id").text(p.id).key("name").text(p.name).key("country").text(p.country);
    w.key("lat").number(p.at.lat, 5).key("lon").number(p.at.lon, 5).close_object();
  }
  w.close_array();
  w.key("pairs").open_array();
  each_pair(m, columns, [&](std::size_t i, std::size_t j) {
    w.open_object().key("from").text(m.places[i].id).key("to").text(m.places[j].id);
    for (auto const& c : columns) {
      w.key(c.name);
      write_value(w, (*c.values)[i * n + j], c);
    }
    w.close_object();
  });
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace karwan::plan
