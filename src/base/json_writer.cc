#include "karwan/base/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace karwan {

void json_writer::separate() {
  if (comma_) {
    out_ += ',';
  }
  comma_ = true;
}

void json_writer::quote(std::string_view value) {
  out_ += '"';
  auto const is_plain = [](char c) {
    return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
  };
  while (!value.empty()) {
    auto const plain =
        static_cast<std::size_t>(std::ranges::find_if_not(value, is_plain) - value.begin());
    out_ += value.substr(0, plain);
    if (plain == value.size()) {
      break;
    }
    auto const c = value[plain];
    value.remove_prefix(plain + 1);
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
    } else if (c == '\n') {
      out_ += "\\n";
    } else if (c == '\t') {
      out_ += "\\t";
    } else {
      fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned>(c));
    }
  }
  out_ += '"';
}

json_writer& json_writer::open_object() {
  separate();
  out_ += '{';
  comma_ = false;
  return *this;
}

json_writer& json_writer::close_object() {
  out_ += '}';
  comma_ = true;
  return *this;
}

json_writer& json_writer::open_array() {
  separate();
  out_ += '[';
  comma_ = false;
  return *this;
}

json_writer& json_writer::close_array() {
  out_ += ']';
  comma_ = true;
  return *this;
}

json_writer& json_writer::key(std::string_view name) {
  separate();
  quote(name);
  out_ += ':';
  comma_ = false;
  return *this;
}

json_writer& json_writer::text(std::string_view value) {
  separate();
  quote(value);
  return *this;
}

json_writer& json_writer::number(double value, int decimals) {
  if (!std::isfinite(value)) {
    return null();
  }
  separate();
  auto digits = fmt::format("{:.{}f}", value, decimals);
  if (digits.find('.') != std::string::npos) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') {
      digits.pop_back();
    }
  }
  out_ += digits == "-0" ? "0" : digits;
  return *this;
}

json_writer& json_writer::integer(std::int64_t value) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", value);
  return *this;
}

json_writer& json_writer::boolean(bool value) {
  separate();
  out_ += value ? "true" : "false";
  return *this;
}

json_writer& json_writer::null() {
  separate();
  out_ += "null";
  return *this;
}

json_writer& json_writer::texts(std::vector<std::string> const& all) {
  open_array();
  for (auto const& one : all) {
    text(one);
  }
  return close_array();
}

void write_if(json_writer& w, std::string_view key, std::string_view value) {
  if (!value.empty()) {
    w.key(key).text(value);
  }
}

}  // namespace karwan
