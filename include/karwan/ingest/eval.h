#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/ingest/claim.h"
#include "karwan/ingest/gazetteer.h"
#include "karwan/ingest/mention.h"

// How well a recogniser does on what people marked by hand.
namespace karwan::ingest {

// What a person, or a recogniser, found in a document.
struct marked {
  std::uint32_t begin{}, end{};  // code points
  std::string kind, value;
  std::string text{};  // as it is written
};

struct kind_score {
  std::size_t gold{0}, found{0};
  std::size_t met{0};    // places that overlap
  std::size_t right{0};  // and have the right value
  // Of the right ones; 0 where there are none to count.
  double precision() const noexcept;
  double recall() const noexcept;
  double f1() const noexcept;
  double value_accuracy() const noexcept;  // right of met
};

struct eval_fault {
  std::string what;  // missed | false find | wrong value
  std::string doc{}, kind{};
  std::string wanted{}, got{};
  std::string context{};  // the place with some words around it
};

struct evaluation {
  std::map<std::string, kind_score> kinds;
  std::vector<eval_fault> faults;
};

// Is the value that was found the one that was wanted?
using same_value = std::function<bool(marked const& gold, marked const& found)>;

// Adds one document: each gold mark meets at most one find of its kind that overlaps it, one with
// the right value before others. Finds of kinds that no gold of `counted` has are left out.
void score(evaluation&, std::string const& doc, std::string_view text, std::vector<marked> gold,
           std::vector<marked> found, same_value const&);

struct gold_set {
  bool claims{false};  // what is claimed in quotes, not names and values
  std::map<std::string, std::vector<marked>> documents;
};

// Gold marks by document, from a CSV with the columns doc, start, end, text (or quote), kind (or
// type) and normalised (or value); one with quotes holds claims. Rows whose note says [soft] are
// left out. Error bad_input: the first fault of the table, with its line.
result<gold_set> read_gold(std::string_view csv);

// Marks as read_gold has them of what find_mentions finds; plain numbers are left out.
std::vector<marked> marks_of(text_model const&, std::vector<mention> const&);

std::vector<marked> marks_of(text_model const&, std::vector<claim> const&);

// Claims have the same value where the gold one is a number or a day and the found one has it; what
// the gold says in words is not compared: there the place decides.
bool same_claim(marked const& gold, marked const& found);

// Values of the same kind: normal forms but for remarks in brackets; dates by their days; names by
// the entity that they mean, or by their letters where the record knows none.
same_value same_normal_form(gazetteer const&);

// Cases of Recognizers-Text (JSON): inputs with the texts and values that must be found.
enum class recognizer_model : std::uint8_t { number, currency, date, date_period };
struct recognizer_report {
  recognizer_model model{};
  std::size_t cases{0}, passed{0};
  std::size_t stated{0}, stated_passed{0};  // of those whose dates are fully stated in the text
  std::vector<eval_fault> faults;
};
// Counts the cases that JavaScript supports. Error bad_input: no such file.
result<recognizer_report> run_recognizer_cases(std::string_view json);

}  // namespace karwan::ingest
