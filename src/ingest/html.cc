#include "ingest/html.h"

#include <array>
#include <charconv>
#include <utility>

namespace karwan::ingest {
namespace {

constexpr std::size_t kLongestEntity = 10;  // letters between & and ;

constexpr auto kEntities = std::to_array<std::pair<std::string_view, std::string_view>>(
    {{"amp", "&"},   {"lt", "<"},    {"gt", ">"},     {"quot", "\""}, {"apos", "'"},
     {"nbsp", " "},  {"ndash", "–"}, {"mdash", "—"},  {"lsquo", "‘"}, {"rsquo", "’"},
     {"ldquo", "“"}, {"rdquo", "”"}, {"laquo", "«"},  {"raquo", "»"}, {"hellip", "…"},
     {"pound", "£"}, {"euro", "€"},  {"yen", "¥"},    {"copy", "©"},  {"deg", "°"},
     {"times", "×"}, {"shy", ""},    {"thinsp", " "}, {"middot", "·"}});

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

void append_point(std::string& out, std::uint32_t c) {
  if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) ||
      (c < 0x20 && c != '\n' && c != '\t')) {
    return;
  }
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0U | c >> 6U);
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0U | c >> 12U);
    out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | c >> 18U);
    out += static_cast<char>(0x80U | (c >> 12U & 0x3FU));
    out += static_cast<char>(0x80U | (c >> 6U & 0x3FU));
    out += static_cast<char>(0x80U | (c & 0x3FU));
  }
}

// &#233; and &#xE9;; false: it is none.
bool append_numbered(std::string& out, std::string_view name) {
  if (name.size() < 2 || name[0] != '#') {
    return false;
  }
  auto const hex = name[1] == 'x' || name[1] == 'X';
  auto const digits = name.substr(hex ? 2 : 1);
  std::uint32_t c = 0;
  auto const [end, wrong] =
      std::from_chars(digits.data(), digits.data() + digits.size(), c, hex ? 16 : 10);
  if (wrong != std::errc{} || end != digits.data() + digits.size()) {
    return false;
  }
  append_point(out, c);
  return true;
}

bool append_named(std::string& out, std::string_view name) {
  for (auto const& [known, text] : kEntities) {
    if (known == name) {
      out += text;
      return true;
    }
  }
  return false;
}

}  // namespace

bool same_tag(std::string_view tag, std::string_view name) {
  if (tag.size() != name.size()) {
    return false;
  }
  for (std::size_t i = 0; i < tag.size(); ++i) {
    if (lower(tag[i]) != name[i]) {
      return false;
    }
  }
  return true;
}

bool tag_is(std::string_view tag, std::string_view names) {
  for (std::size_t at = 0; at < names.size();) {
    auto const end = std::min(names.find('|', at), names.size());
    if (same_tag(tag, names.substr(at, end - at))) {
      return true;
    }
    at = end + 1;
  }
  return false;
}

bool html_reader::read_tag(html_piece& out) {
  auto i = std::size_t{1};
  out.closing = i < rest_.size() && rest_[i] == '/';
  i += out.closing ? 1 : 0;
  auto const name = i;
  while (i < rest_.size() && ((lower(rest_[i]) >= 'a' && lower(rest_[i]) <= 'z') ||
                              (i > name && rest_[i] >= '0' && rest_[i] <= '9'))) {
    ++i;
  }
  if (i == name) {
    return false;
  }
  out.tag = rest_.substr(name, i - name);
  auto const attributes = i;
  for (auto quote = '\0'; i < rest_.size() && (quote != '\0' || rest_[i] != '>'); ++i) {
    if (rest_[i] == '"' || rest_[i] == '\'') {
      quote = quote == '\0' ? rest_[i] : quote == rest_[i] ? '\0' : quote;
    }
    if (i - attributes > 4096) {  // a quote that nobody closes must not swallow the page
      i = std::min(rest_.find('>', attributes), rest_.size());
      break;
    }
  }
  out.attributes = rest_.substr(attributes, i - attributes);
  rest_.remove_prefix(std::min(i + 1, rest_.size()));
  if (!out.closing && tag_is(out.tag, "script|style")) {
    raw_until_ = out.tag;
  }
  return true;
}

bool html_reader::next(html_piece& out) {
  out = {};
  if (rest_.empty()) {
    return false;
  }
  if (!raw_until_.empty()) {  // what a script holds is one text
    auto end = rest_.find("</");
    while (end != std::string_view::npos &&
           !same_tag(rest_.substr(end + 2, raw_until_.size()),
                     same_tag(raw_until_, "script") ? "script" : "style")) {
      end = rest_.find("</", end + 2);
    }
    out.text = rest_.substr(0, end);
    rest_.remove_prefix(out.text.size());
    raw_until_ = {};
    return true;
  }
  if (rest_.starts_with("<!--")) {
    auto const end = rest_.find("-->");
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 3);
    return true;
  }
  if (rest_.starts_with("<!") || rest_.starts_with("<?")) {
    auto const end = rest_.find('>');
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return true;
  }
  if (rest_.front() == '<' && read_tag(out)) {
    return true;
  }
  auto const end = rest_.find('<', 1);
  out.text = rest_.substr(0, end);
  rest_.remove_prefix(out.text.size());
  return true;
}

std::string attribute(std::string_view attributes, std::string_view name) {
  for (std::size_t i = 0; i < attributes.size();) {
    while (i < attributes.size() && (is_space(attributes[i]) || attributes[i] == '/')) {
      ++i;
    }
    auto const begin = i;
    while (i < attributes.size() && !is_space(attributes[i]) && attributes[i] != '=') {
      ++i;
    }
    auto const key = attributes.substr(begin, i - begin);
    std::string_view value;
    if (i < attributes.size() && attributes[i] == '=') {
      ++i;
      auto const quote = i < attributes.size() ? attributes[i] : ' ';
      if (quote == '"' || quote == '\'') {
        auto const end = std::min(attributes.find(quote, i + 1), attributes.size());
        value = attributes.substr(i + 1, end - i - 1);
        i = end + 1;
      } else {
        auto const start = i;
        while (i < attributes.size() && !is_space(attributes[i])) {
          ++i;
        }
        value = attributes.substr(start, i - start);
      }
    }
    if (same_tag(key, name)) {
      return entities_read(value);
    }
    i += key.empty() ? 1 : 0;
  }
  return {};
}

std::string entities_read(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto const end =
        text[i] == '&' ? text.substr(i, kLongestEntity + 2).find(';') : std::string_view::npos;
    auto const name =
        end == std::string_view::npos ? std::string_view{} : text.substr(i + 1, end - 1);
    if (!name.empty() && (append_numbered(out, name) || append_named(out, name))) {
      i += end;
    } else if (text[i] != '\0') {
      out += text[i];
    }
  }
  return out;
}

}  // namespace karwan::ingest
