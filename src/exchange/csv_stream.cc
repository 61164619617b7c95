#include "exchange/csv_stream.h"

namespace karwan::exchange {
namespace {

bool ends_record(int c) {
  return c == '\n' || c == kEnd;
}

}  // namespace

int csv_stream::peek() {
  if (at_ == block_.size()) {
    auto const first = bytes_ == 0;
    block_.resize(kBlock);
    in_.read(block_.data(), kBlock);
    block_.resize(static_cast<std::size_t>(in_.gcount()));
    bytes_ += block_.size();
    at_ =
        first && std::string_view{block_.data(), block_.size()}.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    if (block_.empty()) {
      return kEnd;
    }
  }
  return at_ == block_.size() ? kEnd : static_cast<unsigned char>(block_[at_]);
}

int csv_stream::take() {
  auto const c = peek();
  at_ += c == kEnd ? 0 : 1;
  next_line_ += c == '\n' ? 1 : 0;
  return c;
}

void csv_stream::keep(std::string& cell, int c) {
  if (cell.size() < kLongestCell) {
    cell += static_cast<char>(c);
  } else {
    fault_ = "a cell has more than a million bytes";
  }
}

void csv_stream::read_quoted(std::string& cell) {
  take();  // the quote
  for (;;) {
    auto const c = take();
    if (c == kEnd) {
      fault_ = "a quoted cell has no closing quote";
      return;
    }
    if (c != '"') {
      keep(cell, c);
    } else if (peek() == '"') {
      keep(cell, take());
    } else {
      return;
    }
  }
}

void csv_stream::read_cell(std::string& cell) {
  if (peek() == '"') {
    read_quoted(cell);
    if (peek() == '\r') {
      take();
    }
    if (!ends_record(peek()) && peek() != ',') {
      fault_ = "text follows the closing quote of a cell";
    }
  }
  while (!ends_record(peek()) && peek() != ',') {
    keep(cell, take());
  }
  if (cell.ends_with('\r') && ends_record(peek())) {
    cell.pop_back();
  }
}

bool csv_stream::next(std::vector<std::string>& cells) {
  cells.clear();
  fault_.clear();
  while (peek() == '\n' || peek() == '\r') {
    take();
  }
  if (peek() == kEnd) {
    return false;
  }
  line_ = next_line_;
  for (;;) {
    read_cell(cells.emplace_back());
    if (take() != ',') {
      return true;
    }
  }
}

}  // namespace karwan::exchange
