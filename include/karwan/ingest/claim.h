#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/ingest/gazetteer.h"
#include "karwan/ingest/mention.h"

// What a text states: figures, events, agreements, commitments, roles, positions, projects.
namespace karwan::ingest {

enum class claim_kind : std::uint8_t {
  figure,
  event,
  agreement,
  commitment,
  role,
  position,
  project,
};
std::string_view name_of(claim_kind) noexcept;

// In what way it is stated.
enum class modality : std::uint8_t {
  done,    // it happened, or is so
  agreed,  // the sides agreed that it will be
  planned,
  expected,
  hoped,
  invited,     // somebody was asked to do it
  considered,  // looked into, nothing more
  wanted,      // should, must, needs to
};
std::string_view name_of(modality) noexcept;

// What kind of period the text says a figure is of. A year alone says nothing: of what flows it is
// the calendar's or the books', of what stands it is when it was counted.
enum class period_basis : std::uint8_t { not_said, calendar_year, fiscal_year, part_of_year };

struct claim {
  claim_kind kind{};
  token_range tokens;
  std::uint32_t begin{}, end{};  // code points, half-open: the words that state it
  modality how{modality::done};
  std::string subject{};  // who or what, as the text names it
  std::string
      predicate{};  // the indicator of a figure, the office of a role, else the words of the act
  std::optional<amount> value{};    // of a figure
  std::optional<date_span> when{};  // as of, on, or by
  date_relation relation{date_relation::on};
  period_basis basis{period_basis::not_said};  // of a figure
  std::vector<std::string>
      parties{};  // entities of the record, each once, in the order of the text
  std::vector<std::string> new_parties{};  // names that the record does not know
  bool parties_from_before{false};         // they stand in the sentence before
  std::string sector{};
  bool negated{false};
  bool conditional{false};     // if, were, could
  bool by_interviewer{false};  // not what the document's speaker says
  bool repeated{false};        // says again what stands further up
  double confidence{0};        // 0 to 1
  std::string reason{};        // why so much, in words
};

// In the order of the text. `mentions` are those that find_mentions gives.
std::vector<claim> find_claims(text_model const&, std::vector<mention> const& mentions,
                               date_frame const&);

}  // namespace karwan::ingest
