// A network of any bytes, its files with \x1e between, is checked to its end: every fault has a
// place and a remedy.
#include "karwan/exchange/gmns.h"

#include <array>

#include "fuzz.h"

using namespace karwan;

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* bytes, std::size_t size) {
  constexpr std::array kFiles{"config.csv",
                              "node.csv",
                              "link.csv",
                              "geometry.csv",
                              "segment.csv",
                              "movement.csv",
                              "time_set_definitions.csv"};
  auto const text = fuzz::as_text(bytes, size);
  auto const report =
      exchange::check_gmns([&](std::string_view file) -> std::optional<std::string> {
        auto rest = text;
        for (auto const* name : kFiles) {
          auto const one = rest.substr(0, rest.find('\x1e'));
          if (file == name) {
            return one.empty() ? std::nullopt : std::optional{std::string{one}};
          }
          rest.remove_prefix(std::min(one.size() + 1, rest.size()));
        }
        return std::nullopt;
      });
  for (auto const& f : report.faults) {
    fuzz::require(!f.file.empty() && !f.text.empty() && !f.remedy.empty());
  }
  fuzz::require(report.links == 0 || report.nodes > 0 || report.errors() > 0);
  return 0;
}
