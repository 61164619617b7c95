#include "chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace karwan::bench {

chart::chart(std::string title, double per, int decimals)
    : title_{std::move(title)}, per_{per}, decimals_{decimals} {}

void chart::add(std::string group, std::string name, double value, std::string note) {
  bars_.push_back({std::move(group), std::move(name), std::move(note), value});
}

std::string chart::text() const {
  std::size_t groups = 0, names = 0;
  for (auto const& b : bars_) {
    groups = std::max(groups, b.group.size());
    names = std::max(names, b.name.size());
  }
  auto out = fmt::format("{} (one # is {})\n\n", title_, per_);
  std::string before;
  for (auto const& b : bars_) {
    auto const length = static_cast<int>(std::lround(b.value / per_));
    out += fmt::format("{:>{}} {:<{}} {} {:.{}f}{}\n", b.group == before ? "" : b.group, groups,
                       b.name, names, std::string(static_cast<std::size_t>(length), '#'), b.value,
                       decimals_, b.note.empty() ? "" : " (" + b.note + ")");
    before = b.group;
  }
  return out;
}

}  // namespace karwan::bench
