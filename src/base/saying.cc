#include "karwan/base/saying.h"

#include <algorithm>

namespace karwan {
namespace {

constexpr int kDecimals = 6;

void write_value(json_writer& w, said const& v);

void write_values(json_writer& w, std::vector<said> const& values) {
  w.open_object();
  for (auto const& v : values) {
    w.key(v.at);
    write_value(w, v);
  }
  w.close_object();
}

void write_number(json_writer& w, said const& v) {
  w.key("number").number(v.best, kDecimals);
  if (v.low != v.best || v.high != v.best) {
    w.key("low").number(v.low, kDecimals).key("high").number(v.high, kDecimals);
  }
  write_if(w, "unit", v.of);
}

void write_value(json_writer& w, said const& v) {
  w.open_object();
  switch (v.is) {
    case said::kind::text:
      w.key("text").text(v.english);
      break;
    case said::kind::entity:
      w.key("entity").text(v.what).key("name").text(v.english);
      break;
    case said::kind::country:
      w.key("country").text(v.what);
      break;
    case said::kind::date:
      w.key("date").text(v.what);
      break;
    case said::kind::moment:
      w.key("moment").text(v.what);
      break;
    case said::kind::number:
      write_number(w, v);
      break;
    case said::kind::word:
      w.key("word").text(v.what).key("of").text(v.of);
      break;
    case said::kind::list:
      w.key("list").open_array();
      for (auto const& part : v.parts) {
        write_value(w, part);
      }
      w.close_array();
      break;
    case said::kind::sentence:
      write_says(w, v);
      break;
  }
  w.close_object();
}

}  // namespace

said said_text(std::string text) {
  return {.english = std::move(text)};
}

said said_entity(std::string_view id, std::string name) {
  return {.is = said::kind::entity, .english = std::move(name), .what = std::string{id}};
}

said said_country(std::string_view iso2) {
  return {.is = said::kind::country, .english = std::string{iso2}, .what = std::string{iso2}};
}

said said_word(std::string_view list, std::string_view word) {
  return {.is = said::kind::word,
          .english = std::string{word},
          .what = std::string{word},
          .of = std::string{list}};
}

said said_date(std::string when) {
  auto words = when;
  return said_date(std::move(when), std::move(words));
}

said said_date(std::string when, std::string words) {
  return {.is = said::kind::date, .english = std::move(words), .what = std::move(when)};
}

said said_moment(std::string stamp, std::string words) {
  return {.is = said::kind::moment, .english = std::move(words), .what = std::move(stamp)};
}

said said_number(double value, std::string_view unit, std::string words) {
  return said_range(value, value, value, unit, std::move(words));
}

said said_count(std::int64_t n) {
  return said_number(static_cast<double>(n), {}, std::to_string(n));
}

said said_range(double low, double best, double high, std::string_view unit, std::string words) {
  return {.is = said::kind::number,
          .english = std::move(words),
          .of = std::string{unit},
          .low = low,
          .best = best,
          .high = high};
}

said said_list(std::vector<said> parts, std::string_view between) {
  said out{.is = said::kind::list};
  for (auto const& part : parts) {
    (out.english += out.english.empty() ? "" : between) += part.english;
  }
  out.parts = std::move(parts);
  return out;
}

said say_with(sentence const& s, std::vector<said> values) {
  said out{.is = said::kind::sentence, .what = std::string{s.code}};
  auto rest = s.english;
  while (!rest.empty()) {
    auto const open = std::min(rest.find('{'), rest.size());
    out.english += rest.substr(0, open);
    rest.remove_prefix(open);
    if (rest.empty()) {
      break;
    }
    auto const close = rest.find('}');
    auto const value = std::ranges::find(values, rest.substr(1, close - 1), &said::at);
    if (value != values.end()) {
      out.english += value->english;
    }
    rest.remove_prefix(close + 1);
  }
  out.parts = std::move(values);
  return out;
}

void write_says(json_writer& w, said const& s) {
  w.key("says").text(s.what);
  w.key("values");
  write_values(w, s.parts);
}

}  // namespace karwan
