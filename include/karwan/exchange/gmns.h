#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Networks in the General Modeling Network Specification, version 0.96 (docs/gmns.md).
namespace karwan::exchange {

// An error keeps a network from being planned on or breaks the specification; a warning is odd.
struct gmns_fault {
  bool is_error{true};
  std::string file;     // link.csv
  std::size_t line{0};  // 1 is the header; 0: the file or the network as a whole
  std::string field;
  std::string text;
  std::string remedy;
};

struct gmns_report {
  std::string name;  // of the data set, as config.csv has it
  std::size_t nodes{0}, links{0};
  std::size_t parts{0};     // that no link joins: 1 is a whole network
  std::size_t parallel{0};  // links beside another one from the same node to the same node: kept
  std::vector<gmns_fault> faults;  // by file and line; at most kMostFaults
  std::size_t unlisted{0};         // faults beyond that

  std::size_t errors() const;
};

inline constexpr std::size_t kMostFaults = 10'000;

// The bytes of a file of the data set; nullopt where it has none. Names end in .csv.
using gmns_source = std::function<std::optional<std::string>(std::string_view file)>;
gmns_source gmns_folder(std::filesystem::path);

// All that is wrong, not only the first. Total: any bytes give a report.
gmns_report check_gmns(gmns_source const&);

std::string to_json(gmns_report const&);
std::string to_text(gmns_report const&);

}  // namespace karwan::exchange
