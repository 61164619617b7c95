#include "exe/sheet_file.h"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "exe/common.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/problem.h"

namespace karwan::exe {

std::string read_sheet_file(std::string const& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in || std::filesystem::is_directory(file)) {
    throw failure{{error_kind::bad_input, "the list cannot be read", file, "Name a CSV file"}};
  }
  return {std::istreambuf_iterator<char>{in}, {}};
}

void refuse_sheet(std::string const& file, bool json, std::vector<sheet_fault> const& faults,
                  std::string remedy) {
  error const e{
      error_kind::bad_data,
      fmt::format("the list has {} fault{}", faults.size(), faults.size() == 1 ? "" : "s"), file,
      std::move(remedy)};
  json_writer w;
  w.open_object();
  write_problem(w, e);
  w.key("faults").open_array();
  for (auto const& f : faults) {
    w.open_object();
    w.key("file").text(file);
    w.key("line").integer(static_cast<std::int64_t>(f.line));
    w.key("column").text(f.field);
    w.key("text").text(f.text);
    w.key("remedy").text(f.remedy);
    w.close_object();
    if (!json) {
      fmt::print(stderr, "{}{}: {}{}. {}\n", file, f.line == 0 ? "" : fmt::format(":{}", f.line),
                 f.field.empty() ? "" : f.field + ": ", f.text, f.remedy);
    }
  }
  w.close_array();
  w.close_object();
  if (json) {
    fmt::print(stderr, "{}\n", std::move(w).take());
  } else {
    fmt::print(stderr, "karwan: {}\n", e.sentence());
  }
  throw already_reported{};
}

}  // namespace karwan::exe
