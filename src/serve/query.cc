#include "serve/query.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/known_at.h"

namespace karwan::serve {
namespace {

constexpr std::size_t kLongest = 200;  // bytes of one value
constexpr std::size_t kMostValues = 200;
constexpr std::size_t kDefaultLimit = 12, kMaxLimit = 100;

[[noreturn]] void refuse(std::string_view name, std::string text, std::string remedy) {
  throw failure{{error_kind::bad_input, std::move(text), std::string{name}, std::move(remedy)}};
}

}  // namespace

std::vector<std::string> query::many(std::string_view name) {
  known_.push_back(name);
  std::vector<std::string> out;
  for (auto const& [key, value] : params_) {
    if (key == name) {
      if (value.size() > kLongest) {
        refuse(name, fmt::format("it has more than {} bytes", kLongest), "Shorten it");
      }
      out.push_back(value);
    }
  }
  if (out.size() > kMostValues) {
    refuse(name, fmt::format("it is given more than {} times", kMostValues), "Ask in parts");
  }
  return out;
}

std::string query::one(std::string_view name) {
  auto all = many(name);
  if (all.size() > 1) {
    refuse(name, "it is given more than once", "Give it once");
  }
  return all.empty() ? std::string{} : std::move(all.front());
}

std::string query::required(std::string_view name) {
  auto out = one(name);
  if (out.empty()) {
    refuse(name, "it is missing", fmt::format("Add {}=... to the query", name));
  }
  return out;
}

std::string query::document_format() {
  auto out = one("format");
  if (!out.empty() && out != "json" && out != "html" && out != "md") {
    refuse("format", "there is no format " + in_quotes(out), "Choose json, html or md");
  }
  return out;
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

std::size_t query::limit() {
  auto const text = one("limit");
  if (text.empty()) {
    return kDefaultLimit;
  }
  std::size_t value = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < 1 || value > kMaxLimit) {
    refuse("limit", in_quotes(text) + " is not a limit",
           fmt::format("Give a whole number from 1 to {}", kMaxLimit));
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

}  // namespace karwan::serve
