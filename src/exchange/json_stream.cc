#include "exchange/json_stream.h"

#include "exchange/csv_stream.h"

namespace karwan::exchange {
namespace {

bool is_blank(int c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

}  // namespace

int json_stream::peek() {
  if (at_ == block_.size()) {
    block_.resize(kBlock);
    in_.read(block_.data(), kBlock);
    block_.resize(static_cast<std::size_t>(in_.gcount()));
    bytes_ += block_.size();
    at_ = 0;
  }
  return at_ == block_.size() ? kEnd : static_cast<unsigned char>(block_[at_]);
}

int json_stream::take() {
  auto const c = peek();
  at_ += c == kEnd ? 0 : 1;
  next_line_ += c == '\n' ? 1 : 0;
  return c;
}

int json_stream::after_blanks() {
  while (is_blank(peek())) {
    take();
  }
  return peek();
}

bool json_stream::refuse(std::string_view text) {
  fault_ = text;
  line_ = next_line_;
  where_ = where::after;
  return false;
}

// A string with its quotes; escapes stay as they are.
bool json_stream::read_text(std::string& into) {
  into += static_cast<char>(take());
  for (;;) {
    auto const c = take();
    if (c == kEnd) {
      return refuse("a text has no closing quote");
    }
    into += static_cast<char>(c);
    if (c == '"') {
      return true;
    }
    if (c == '\\' && peek() != kEnd) {
      into += static_cast<char>(take());
    }
    if (into.size() > kLongestItem) {
      return refuse("an item is longer than 256 million bytes");
    }
  }
}

// A value as far as its brackets are closed; whether it is sound JSON is not looked at.
bool json_stream::read_value(std::string& into) {
  after_blanks();
  line_ = next_line_;
  for (std::size_t depth = 0;;) {
    auto const c = peek();
    auto const ends = c == ',' || c == ']' || c == '}';
    if (c == kEnd) {
      return refuse("the document ends within a value");
    }
    if (depth == 0 && ends) {
      return !into.empty() || refuse("a value is missing");
    }
    if (c == '"') {
      if (!read_text(into)) {
        return false;
      }
      continue;
    }
    depth += c == '{' || c == '[' ? 1 : 0;
    depth -= c == '}' || c == ']' ? 1 : 0;
    into += static_cast<char>(take());
    if (into.size() > kLongestItem) {
      return refuse("an item is longer than 256 million bytes");
    }
  }
}

bool json_stream::find_array() {
  if (after_blanks() != '{') {
    return refuse("it is no JSON object");
  }
  take();
  auto const wanted = '"' + member_ + '"';
  for (;;) {
    std::string key, value;
    if (after_blanks() != '"') {
      return refuse("it has no member \"" + member_ + "\" that is a list");
    }
    if (!read_text(key)) {
      return false;
    }
    if (after_blanks() != ':') {
      return refuse("a member has no value");
    }
    take();
    if (key == wanted && after_blanks() == '[') {
      take();
      where_ = where::inside;
      return true;
    }
    if (!read_value(value)) {
      return false;
    }
    if (after_blanks() == ',') {
      take();
    }
  }
}

// After the array: other members, and the end.
bool json_stream::finish() {
  where_ = where::after;
  for (;;) {
    auto const c = after_blanks();
    if (c == '}') {
      take();
      return after_blanks() != kEnd && refuse("something follows the document");
    }
    std::string member;
    if (c != ',') {
      return refuse("the document has no end");
    }
    take();
    if (!read_value(member)) {
      return false;
    }
  }
}

bool json_stream::next(std::string& item) {
  item.clear();
  if (where_ == where::after || (where_ == where::before && !find_array())) {
    return false;
  }
  if (after_blanks() == ']') {
    take();
    return finish();
  }
  if (!first_) {
    if (peek() != ',') {
      return refuse("two items are not separated by a comma");
    }
    take();
  }
  first_ = false;
  return read_value(item);
}

}  // namespace karwan::exchange
