#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "ingest/word_list.h"
#include "karwan/ingest/phrases.h"

// The words by which numbers, dates, money, units and people are recognised, in English, Russian,
// Kazakh and Urdu: one table per kind, lexicon_*.cc.
namespace karwan::ingest {

enum class sense_kind : std::uint8_t {
  number,     // value below 1000: one, seventeen, thirty, двести
  scale,      // value: hundred, lakh, million; code m: only behind a currency or written M
  ordinal,    // value: third, fifth; code s: a plural, as in two thirds
  part,       // value: half, quarter
  sign,       // minus
  month,      // value 1 to 12; code ?: also another word, so that it needs a day, year or capital
  weekday,    // value 0 (Monday) to 6; code ? as for months
  season,     // value: its first month
  time_unit,  // code: day, week, month, quarter, half, year, decade, century, hour, minute
  unit,       // code: t, km, teu ...; value: how many of it
  percent,
  currency,    // code: ISO 4217; value: how many of it (0.01 of cents)
  symbol,      // the same, written before the amount too
  bound,       // code: about | at_least | at_most | almost
  relative,    // value: -1 last, 0 this, 1 next; code of it: seen from the date that was named last
  day_word,    // value: -1 yesterday, 0 today, 1 tomorrow
  part_of,     // code: early | mid | late | start | end
  ago,         // code: back | on; of it: as for relative, value -1 earlier, 1 later
  fiscal,      // "fiscal year"
  opener,      // a word that may begin a date or an amount without being one: from, the, Q
  title,       // of a person: code honorific | office
  body,        // a word that heads the name of an organisation: ministry, university
  body_class,  // a word for what an organisation is, before its name: the firm X
  accord,      // the same of an agreement
  gathering,   // of an event
  way,         // of a route
  region,      // a continent or a part of one
};

struct sense {
  sense_kind kind{};
  double value{0};
  std::string_view code{};
};

// A row of a table: words that mean the same, separated by |, their blanks by blanks.
struct lexicon_row {
  sense meaning;
  std::string_view words;
};

std::span<lexicon_row const> number_words();
std::span<lexicon_row const> time_words();
std::span<lexicon_row const> unit_words();
std::span<lexicon_row const> currency_words();
std::span<lexicon_row const> name_words();

struct sense_hit {
  sense const* meaning{nullptr};
  std::size_t end{0};  // token behind its last word
  explicit operator bool() const noexcept { return meaning != nullptr; }
};

// A text with the senses of its words. The text must outlive it.
class lexed_text {
 public:
  explicit lexed_text(text_model const&);

  text_model const& text() const noexcept { return *text_; }
  token const& operator[](std::size_t i) const noexcept { return (*text_)[i]; }
  std::size_t size() const noexcept { return text_->size(); }

  // The longest phrase of that kind at a token.
  sense_hit find(std::size_t at, sense_kind) const;
  // Does a phrase of one of these kinds begin with this word?
  bool may_mean(std::size_t at, std::initializer_list<sense_kind>) const;
  bool is(std::size_t at, std::string_view folded) const {
    return at < size() && (*text_)[at].folded == folded;
  }
  // Any of these words, separated by |.
  bool is_any(std::size_t at, std::string_view folded) const {
    return at < size() && is_listed((*text_)[at].folded, folded);
  }
  // The token stands right behind the one before it.
  bool glued(std::size_t at) const { return at < size() && at > 0 && !(*text_)[at].spaced; }

 private:
  text_model const* text_;
  std::vector<std::uint32_t> ids_;
  std::vector<std::uint32_t> kinds_;  // of the phrases that may begin at each token
};

// A currency or unit by a name as people write it; nullopt: unknown.
std::optional<sense> sense_of(std::string_view name, sense_kind);

}  // namespace karwan::ingest
