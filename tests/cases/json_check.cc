#include "json_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <regex>
#include <stdexcept>

namespace karwan::cases {
namespace {

namespace json = boost::json;
using found = std::vector<json::value const*>;

std::string unescape(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size()) {
      out += token[++i] == '1' ? '/' : '~';
    } else {
      out += token[i];
    }
  }
  return out;
}

void add_children(json::value const& v, std::string const& token, found& out) {
  if (auto const* array = v.if_array()) {
    if (token == "*") {
      for (auto const& element : *array) {
        out.push_back(&element);
      }
    } else if (!token.empty() && token.find_first_not_of("0123456789") == std::string::npos) {
      auto const i = std::stoull(token);
      if (i < array->size()) {
        out.push_back(&(*array)[i]);
      }
    }
  } else if (auto const* object = v.if_object()) {
    if (token == "*") {
      for (auto const& member : *object) {
        out.push_back(&member.value());
      }
    } else if (auto const* member = object->if_contains(token)) {
      out.push_back(member);
    }
  }
}

// A word as the value it is compared with: 12 | "text" | true | null; beside text, and where it is
// not JSON, the word itself.
json::value literal(std::string const& word, json::value const& beside) {
  json::error_code ec;
  auto v = json::parse(word, ec);
  return ec || (beside.is_string() && !v.is_string()) ? json::value(word) : v;
}

// -1, 0, 1, or nullopt where the two cannot be ordered.
std::optional<int> compare(json::value const& a, json::value const& b) {
  if (a.is_number() && b.is_number()) {
    auto const x = a.to_number<double>();
    auto const y = b.to_number<double>();
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (a.is_string() && b.is_string()) {
    auto const order = a.get_string().compare(b.get_string());
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  return std::nullopt;
}

bool equal(json::value const& a, json::value const& b) {
  auto const order = compare(a, b);
  return order ? *order == 0 : a == b;
}

bool is_comparison(std::string const& op) {
  return op == "==" || op == "!=" || op == "<" || op == "<=" || op == ">" || op == ">=";
}

bool holds(json::value const& a, std::string const& op, json::value const& b) {
  if (op == "==" || op == "!=") {
    return equal(a, b) == (op == "==");
  }
  auto const order = compare(a, b);
  return order && (op == "<"    ? *order < 0
                   : op == "<=" ? *order <= 0
                   : op == ">"  ? *order > 0
                                : *order >= 0);
}

// Every value found compares; a pointer on the right is compared pair by pair.
std::string check_comparison(json::value const& root, found const& values, std::string const& op,
                             std::string const& word) {
  if (values.empty()) {
    return "nothing is there";
  }
  if (!word.starts_with('/')) {
    for (auto const* v : values) {
      if (!holds(*v, op, literal(word, *v))) {
        return json::serialize(*v);
      }
    }
    return {};
  }
  auto others = find_all(root, word);
  if (others.size() == 1) {
    others.resize(values.size(), others.front());
  }
  if (others.size() != values.size()) {
    return fmt::format("{} values against {}", values.size(), others.size());
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!holds(*values[i], op, *others[i])) {
      return fmt::format("{} against {}", json::serialize(*values[i]), json::serialize(*others[i]));
    }
  }
  return {};
}

std::string check_kind(found const& values, std::string const& kind) {
  if (kind == "absent" || values.empty()) {
    return kind == "absent" ? (values.empty() ? "" : json::serialize(*values.front()))
                            : "nothing is there";
  }
  for (auto const* v : values) {
    bool const ok = kind == "present"   ? true
                    : kind == "null"    ? v->is_null()
                    : kind == "number"  ? v->is_number()
                    : kind == "string"  ? v->is_string()
                    : kind == "array"   ? v->is_array()
                    : kind == "object"  ? v->is_object()
                    : kind == "boolean" ? v->is_bool()
                                        : throw std::runtime_error{"unknown kind: " + kind};
    if (!ok) {
      return json::serialize(*v);
    }
  }
  return {};
}

// contains: some value found equals it, or is an array with such an element, or text with it
// inside.
bool has(json::value const& v, std::string const& word) {
  if (auto const* array = v.if_array()) {
    return std::any_of(array->begin(), array->end(),
                       [&](auto const& element) { return equal(element, literal(word, element)); });
  }
  auto const wanted = literal(word, v);
  return v.is_string()
             ? std::string_view{v.get_string()}.find(wanted.get_string()) != std::string_view::npos
             : equal(v, wanted);
}

std::string check_has(found const& values, std::string const& op, std::string const& word) {
  for (auto const* v : values) {
    if (has(*v, word)) {
      return op == "contains" ? std::string{} : json::serialize(*v);
    }
  }
  if (op == "lacks") {
    return {};
  }
  return values.empty() ? "nothing is there"
                        : fmt::format("{} values, the first: {}", values.size(),
                                      json::serialize(*values.front()));
}

std::string check_matches(found const& values, std::string const& pattern) {
  std::regex const re{pattern};
  for (auto const* v : values) {
    auto const text = v->is_string() ? std::string{v->get_string()} : json::serialize(*v);
    if (!std::regex_search(text, re)) {
      return text;
    }
  }
  return values.empty() ? "nothing is there" : "";
}

}  // namespace

found find_all(json::value const& root, std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/') {
    throw std::runtime_error{fmt::format("'{}' is not a JSON pointer: begin with /", pointer)};
  }
  found current{&root};
  while (!pointer.empty()) {
    pointer.remove_prefix(1);
    auto const end = std::min(pointer.find('/'), pointer.size());
    auto const token = unescape(pointer.substr(0, end));
    pointer.remove_prefix(end);
    found next;
    for (auto const* v : current) {
      add_children(*v, token, next);
    }
    current = std::move(next);
  }
  return current;
}

std::string check_json(json::value const& root, std::vector<std::string> const& words) {
  auto const size = words.size();
  auto const op = size > 1 ? words[1] : std::string{};
  auto const values = find_all(root, size > 0 ? words[0] : std::string{});
  if (size == 3 && is_comparison(op)) {
    return check_comparison(root, values, op, words[2]);
  }
  if (size == 3 && op == "is") {
    return check_kind(values, words[2]);
  }
  if (size == 3 && (op == "contains" || op == "lacks")) {
    return check_has(values, op, words[2]);
  }
  if (size == 3 && op == "matches") {
    return check_matches(values, words[2]);
  }
  if (size == 4 && op == "count" && is_comparison(words[2])) {
    auto const size_found = json::value(values.size());
    return holds(size_found, words[2], literal(words[3], size_found))
               ? std::string{}
               : fmt::format("{} values", values.size());
  }
  throw std::runtime_error{
      "say POINTER == != < <= > >= VALUE | is KIND | contains | lacks | matches VALUE | "
      "count == VALUE"};
}

}  // namespace karwan::cases
