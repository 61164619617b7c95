#include "network.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

namespace karwan::route::test {

namespace {

std::vector<interval<std::int64_t>> parse_windows(std::string const& text) {
  std::vector<interval<std::int64_t>> all;
  std::istringstream in{text};
  for (std::string part; std::getline(in, part, ',');) {
    auto const dash = part.find('-');
    all.push_back({std::stoll(part.substr(0, dash)), std::stoll(part.substr(dash + 1))});
  }
  return all;
}

}  // namespace

network make_network(std::size_t nodes, std::vector<arc_row> const& rows) {
  auto sorted = rows;
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](auto const& a, auto const& b) { return a.tail < b.tail; });
  network n;
  n.first_out.assign(nodes + 1, 0);
  for (auto const& r : sorted) {
    ++n.first_out[r.tail + 1];
    n.head.push_back(r.head);
    n.duration.push_back(r.duration);
    n.cost.push_back(r.cost);
    n.emissions.push_back(r.emissions);
    n.borders.push_back(r.borders);
    n.opens.push_back(kAlwaysOpen);
    n.queues.push_back(kNoQueue);
    if (!r.queue.empty()) {
      n.queues.back() = static_cast<std::uint32_t>(n.queue.size() / r.queue.size());
      n.queue.insert(n.queue.end(), r.queue.begin(), r.queue.end());
    }
    if (!r.open.empty()) {
      n.opens.back() = static_cast<std::uint32_t>(n.first_window.size() - 1);
      n.windows.insert(n.windows.end(), r.open.begin(), r.open.end());
      n.first_window.push_back(static_cast<std::uint32_t>(n.windows.size()));
    }
  }
  for (std::size_t v = 0; v < nodes; ++v) {
    n.first_out[v + 1] += n.first_out[v];
  }
  return n;
}

drawing::drawing(std::string_view text) {
  auto const middle = text.find("\n\n");
  auto const picture = text.substr(0, middle);
  std::istringstream lines{std::string{text.substr(middle)}};
  std::vector<arc_row> rows;
  auto const node_of = [&](char letter) {
    if (picture.find(letter) == std::string_view::npos) {
      throw std::invalid_argument{std::string{"not drawn: "} + letter};
    }
    auto const [it, added] = at.emplace(letter, static_cast<node>(name.size()));
    if (added) {
      name.push_back(letter);
    }
    return it->second;
  };
  for (std::string line; std::getline(lines, line);) {
    std::istringstream in{line};
    std::string ends, word, open;
    arc_row r{};
    int borders = 0;
    if (!(in >> ends >> r.duration >> r.cost >> r.emissions >> borders)) {
      continue;
    }
    r.borders = static_cast<std::uint8_t>(borders);
    if (in >> word >> open) {
      r.open = parse_windows(open);
    }
    r.tail = node_of(ends.front());
    r.head = node_of(ends.back());
    rows.push_back(r);
    if (ends.find('<') != std::string::npos) {
      std::swap(r.tail, r.head);
      rows.push_back(r);
    }
  }
  net = make_network(name.size(), rows);
}

std::string drawing::letters(path const& p, std::vector<start> const& starts) const {
  std::string text{name[starts[p.from_start].at]};
  for (auto const a : p.arcs) {
    text += name[net.head[a]];
  }
  return text;
}

}  // namespace karwan::route::test
