#include <fmt/format.h>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include "record/pack_files.h"

namespace karwan::record {
namespace {

namespace json = boost::json;

bool is_short(json::array const& a) {
  for (auto const& v : a) {
    if (v.is_structured()) {
      return false;
    }
  }
  return true;
}

void write(std::string& out, json::value const& v, std::size_t depth) {
  auto const line = [&](std::size_t d) { out.append("\n").append(2 * d, ' '); };
  if (v.is_double()) {
    out += fmt::format("{}", v.get_double());
  } else if (v.is_object() && !v.get_object().empty()) {
    out += '{';
    auto first = true;
    for (auto const& [key, value] : v.get_object()) {
      out += first ? "" : ",";
      first = false;
      line(depth + 1);
      out += json::serialize(key) + ": ";
      write(out, value, depth + 1);
    }
    line(depth);
    out += '}';
  } else if (v.is_array() && !v.get_array().empty()) {
    auto const flat = is_short(v.get_array());
    out += '[';
    auto first = true;
    for (auto const& item : v.get_array()) {
      out += first ? "" : (flat ? ", " : ",");
      first = false;
      if (!flat) {
        line(depth + 1);
      }
      write(out, item, depth + 1);
    }
    if (!flat) {
      line(depth);
    }
    out += ']';
  } else {
    out += json::serialize(v);
  }
}

}  // namespace

std::string pretty(json::value const& v) {
  std::string out;
  write(out, v, 0);
  return out + "\n";
}

}  // namespace karwan::record
