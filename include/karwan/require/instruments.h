#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/plan/accession.h"
#include "karwan/record/answers.h"
#include "karwan/record/names.h"
#include "karwan/require/needs.h"
#include "karwan/rules/finding.h"
#include "karwan/rules/membership.h"

// Conventions and agreements by country as of a day, beside the permits and visas that a truck and
// its driver need there.
namespace karwan::require {

struct instrument_column {
  std::string id, name, short_name;
  std::vector<rules::membership> cells;  // as many as countries, in their order
  std::vector<std::string> gaps;  // countries that are not party, or of which nothing is known
};

struct paper_cell {
  std::string country;
  bool at_home{false};  // the carrier's own country
  rules::outcome is{rules::outcome::unknown};
  rules::reason why{rules::reason::no_rule};
  std::vector<std::string> rows, sources;
};

struct paper_column {  // a question of the vehicle's permit or the driver's visa, for one country
  std::string question, title, kind;
  named carrier;
  std::vector<paper_cell> cells;
};

struct instruments {
  record::view_spec view;
  std::vector<named> countries;
  std::vector<instrument_column> columns;
  std::vector<paper_column> papers;
  std::optional<plan::accessions> accession;  // where it was asked for
};

// Countries are those with a land crossing; columns the instruments and agreements of transport of
// which stages in four countries or more are told, or the one that is asked for. `carriers` are
// countries (texts); none: those where the record's tour begins and ends. Error bad_input, with
// "carrier" or "instrument" as its place: no such country or instrument.
result<instruments> find_instruments(record::store const&, record::name_index const&,
                                     record::view_spec const&, std::string const& instrument,
                                     std::vector<std::string> const& carriers);

// Schema `Instruments` of openapi.yaml.
std::string to_json(instruments const&, record::store const&, record::answer_writer&);
// At most 100 columns wide; ends with a line end.
std::string to_text(instruments const&, record::name_index const&, bool colour);

}  // namespace karwan::require
