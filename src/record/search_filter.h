#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/search.h"
#include "record/store_impl.h"
#include "record/word_index.h"

// The filters of a search: kind, sector, country and date of the entity that a row speaks of.
namespace karwan::record {

class search_filter {
 public:
  // Error bad_input where a kind, sector, country or date is none.
  static result<search_filter> make(store const&, name_index const&, search_question const&,
                                    view_spec const&);

  // Kind, sector and country are the entity's, from all its rows. The date is the row's where it
  // has one, else (names, undated rows) any of the entity's.
  bool passes(row const&);
  // What kinds, sectors and dates ask of texts of that class, in SQL over the rowid of its table
  // and whatever the view sees: what it refuses does not pass. Empty: nothing.
  std::string condition(text_class) const;
  // How many entities were read in order to know whether they pass.
  std::size_t read() const noexcept { return read_; }

 private:
  search_filter(store::impl& s, view_spec const& v) : store_{&s}, view_{&v} {}

  struct facets {
    std::set<std::string_view> kinds;
    std::set<std::string> sectors, countries;
    std::vector<date_span> dates;
  };
  facets const& of(std::string const& entity);
  void read_countries(std::vector<row> const&, std::string const& entity, facets&);
  bool overlaps(std::vector<date_span> const&) const;

  store::impl* store_;
  view_spec const* view_;
  std::vector<std::string_view> kinds_;
  std::vector<std::string> sectors_, countries_;
  std::optional<date_span> when_;
  std::map<std::string, facets, std::less<>> known_;
  std::size_t read_{0};
};

}  // namespace karwan::record
