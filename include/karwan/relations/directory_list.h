#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/sheet.h"
#include "karwan/record/import.h"
#include "karwan/record/names.h"

// Lists of companies as ministries and chambers exchange them, into the directory
// (docs/relations.md has the headers that are understood).
namespace karwan::relations {

// What the list itself does not say.
struct list_options {
  std::string file;       // its name, for the source that it becomes
  std::string source;     // a source of the record; empty: the list becomes one
  std::string published;  // when the list was made; of a list that becomes a source
  std::string direction;  // offer | want, of rows that do not say; empty: they must
  std::string pack;       // of the new rows; empty where the record holds one
  bool dry_run{false};
};

struct list_report {
  std::vector<sheet_fault> faults;  // every one, by line; empty: the list is in the record
  std::size_t lines{0};             // rows of the list
  std::size_t organisations{0}, offers{0}, contacts{0};  // rows that are new
  std::size_t corrected{0}, unchanged{0};                // rows of the record
  std::vector<std::string> ignored;                      // columns that are not understood
};

// All or nothing. A second time changes nothing. Organisations that the record has are found by
// name; others are added. Contact data are withheld unless the list says that they may be
// published. Errors: not_found (source, pack), bad_input (direction), unavailable.
result<list_report> import_list(record::store&, record::name_index const&, std::string_view bytes,
                                list_options const&, record::signature const&);

// The columns of a list, by what they hold.
enum class list_column : std::uint8_t {
  organisation,
  type,
  seat,
  country,
  website,
  products,
  hs_code,
  offers,
  seeks,
  direction,
  sector,
  quantity,
  unit,
  certificates,
  looks_in,
  contact_policy,
  publish,
  person,
  email,
  phone,
  address,
  verification,
  verified_by,
  note,
};
inline constexpr std::size_t kListColumns = 24;

// Which column a header names, alike but for case, accents and what stands in brackets.
std::optional<list_column> column_named(std::string_view header);

// Every header that is understood, folded, by column: for the documentation and its test.
std::vector<std::vector<std::string_view>> known_headers();

}  // namespace karwan::relations
