#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "network.h"

// The example of docs/search.md is what the search says.
namespace karwan::route::test {

namespace {

std::string read(std::string const& file) {
  std::ifstream in{file};
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

// The text between the fence ```NAME and the next fence.
std::string block(std::string const& page, std::string const& name) {
  auto const fence = "```" + name + "\n";
  auto const begin = page.find(fence);
  if (begin == std::string::npos) {
    return {};
  }
  auto const text = begin + fence.size();
  return page.substr(text, page.find("```", text) - text);
}

TEST(worked_example, is_what_the_search_says) {
  auto const page = read(KARWAN_TESTS "/../docs/search.md");
  drawing const d{block(page, "network")};
  for (std::int64_t const leave : {0, 12}) {
    std::vector<start> const starts{{d.at.at('M'), {leave, 0, 0, 0}}};
    std::vector<node> const targets{d.at.at('A')};
    auto const found = searcher{d.net.shape()}.run(d.net.weights(), {starts, targets});
    std::string told;
    for (auto const& p : found.front) {
      told += d.letters(p, starts);
      for (auto const c : p.total) {
        told += ' ' + std::to_string(c);
      }
      told += '\n';
    }
    EXPECT_EQ(told, block(page, "front " + std::to_string(leave)));
  }
}

}  // namespace

}  // namespace karwan::route::test
