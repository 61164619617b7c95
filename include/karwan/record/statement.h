#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/store.h"

// Single statements with everything that is known of them, whatever their status.
namespace karwan::record {

enum class statement_status : std::uint8_t { accepted, proposed, rejected, retracted };
std::string_view name_of(statement_status) noexcept;
std::optional<statement_status> status_named(std::string_view) noexcept;  // nullopt: none is

struct source_entry {
  std::string id, title, publisher, url, published_on, language;
};

struct statement_entry {
  statement_ix ix{};
  std::string id;  // row_id.column, ~2 and on for corrections
  std::string entity, row_id;
  property_ix property{};
  std::string value;             // as the pack writes it
  std::optional<double> number;  // number, integer
  std::string world;             // empty: actual
  date_span valid{}, observed{};
  std::string grade, source, locator, note;  // blank for sources, which have neither
  statement_status status{statement_status::accepted};
  std::string status_reason;  // of a retraction or rejection
  bool superseded{false};     // a later accepted statement of the same cell holds instead
  instant recorded_at{};
  std::string recorded_by;
};

// ROW.COLUMN, and ~N of a cell that is stated the Nth time.
std::string statement_id(std::string_view row_id, std::string_view column, std::int64_t stated);

// As the view's known_at has them: what was retracted or corrected by then is told as such. Left
// out is what waits to be accepted or was rejected (unless the view supposes it), what is of a
// private layer that the view does not choose, what is withheld (table::shown_if), and what comes
// from a source published later.

// In the order asked for; unknown ones are left out.
std::vector<statement_entry> read_statements(store const&, std::span<statement_ix const>,
                                             view_spec const& = {});

// Error not_found where there is none, or the view does not see it.
result<statement_entry> read_statement(store const&, std::string_view id, view_spec const&);

// All that was ever stated of an entity, by table, row and column.
std::vector<statement_entry> statements_of(store const&, std::string_view entity,
                                           view_spec const& = {});

// A source by its id; an id without rows gives an entry without a title.
source_entry read_source(store const&, std::string_view id, view_spec const& = {});

}  // namespace karwan::record
