#include "karwan/base/list.h"

#include <algorithm>

namespace karwan {

std::vector<std::string> items_of(std::string_view list, char separator) {
  std::vector<std::string> out;
  while (!list.empty()) {
    auto const end = std::min(list.find(separator), list.size());
    auto const from = std::min(list.find_first_not_of(' '), end);
    auto const item = list.substr(from, end - from);
    if (auto const last = item.find_last_not_of(' '); last != std::string_view::npos) {
      out.emplace_back(item.substr(0, last + 1));
    }
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return out;
}

}  // namespace karwan
