#include "exe/progress.h"

#include <unistd.h>

#include <cstdio>
#include <utility>

#include <fmt/format.h>

namespace karwan::exe {
namespace {

constexpr std::chrono::milliseconds kEvery{250};

}  // namespace

void progress_line::operator()(record::pack_progress const& p) {
  auto const now = clock::now();
  if (p.writing != was_writing_) {
    was_writing_ = p.writing;
    began_ = now;
  }
  std::chrono::duration<double> const took = now - began_;
  if (now - shown_ < kEvery || took.count() < (is_shown_ ? 0.1 : 1.0) || p.bytes == 0) {
    return;
  }
  shown_ = now;
  is_shown_ = true;
  auto const done = static_cast<double>(p.bytes) / static_cast<double>(p.bytes_in_all);
  fmt::print(stderr, "\r\x1b[K{}: {} rows, {:.0f} rows/s, {:.0f} %, about {:.0f} s left",
             p.writing ? "writing" : "checking", p.rows, static_cast<double>(p.rows) / took.count(),
             100 * done, took.count() * (1 - done) / done);
  std::fflush(stderr);
}

void progress_line::clear() {
  if (is_shown_) {
    fmt::print(stderr, "\r\x1b[K");
    is_shown_ = false;
  }
}

count_line::count_line(std::string what)
    : what_{std::move(what)}, shown_{isatty(STDERR_FILENO) != 0} {}

void count_line::operator()(std::size_t done, std::size_t all) {
  if (!shown_) {
    return;
  }
  fmt::print(stderr, "\r\x1b[K");
  if (done < all) {
    fmt::print(stderr, "{} of {} {}", done, all, what_);
  }
  std::fflush(stderr);
}

}  // namespace karwan::exe
