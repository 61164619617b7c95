#pragma once

#include <map>
#include <string>
#include <vector>

#include "karwan/relations/directory_list.h"
#include "relations/organisations.h"

// From the rows of a list to rows of the record.
namespace karwan::relations {

class list_reader {
 public:
  list_reader(record::store const&, record::name_index const&, organisation_index const&,
              std::string source, std::string direction, std::vector<sheet_fault>& faults);

  // Which cell of a row holds what. Faults: no column of organisations, one named twice.
  void read_header(sheet const&, std::vector<std::string>& ignored);
  void read(sheet_row const&);

  std::vector<record::import_row> const& rows() const noexcept { return out_; }
  // The header of the column that a column of the record came from, for faults.
  std::string field_of(std::string const& table, std::string const& column) const;

 private:
  struct wish {
    std::string direction, what;
  };

  void fault(list_column, std::string text, std::string remedy);
  std::string const& cell(list_column) const;
  std::string header(list_column) const;
  std::string choice(list_column, std::string_view table, std::string_view column,
                     std::string fallback);

  std::string organisation();
  std::string add_organisation(std::string const& name);
  std::string sector_of(std::string const& organisation);
  std::string countries(list_column);
  std::string country(list_column, std::string_view name);
  std::string hs_codes();
  std::string number(list_column);
  std::string verified_by(std::string const& verification);
  std::vector<wish> wishes();
  void add_offer(std::string const& organisation, wish const&, bool has_codes);
  void add_contacts(std::string const& organisation);
  void add(std::string table, std::string row_id, std::string entity,
           std::vector<std::pair<std::string, std::string>> cells);

  record::name_index const& names_;
  organisation_index const& organisations_;
  std::string source_, direction_;
  std::vector<sheet_fault>& faults_;
  std::map<list_column, std::size_t> at_;  // cell of a row
  std::vector<std::string> header_;
  sheet_row const* row_{nullptr};
  std::vector<record::import_row> out_;
  std::map<std::string, std::string> new_organisations_;  // folded name -> id
  std::map<std::string, std::string> new_sectors_;        // id -> sector
  std::map<std::string, std::size_t> lines_;              // row_id -> line
  // Of an organisation: kind and value -> row_id.
  std::map<std::string, std::map<std::string, std::string>> known_contacts_;
};

}  // namespace karwan::relations
