#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "karwan/base/json_writer.h"

// Sentences of answers that readers of other languages are told too: a code and the values that it
// takes, from which the English text is made as well. A sentence itself may be a value of another.
namespace karwan {

// "{what} keeps {keeps} days": a value stands where its name does.
struct sentence {
  std::string_view code;
  std::string_view english;
};

// A value, or a whole sentence: in English, and what it takes to say it otherwise.
struct said {
  enum class kind : std::uint8_t {
    text,      // as the record or the reader has it
    entity,    // what: its id
    country,   // what: ISO 3166-1 alpha-2
    date,      // what: of any precision, or two with / between
    moment,    // what: 2025-06-02T08:00+05:00, a clock of that place
    number,    // best, low, high, of: the unit
    word,      // what: one of a list, of: the list
    list,      // parts
    sentence,  // what: the code, parts: its values
  };
  kind is{kind::text};
  std::string_view at{};  // the name of its place in the sentence; blank in a list
  std::string english{};
  std::string what{};
  std::string of{};
  double low{0}, best{0}, high{0};
  std::vector<said> parts{};

  said as(std::string_view place) && {
    at = place;
    return std::move(*this);
  }
};

said said_text(std::string text);
said said_entity(std::string_view id, std::string name);
said said_country(std::string_view iso2);
said said_word(std::string_view list, std::string_view word);
said said_date(std::string when);                     // told as it is written
said said_date(std::string when, std::string words);  // told otherwise
said said_moment(std::string stamp, std::string words);
said said_number(double value, std::string_view unit, std::string words);
said said_count(std::int64_t n);
said said_range(double low, double best, double high, std::string_view unit, std::string words);
// English has `between` between all of them.
said said_list(std::vector<said> parts, std::string_view between);

said say_with(sentence const&, std::vector<said> values);

template <typename... Values>
said say(sentence const& s, Values&&... values) {
  std::vector<said> all;
  all.reserve(sizeof...(values));
  (all.push_back(std::forward<Values>(values)), ...);
  return say_with(s, std::move(all));
}

// Members of an open object: `says`, the code, and `values` by their names.
void write_says(json_writer&, said const& sentence);

// A sentence of a module's table by its code, which is looked up when it is compiled: one that is
// missing does not compile.
template <auto const& Table>
struct sentence_in {
  // NOLINTNEXTLINE(google-explicit-constructor): a code is written where a sentence is meant
  consteval sentence_in(char const* code) : is{find(code)} {}
  sentence const& is;

 private:
  static consteval sentence const& find(std::string_view code) {
    for (auto const& each : Table) {
      if (each.code == code) {
        return each;
      }
    }
    throw "no sentence of the table has this code";
  }
};

}  // namespace karwan
