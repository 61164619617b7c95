#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"

// A document's text as tokens, sentences and turns of an interview. All offsets are in Unicode code
// points of the text as it was given, half-open.
namespace karwan::ingest {

enum class token_kind : std::uint8_t { word, digits, mark };

struct token {
  std::uint32_t begin{}, end{};  // code points
  std::uint32_t byte{}, bytes{};
  token_kind kind{token_kind::mark};
  bool spaced{false};         // white space stands before it
  bool line_start{false};     // first on its line
  bool capital{false};        // a word that begins with a capital letter
  bool all_capitals{false};   // and has no small one
  std::string_view folded{};  // as karwan::fold; digits of any script as 0-9; a mark as it is
};

// Tokens [begin, end).
struct token_range {
  std::uint32_t begin{}, end{};
};

enum class speaker_role : std::uint8_t { none, interviewer, interviewee };

// One turn of an interview: "Q:", "A:", "Вопрос:" or a name before a colon opens it.
struct turn {
  token_range tokens;
  speaker_role role{speaker_role::none};
  std::string speaker;  // as the text names it; may be empty
};

// Owns the text; tokens point into it. Built once, in time linear in the text.
class text_model {
 public:
  // bad_data where the bytes are not UTF-8, hold a NUL, or are more than 64 MB.
  static result<text_model> read(std::string text);
  // What read would refuse the text for.
  static status check(std::string_view text);

  text_model(text_model&&) noexcept = default;
  text_model& operator=(text_model&&) noexcept = default;

  std::string const& text() const noexcept { return text_; }
  std::vector<token> const& tokens() const noexcept { return tokens_; }
  std::vector<token_range> const& sentences() const noexcept { return sentences_; }
  std::vector<turn> const& turns() const noexcept { return turns_; }
  token const& operator[](std::size_t i) const noexcept { return tokens_[i]; }
  std::size_t size() const noexcept { return tokens_.size(); }

  // What the tokens [begin, end) cover, as it is written; empty where there are none.
  std::string_view written(token_range) const noexcept;
  // The text of one token, as it is written.
  std::string_view written(std::size_t i) const noexcept;
  // The sentence that holds a token.
  token_range sentence_of(std::size_t token) const noexcept;
  // The turn that holds a token; nullptr where the text is no interview.
  turn const* turn_of(std::size_t token) const noexcept;

 private:
  text_model() = default;
  void find_tokens();
  void find_sentences();
  void find_turns();

  std::string text_;
  std::vector<char> folded_;  // of all tokens, one behind the other; never moves in memory
  std::vector<token> tokens_;
  std::vector<token_range> sentences_;
  std::vector<turn> turns_;
};

}  // namespace karwan::ingest
