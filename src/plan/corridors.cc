#include "plan/corridors.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "karwan/base/text.h"

namespace karwan::plan {
namespace {

std::vector<network::mode> modes(record::row const& r, std::string_view column) {
  std::vector<network::mode> out;
  for (auto const& text : r.items(column)) {
    auto const one = network::parse_mode(text);
    if (!one) {
      throw failure{{error_kind::bad_data, fmt::format("{} is no mode", in_quotes(text)),
                     fmt::format("corridors.{}.{}", r.row_id, column),
                     "Write road, rail, sea, ferry or air"}};
    }
    out.push_back(*one);
  }
  return out;
}

corridor read(record::row const& r) {
  corridor out;
  out.entity = r.entity;
  for (auto const column : {"passes", "passes_too"}) {
    if (auto gate = r.items(column); !gate.empty()) {
      out.gates.push_back(std::move(gate));
    }
  }
  out.uses = modes(r, "uses");
  if (auto const only = modes(r, "modes"); !only.empty()) {
    out.modes = 0;
    for (auto const m : only) {
      out.modes |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(m));
    }
  }
  out.avoids = r.items("avoids");
  return out;
}

}  // namespace

std::vector<corridor> read_corridors(record::store const& store, record::view_spec const& view) {
  auto rows = store.rows(*record::find_table("corridors"), view);
  // A corridor that lost one of its gates would be another one.
  std::erase_if(rows, [](record::row const& r) { return !r.withdrawn.empty(); });
  std::ranges::stable_sort(rows, [&](record::row const& a, record::row const& b) {
    return record::preferred(a, b, view.as_of);
  });
  std::map<std::string, record::row const*> preferred;
  for (auto const& r : rows) {
    preferred.try_emplace(r.entity, &r);
  }
  std::vector<record::row const*> in_order;
  for (auto const& [_, r] : preferred) {
    in_order.push_back(r);
  }
  std::ranges::stable_sort(in_order, {},
                           [](record::row const* r) { return r->number("seq").value_or(0); });
  std::vector<corridor> out;
  std::ranges::transform(in_order, std::back_inserter(out),
                         [](record::row const* r) { return read(*r); });
  return out;
}

}  // namespace karwan::plan
