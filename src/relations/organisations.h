#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/store.h"

// Organisations as the preferred of their rows has them.
namespace karwan::relations {

struct organisation {
  std::string id, name, kind, sector, seat;
  std::vector<std::string> countries;  // empty: international
};

class organisation_index {
 public:
  organisation_index(record::store const&, record::name_index const&, record::view_spec const&);

  std::map<std::string, organisation> const& all() const noexcept { return all_; }
  organisation const* find(std::string_view id) const;

  // By id, by a name in the table of names, or by the name that its rows give, alike but for case
  // and accents. Error bad_input: unknown, or several.
  result<std::string> resolve(std::string_view text) const;

 private:
  record::name_index const& names_;
  std::map<std::string, organisation> all_;
  std::multimap<std::string, std::string> by_folded_;
};

}  // namespace karwan::relations
