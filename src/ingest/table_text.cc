#include "ingest/table_text.h"

#include <algorithm>

namespace karwan::ingest {
namespace {

constexpr std::size_t kLongestName = 40;  // bytes of a column's name

std::string_view line_at(std::string_view text, std::size_t at) {
  auto line = text.substr(std::min(at, text.size()));
  line = line.substr(0, line.find('\n'));
  return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

// A name of a column: short, without a blank at an end, a quote aside, and no sentence.
bool is_column_name(std::string_view cell) {
  return !cell.empty() && cell.size() <= kLongestName && cell.front() != ' ' &&
         cell.back() != ' ' && cell.back() != '.' && cell.find(": ") == std::string_view::npos;
}

// Columns of a line of names; 0: it is no such line.
std::size_t columns_of(std::string_view header, char separator) {
  std::size_t n = 0;
  for (std::size_t at = 0; at <= header.size(); ++n) {
    auto const end = std::min(header.find(separator, at), header.size());
    if (!is_column_name(header.substr(at, end - at))) {
      return 0;
    }
    at = end + 1;
  }
  return n;
}

}  // namespace

bool is_table(std::string_view text) noexcept {
  constexpr std::size_t kLeast = 3;  // columns
  auto const header = line_at(text, 0);
  auto const next =
      line_at(text, text.find('\n') == std::string_view::npos ? text.size() : text.find('\n') + 1);
  return std::ranges::any_of(std::string_view{",;\t"}, [&](char separator) {
    auto const columns = columns_of(header, separator);
    auto const cells = static_cast<std::size_t>(std::ranges::count(next, separator)) + 1;
    return columns >= kLeast && cells >= columns;
  });
}

}  // namespace karwan::ingest
