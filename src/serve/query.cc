#include "serve/query.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/known_at.h"
#include "karwan/serve/limits.h"
#include "serve/json_body.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kLongest = 200;  // bytes of one value
constexpr std::size_t kMostValues = 200;
constexpr std::size_t kMaxLimit = 100;

[[noreturn]] void refuse(std::string_view name, std::string text, std::string remedy) {
  throw failure{{error_kind::bad_input, std::move(text), std::string{name}, std::move(remedy)}};
}

}  // namespace

std::vector<std::string> query::all_of(std::string_view name, std::size_t longest) {
  known_.push_back(name);
  std::vector<std::string> out;
  for (auto const& [key, value] : params_) {
    if (key == name) {
      if (value.size() > longest) {
        refuse(name, fmt::format("it has more than {} bytes", longest), "Shorten it");
      }
      out.push_back(value);
    }
  }
  if (out.size() > kMostValues) {
    refuse(name, fmt::format("it is given more than {} times", kMostValues), "Ask in parts");
  }
  return out;
}

std::string query::only(std::string_view name, std::size_t longest) {
  auto all = all_of(name, longest);
  if (all.size() > 1) {
    refuse(name, "it is given more than once", "Give it once");
  }
  return all.empty() ? std::string{} : std::move(all.front());
}

std::vector<std::string> query::many(std::string_view name) {
  return all_of(name, kLongest);
}

std::string query::one(std::string_view name) {
  return only(name, kLongest);
}

std::string query::line(std::string_view name) {
  return one_line(name, only(name, kMostJsonTextBytes));
}

std::string query::required(std::string_view name) {
  auto out = one(name);
  if (out.empty()) {
    refuse(name, "it is missing", fmt::format("Add {}=... to the query", name));
  }
  return out;
}

std::string query::choice(std::string_view name, std::initializer_list<std::string_view> among) {
  auto const text = one(name);
  if (text.empty()) {
    return std::string{*among.begin()};
  }
  if (std::ranges::find(among, text) == among.end()) {
    refuse(name, "there is no " + std::string{name} + " " + in_quotes(text),
           fmt::format("Choose among {}", fmt::join(among, ", ")));
  }
  return text;
}

std::string query::document_format() {
  return choice("format", {"json", "html", "md"});
}

bool query::wants_csv() {
  auto const format = one("format");
  if (format.empty()) {
    return quality(accept_, "text/csv") > quality(accept_, "application/json");
  }
  if (format != "json" && format != "csv") {
    refuse("format", "there is no format " + in_quotes(format), "Choose json or csv");
  }
  return format == "csv";
}

std::optional<day> query::day_of(std::string_view name) {
  auto const text = one(name);
  if (text.empty()) {
    return std::nullopt;
  }
  auto parsed = parse_day(text);
  if (!parsed) {
    parsed.error().place = name;
  }
  return value_or_throw(std::move(parsed));
}

void query::look_back(record::view_spec& view) {
  if (auto const text = one("known_at"); !text.empty()) {
    auto known_at = record::parse_known_at(text);
    if (!known_at) {
      known_at.error().place = "known_at";
    }
    view.known_at = value_or_throw(std::move(known_at));
  }
  view.published_by = day_of("published_by");
}

bool query::flag(std::string_view name) {
  auto const text = one(name);
  if (text != "true" && text != "false" && !text.empty()) {
    refuse(name, in_quotes(text) + " is neither true nor false", "Give one of them");
  }
  return text == "true";
}

std::size_t query::limit(std::size_t otherwise) {
  return whole("limit", 1, kMaxLimit, otherwise);
}

std::uint64_t query::whole(std::string_view name, std::uint64_t low, std::uint64_t high,
                           std::uint64_t otherwise) {
  auto const text = one(name);
  if (text.empty()) {
    return otherwise;
  }
  std::uint64_t value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < low || value > high) {
    refuse(name, in_quotes(text) + " cannot be its value",
           fmt::format("Give a whole number from {} to {}", low, high));
  }
  return value;
}

void query::finish() const {
  for (auto const& [key, _] : params_) {
    if (std::ranges::find(known_, key) == known_.end()) {
      refuse(in_quotes(key), "there is no such parameter",
             known_.empty() ? "Leave it out"
                            : fmt::format("Choose among {}", fmt::join(known_, ", ")));
    }
  }
}

error with_parameter_named(error e) {
  auto& place = e.place;
  auto const all_of = [&](char first, char last) {
    return !place.empty() && std::ranges::all_of(place, [&](char c) {
      return (c >= first && c <= last) || c == '-';
    });
  };
  if (all_of('a', 'z')) {
    place.erase(0, place.find_first_not_of('-'));
    std::ranges::replace(place, '-', '_');
  } else if (all_of('A', 'Z')) {
    std::ranges::transform(place, place.begin(),
                           [](char c) { return static_cast<char>(c - 'A' + 'a'); });
  }
  return e;
}

}  // namespace karwan::serve
