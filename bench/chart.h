#pragma once

#include <string>
#include <vector>

namespace karwan::bench {

// Bars of figures that a bench measured, as text that stands in a page between ``` lines.
class chart {
 public:
  // per: how much one # is.
  chart(std::string title, double per, int decimals);

  // A bar; the group is told where it changes. A note stands behind the figure.
  void add(std::string group, std::string name, double value, std::string note = {});
  std::string text() const;

 private:
  struct bar {
    std::string group, name, note;
    double value;
  };
  std::string title_;
  double per_;
  int decimals_;
  std::vector<bar> bars_;
};

}  // namespace karwan::bench
