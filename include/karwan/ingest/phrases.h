#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "karwan/ingest/text.h"

namespace karwan::ingest {

// So that tables of folded words are asked without a copy of the word.
struct folded_hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view folded) const noexcept {
    return std::hash<std::string_view>{}(folded);
  }
};

// Phrases of one or more words, each with numbers that its owner gives it, found in a text by one
// look-up a word. Hyphens, apostrophes and the dots of abbreviations do not count; endings of
// Russian and Kazakh words are taken off where the word itself is unknown.
class phrase_book {
 public:
  // Adds the words of `phrase` (any case and script). One phrase may have several payloads. Returns
  // the number of its first word; 0: it has no words and is left out.
  std::uint32_t add(std::string_view phrase, std::uint32_t payload);

  // The number of each token's word in this book, 0 where it is in no phrase.
  std::vector<std::uint32_t> ids(text_model const&) const;

  // Calls found(end, payload) for each phrase that begins at the token, the shorter first.
  template <typename Found>
  void matches(text_model const& t, std::vector<std::uint32_t> const& ids, std::size_t at,
               Found const& found) const {
    std::uint32_t node = 0;
    for (auto i = at; i < t.size() && i < at + kLongest; ++i) {
      if (i > at && is_skipped(t, i)) {
        continue;
      }
      if (ids[i] == 0 || !step(node, ids[i])) {
        return;
      }
      for (auto const payload : ends_[node]) {
        found(i + 1, payload);
      }
    }
  }

 private:
  static constexpr std::size_t kLongest = 16;  // tokens of a phrase, so that a look-up is bounded
  static bool is_skipped(text_model const&, std::size_t i);
  bool step(std::uint32_t& node, std::uint32_t id) const;
  std::uint32_t id_of(std::string_view folded) const;

  std::unordered_map<std::string, std::uint32_t, folded_hash, std::equal_to<>> words_;
  std::unordered_map<std::uint64_t, std::uint32_t> edges_;  // (node, word) -> node
  std::vector<std::vector<std::uint32_t>> ends_{1};         // of each node
};

}  // namespace karwan::ingest
