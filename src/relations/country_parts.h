#pragma once

#include <map>
#include <set>
#include <string>

#include "karwan/relations/country.h"
#include "relations/organisations.h"
#include "relations/tell.h"

// The parts of a country's page; each reads the tables that it tells of.
namespace karwan::relations {

struct country_scope {
  record::store const& from;
  record::name_index const& names;
  record::view_spec view;
  std::string country, reader;
  organisation_index organisations;

  // Does the row name the country, or a body of it?
  bool is_of(record::row const&, std::string const& country) const;
  bool is_of_both(group const& g) const {
    return is_of(g.rows.front(), country) && is_of(g.rows.front(), reader);
  }
};

std::vector<country_number> numbers_of_country(country_scope const&);
std::vector<country_figure> figures_of_country(country_scope const&);
std::vector<country_practice> practice_of_country(country_scope const&);
std::vector<country_body> bodies_of_country(country_scope const&);
std::vector<country_connection> connections_of_country(country_scope const&);
std::vector<country_fact> facts_of_country(country_scope const&);

}  // namespace karwan::relations
