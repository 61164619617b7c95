#pragma once

#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "karwan/serve/http.h"

namespace karwan::serve {

// Answers by what they depend on; the longest unused make room. Not for two threads at once.
class answer_cache {
 public:
  explicit answer_cache(std::size_t most_bytes) : most_bytes_{most_bytes} {}

  std::shared_ptr<reply const> find(std::string const& key);  // null: not kept
  void keep(std::string key, std::shared_ptr<reply const>);   // not where it is too large
  std::size_t bytes() const { return bytes_; }                // of keys and answers

 private:
  struct kept {
    std::string key;
    std::shared_ptr<reply const> is;
  };
  void drop_oldest();

  std::size_t most_bytes_, bytes_{0};
  std::list<kept> by_use_;  // the last used first
  std::unordered_map<std::string_view, std::list<kept>::iterator> by_key_;
};

}  // namespace karwan::serve
