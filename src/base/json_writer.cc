#include "karwan/base/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iterator>
#include <optional>

namespace karwan {
namespace {

constexpr std::uint64_t kOnes = 0x0101010101010101, kHighBits = 0x8080808080808080;

// Is a byte of the eight below n, for n up to 128?
constexpr bool any_below(std::uint64_t eight, std::uint64_t n) {
  return ((eight - kOnes * n) & ~eight & kHighBits) != 0;
}

constexpr bool any_is(std::uint64_t eight, char c) {
  return any_below(eight ^ (kOnes * static_cast<unsigned char>(c)), 1);
}

bool is_plain(char c) {
  return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
}

// How many bytes from the start on stand in JSON as they are.
std::size_t plain_bytes(std::string_view value) {
  std::size_t at = 0;
  for (; at + 8 <= value.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, value.data() + at, 8);
    if (any_below(eight, 0x20) || any_is(eight, '"') || any_is(eight, '\\')) {
      break;
    }
  }
  while (at < value.size() && is_plain(value[at])) {
    ++at;
  }
  return at;
}

constexpr double kPowers[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};
constexpr int kMostDecimals = static_cast<int>(std::size(kPowers)) - 1;

// The value times ten to the decimals, rounded as its exact digits would be; nullopt where double
// arithmetic cannot tell, which is seldom.
std::optional<std::int64_t> scaled(double value, int decimals) {
  constexpr double kLargest = 1e9;  // of which the error below is far less than what is near
  constexpr double kNear = 1e-6;
  if (decimals > kMostDecimals) {
    return std::nullopt;
  }
  auto const exact = std::abs(value) * kPowers[decimals];
  auto const whole = std::floor(exact);
  auto const rest = exact - whole;
  if (!(exact < kLargest) || std::abs(rest - 0.5) < kNear) {
    return std::nullopt;
  }
  auto const n = static_cast<std::int64_t>(whole) + (rest > 0.5 ? 1 : 0);
  return value < 0 ? -n : n;
}

// Of a number that is `n` over ten to the decimals, without trailing zeros.
void write_decimal(std::string& out, std::int64_t n, int decimals) {
  while (decimals > 0 && n % 10 == 0) {
    n /= 10;
    --decimals;
  }
  char digits[24];
  auto const end = std::to_chars(std::begin(digits), std::end(digits), std::abs(n)).ptr;
  auto const count = static_cast<int>(end - digits);
  if (n < 0) {
    out += '-';
  }
  if (count <= decimals) {
    out += "0.";
    out.append(static_cast<std::size_t>(decimals - count), '0');
    out.append(digits, end);
    return;
  }
  out.append(digits, end - decimals);
  if (decimals > 0) {
    out += '.';
    out.append(end - decimals, end);
  }
}

}  // namespace

void json_writer::separate() {
  if (comma_) {
    out_ += ',';
  }
  comma_ = true;
}

// Mostly nothing in it needs a backslash: then it is written in one go.
void json_writer::quote(std::string_view value) {
  auto plain = plain_bytes(value);
  auto const at = out_.size();
  if (plain == value.size()) {
    out_.resize(at + plain + 2);
    out_[at] = out_.back() = '"';
    std::copy_n(value.data(), plain, out_.data() + at + 1);
    return;
  }
  out_ += '"';
  for (;; plain = plain_bytes(value)) {
    out_ += value.substr(0, plain);
    if (plain == value.size()) {
      break;
    }
    escape(value[plain]);
    value.remove_prefix(plain + 1);
  }
  out_ += '"';
}

void json_writer::escape(char c) {
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
  if (auto const n = scaled(value, decimals)) {
    write_decimal(out_, *n, decimals);
    return *this;
  }
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
  char digits[24];
  out_.append(digits, std::to_chars(std::begin(digits), std::end(digits), value).ptr);
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
