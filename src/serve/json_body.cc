#include "serve/json_body.h"

#include <algorithm>

#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include "karwan/base/text.h"
#include "karwan/serve/limits.h"
#include "serve/refusal.h"

namespace karwan::serve {
namespace {

[[noreturn]] void wrong(std::string_view name, std::string text, std::string remedy) {
  refuse(error_kind::bad_input, std::move(text), std::string{name}, std::move(remedy));
}

// application/json, of which charset may say only what it is anyway.
bool is_json(std::string_view type) {
  auto const plain = plain_type(type);
  return plain == "application/json" || plain == "application/json;charset=utf-8";
}

std::string_view text_of(std::string_view name, boost::json::value const& v) {
  if (!v.is_string()) {
    wrong(name, "it is no text", "Send a text in quotes");
  }
  return v.get_string();
}

std::string line_of(std::string_view name, boost::json::value const& v) {
  return one_line(name, text_of(name, v));
}

}  // namespace

std::string plain_type(std::string_view type) {
  std::string out;
  for (auto const c : type) {
    if (c != ' ' && c != '\t') {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

std::string one_line(std::string_view name, std::string_view text) {
  if (text.size() > kMostJsonTextBytes) {
    wrong(name, "it is too long", fmt::format("Send at most {} bytes", kMostJsonTextBytes));
  }
  auto const is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
  if (std::ranges::any_of(text, is_control)) {
    wrong(name, "it has control characters", "Send one line of text");
  }
  return to_nfc(text);
}

json_body::json_body(request const& q, std::size_t most) {
  if (!is_json(q.content_type)) {
    refuse_as(415, "the body is not said to be JSON", "Content-Type",
              "Send an object of JSON with Content-Type: application/json");
  }
  if (q.body.size() > most) {
    refuse_as(413, "the body is too long", {}, fmt::format("Send at most {} bytes", most));
  }
  boost::json::error_code code;
  boost::json::parse_options limits;
  limits.max_depth = kMostJsonDepth;
  auto read = boost::json::parse(q.body, code, {}, limits);
  if (code || !read.is_object()) {  // nothing of it is repeated: it may hold a password
    wrong({}, "the body is no object of JSON",
          fmt::format("Send one in UTF-8, at most {} levels deep", kMostJsonDepth));
  }
  all_ = std::move(read.get_object());
}

boost::json::value const* json_body::find(std::string_view name) {
  known_.emplace_back(name);
  auto const* v = all_.if_contains(name);
  return v == nullptr || v->is_null() ? nullptr : v;
}

std::string json_body::one(std::string_view name) {
  auto const* v = find(name);
  return v == nullptr ? std::string{} : line_of(name, *v);
}

std::string json_body::required(std::string_view name) {
  auto out = one(name);
  if (out.empty()) {
    wrong(name, "it is missing", fmt::format("Send the member {}", name));
  }
  return out;
}

std::string json_body::lines(std::string_view name) {
  auto const* v = find(name);
  return v == nullptr ? std::string{} : std::string{text_of(name, *v)};
}

bool json_body::flag(std::string_view name) {
  auto const* v = find(name);
  if (v != nullptr && !v->is_bool()) {
    wrong(name, "it is neither true nor false", "Send true or false");
  }
  return v != nullptr && v->get_bool();
}

std::vector<std::pair<std::string, std::string>> json_body::texts(std::string_view name) {
  auto const* v = find(name);
  if (v == nullptr) {
    return {};
  }
  if (!v->is_object()) {
    wrong(name, "it is no object", "Send an object of texts by their columns");
  }
  std::vector<std::pair<std::string, std::string>> out;
  for (auto const& [key, value] : v->get_object()) {
    out.emplace_back(key, line_of(name, value));
  }
  return out;
}

void json_body::finish() const {
  for (auto const& [key, _] : all_) {
    if (std::ranges::find(known_, std::string_view{key}) == known_.end()) {
      wrong(in_quotes(key), "there is no such member",
            fmt::format("Choose among {}", fmt::join(known_, ", ")));
    }
  }
}

}  // namespace karwan::serve
