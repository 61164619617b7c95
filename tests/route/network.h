#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/route/search.h"

namespace karwan::route::test {

// A network and its metric that own their arrays.
struct network {
  std::vector<std::uint32_t> first_out{0};
  std::vector<node> head;
  std::vector<std::int64_t> duration, cost, emissions;
  std::vector<std::uint8_t> borders;
  std::vector<std::uint32_t> opens, first_window{0};
  std::vector<interval<std::int64_t>> windows;
  std::vector<std::uint32_t> queues;
  std::vector<std::int64_t> queue;

  graph shape() const { return {first_out, head}; }
  metric weights() const {
    return {duration, cost, emissions, borders, opens, first_window, windows, queues, queue};
  }
};

struct arc_row {
  node tail, head;
  std::int64_t duration, cost, emissions;
  std::uint8_t borders;
  std::vector<interval<std::int64_t>> open{};  // empty: always
  std::vector<std::int64_t> queue{};           // 24 hours; empty: none
};

// Arcs keep their order within a tail.
network make_network(std::size_t nodes, std::vector<arc_row> const&);

// A network told as text: a drawing, an empty line, and one line per arc (-> one way, <-> both):
//   "A->B time cost emissions borders [open 2-4,8-9]".
// Nodes are single letters; each that an arc names must stand in the drawing.
struct drawing {
  explicit drawing(std::string_view);
  network net;
  std::map<char, node> at;
  std::vector<char> name;

  // Node letters along a path: "ABD".
  std::string letters(path const&, std::vector<start> const&) const;
};

}  // namespace karwan::route::test
