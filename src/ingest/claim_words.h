#pragma once

#include <span>

#include "karwan/ingest/claim.h"
#include "karwan/ingest/phrases.h"

namespace karwan::ingest {

// Words that make a clause a claim, separated by |.
struct trigger_row {
  claim_kind kind{};
  modality how{};
  std::string_view words;
};
std::span<trigger_row const> trigger_words();

// Words by which the sector of a clause and the indicator of a figure are told.
struct topic_row {
  std::string_view name, words;
};
std::span<topic_row const> sector_words();
std::span<topic_row const> indicator_words();

struct trigger_hit {
  trigger_row const* row{nullptr};
  std::size_t begin{0}, end{0};  // tokens
};

// A text with the triggers and topics in it.
class claim_words {
 public:
  explicit claim_words(text_model const&);
  // The longest trigger that begins at a token; no row: none.
  trigger_hit trigger(std::size_t at) const;
  // The topic that most words between two tokens name; empty: none.
  std::string_view sector(token_range) const;
  std::string_view indicator(token_range) const;

 private:
  text_model const* text_;
  std::vector<std::uint32_t> triggers_, sectors_, indicators_;
};

}  // namespace karwan::ingest
