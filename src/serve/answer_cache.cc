#include "serve/answer_cache.h"

#include <utility>

namespace karwan::serve {
namespace {

constexpr std::size_t kBesides = 256;  // bytes of an entry that are neither key nor body

std::size_t bytes_of(std::string_view key, reply const& r) {
  return key.size() + r.body.size() + kBesides;
}

}  // namespace

std::shared_ptr<reply const> answer_cache::find(std::string const& key) {
  auto const it = by_key_.find(key);
  if (it == by_key_.end()) {
    return nullptr;
  }
  by_use_.splice(by_use_.begin(), by_use_, it->second);
  return it->second->is;
}

void answer_cache::keep(std::string key, std::shared_ptr<reply const> is) {
  auto const bytes = bytes_of(key, *is);
  if (bytes > most_bytes_ || by_key_.contains(key)) {
    return;
  }
  while (bytes_ + bytes > most_bytes_) {
    drop_oldest();
  }
  by_use_.push_front({std::move(key), std::move(is)});
  by_key_.emplace(by_use_.front().key, by_use_.begin());
  bytes_ += bytes;
}

void answer_cache::drop_oldest() {
  auto const& oldest = by_use_.back();
  bytes_ -= bytes_of(oldest.key, *oldest.is);
  by_key_.erase(oldest.key);
  by_use_.pop_back();
}

}  // namespace karwan::serve
