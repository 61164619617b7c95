#include "case_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace karwan::cases {
namespace {

constexpr std::array<std::string_view, 15> kVerbs{"type", "pack",    "fresh",   "today",  "set",
                                                  "copy", "write",   "replace", "$",      "exit",
                                                  "json", "problem", "stdout",  "stderr", "same"};
constexpr std::string_view kBlockEnd = "----";

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

// Reads the escape at text[i] (after the backslash), appends what it means, returns its last index.
std::size_t append_escape(std::string_view text, std::size_t i, std::string& word) {
  switch (i < text.size() ? text[i] : '\0') {
    case 'n':
      word += '\n';
      return i;
    case '"':
    case '\\':
      word += text[i];
      return i;
    case 'x': {
      unsigned byte{0};
      auto const digits = text.substr(i + 1, 2);
      auto const end = digits.data() + digits.size();
      if (digits.size() != 2 || std::from_chars(digits.data(), end, byte, 16).ptr != end) {
        throw std::runtime_error{"\\x needs two hexadecimal digits"};
      }
      word += static_cast<char>(byte);
      return i + 2;
    }
    default:
      throw std::runtime_error{"unknown escape: use \\\" \\\\ \\n or \\xNN"};
  }
}

bool opens_block(step const& s) {
  return (s.verb == "write" && s.words.size() == 1) ||
         ((s.verb == "stdout" || s.verb == "stderr") && s.words == std::vector<std::string>{"is"});
}

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t i = 0; i < text.size();) {
    if (is_blank(text[i])) {
      ++i;
      continue;
    }
    std::string word;
    bool quoted = false;
    for (; i < text.size() && (quoted || !is_blank(text[i])); ++i) {
      if (text[i] == '"') {
        quoted = !quoted;
      } else if (quoted && text[i] == '\\') {
        i = append_escape(text, i + 1, word);
      } else {
        word += text[i];
      }
    }
    if (quoted) {
      throw std::runtime_error{"a \" is not closed"};
    }
    words.push_back(std::move(word));
  }
  return words;
}

std::vector<step> parse_case(std::string_view text, std::string const& name) {
  std::vector<step> steps;
  bool in_block = false;
  int line_number = 0;
  while (!text.empty()) {
    auto const end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    if (in_block) {
      in_block = line != kBlockEnd;
      if (in_block) {
        steps.back().block.append(line).append("\n");
      }
      continue;
    }
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (line.empty() || line.front() == '#') {
      continue;
    }
    try {
      step s;
      s.line = line_number;
      s.text = line;
      s.words = split_words(line);
      s.verb = s.words.front();
      s.words.erase(s.words.begin());
      if (std::find(kVerbs.begin(), kVerbs.end(), s.verb) == kVerbs.end()) {
        throw std::runtime_error{
            fmt::format("unknown word '{}'; known: {}", s.verb, fmt::join(kVerbs, " "))};
      }
      in_block = opens_block(s);
      steps.push_back(std::move(s));
    } catch (std::runtime_error const& e) {
      throw std::runtime_error{fmt::format("{}:{}: {}", name, line_number, e.what())};
    }
  }
  if (in_block) {
    throw std::runtime_error{
        fmt::format("{}:{}: the block has no end ({})", name, steps.back().line, kBlockEnd)};
  }
  return steps;
}

std::vector<step> read_case(std::filesystem::path const& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) {
    throw std::runtime_error{fmt::format("{}: cannot be read", file.string())};
  }
  std::string const text{std::istreambuf_iterator<char>{in}, {}};
  return parse_case(text, file.string());
}

}  // namespace karwan::cases
