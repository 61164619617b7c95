#include <fmt/format.h>

#include "karwan/base/json_writer.h"
#include "karwan/exchange/gmns.h"

namespace karwan::exchange {

std::string to_json(gmns_report const& r) {
  json_writer w;
  auto const count = [&](std::string_view name, std::size_t n) {
    w.key(name).integer(static_cast<std::int64_t>(n));
  };
  w.open_object().key("name").text(r.name);
  count("nodes", r.nodes);
  count("links", r.links);
  count("parts", r.parts);
  count("parallel_links", r.parallel);
  count("errors", r.errors());
  count("warnings", r.faults.size() - r.errors());
  count("unlisted", r.unlisted);
  w.key("faults").open_array();
  for (auto const& f : r.faults) {
    w.open_object().key("kind").text(f.is_error ? "error" : "warning");
    w.key("file").text(f.file).key("line").integer(static_cast<std::int64_t>(f.line));
    w.key("column").text(f.field).key("text").text(f.text).key("remedy").text(f.remedy);
    w.close_object();
  }
  w.close_array().close_object();
  return std::move(w).take();
}

std::string to_text(gmns_report const& r) {
  std::string out;
  for (auto const& f : r.faults) {
    out += fmt::format("{}{}: {}{}{}. {}\n", f.file, f.line == 0 ? "" : fmt::format(":{}", f.line),
                       f.is_error ? "" : "warning: ", f.field.empty() ? "" : f.field + ": ", f.text,
                       f.remedy);
  }
  if (r.unlisted > 0) {
    out += fmt::format("and {} more\n", r.unlisted);
  }
  out += fmt::format(
      "{}{} nodes, {} links ({} of them parallel to another), {} part{}: {} errors, {} "
      "warnings\n",
      r.name.empty() ? "" : r.name + ": ", r.nodes, r.links, r.parallel, r.parts,
      r.parts == 1 ? "" : "s", r.errors(), r.faults.size() - r.errors());
  return out;
}

}  // namespace karwan::exchange
