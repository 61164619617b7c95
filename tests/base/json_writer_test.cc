#include "karwan/base/json_writer.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <limits>
#include <random>
#include <string>

using karwan::json_writer;

TEST(json_writer, nests_with_commas_between_values) {
  json_writer w;
  w.open_object().key("a").open_array().integer(1).integer(-2).close_array();
  w.key("b").open_object().close_object().key("c").null().key("d").boolean(true).close_object();
  EXPECT_EQ(std::move(w).take(), R"({"a":[1,-2],"b":{},"c":null,"d":true})");
}

TEST(json_writer, rounds_numbers_without_exponent_or_trailing_zeros) {
  json_writer w;
  w.open_array().number(276.44, 1).number(12.0, 1).number(-0.04, 1).number(1e15, 2);
  w.number(100, 0).number(std::numeric_limits<double>::quiet_NaN(), 1).close_array();
  EXPECT_EQ(std::move(w).take(), "[276.4,12,0,1000000000000000,100,null]");
}

// The shortest way to the same: every digit that is exact, then what follows the last that counts.
std::string by_printf(double value, int decimals) {
  char text[400];
  std::snprintf(text, sizeof text, "%.*f", decimals, value);
  std::string out{text};
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    out.erase(out.find_last_not_of('.') + 1);
  }
  return out == "-0" ? "0" : out;
}

TEST(json_writer, rounds_as_exact_digits_do) {
  std::mt19937_64 luck{7};
  auto const check = [](double value, int decimals) {
    json_writer w;
    w.number(value, decimals);
    EXPECT_EQ(std::move(w).take(), by_printf(value, decimals)) << decimals << " decimals";
  };
  for (int i = 0; i < 20000; ++i) {
    auto const size = std::pow(10, static_cast<double>(luck() % 14) - 4);
    auto const value = (static_cast<double>(luck() % 2'000'001) - 1e6) / 1e6 * size;
    auto const decimals = static_cast<int>(luck() % 9);
    check(value, decimals);
    // Ties, and what lies just beside them.
    auto const tie = (std::floor(value) + 0.5) / std::pow(2, static_cast<double>(luck() % 4));
    check(tie, decimals);
    check(std::nextafter(tie, 1e9), decimals);
    check(std::nextafter(tie, -1e9), decimals);
  }
}

TEST(json_writer, escapes_any_byte_wherever_it_stands) {
  for (int c = 1; c < 128; ++c) {
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, 'x');
      text[at] = static_cast<char>(c);
      auto const escaped = c == '"'    ? "\\\""
                           : c == '\\' ? "\\\\"
                           : c == '\n' ? "\\n"
                           : c == '\t' ? "\\t"
                           : c < 0x20  ? fmt::format("\\u{:04x}", c)
                                       : std::string(1, static_cast<char>(c));
      json_writer w;
      w.text(text);
      EXPECT_EQ(std::move(w).take(),
                '"' + std::string(at, 'x') + escaped + std::string(19 - at, 'x') + '"');
    }
  }
}

TEST(json_writer, escapes_what_json_cannot_hold) {
  json_writer w;
  w.text("a\"b\\c\n\t\x01 Алматы کراچی");
  EXPECT_EQ(std::move(w).take(), "\"a\\\"b\\\\c\\n\\t\\u0001 Алматы کراچی\"");
}
