#pragma once

#include <string>
#include <vector>

#include "karwan/record/report.h"

// What the short doors for a fact share: dates, packs, and who says so. All throw failure.
namespace karwan::record {

void add_if(cell_texts& to, char const* column, std::string const& value);
// What is known on a day, with the private layer of the report.
view_spec view_on(day as_of, manner const&);
date_span date_of(std::string const& text, char const* option);
// The one pack that speaks of the entity; empty: none does, or several.
std::string pack_of(store&, std::string const& entity);

// The source that a report rests on, and how to record it where it is new.
class source_finder {
 public:
  source_finder(store const& s, reporting const& r, view_spec const& view)
      : s_{s}, r_{r}, view_{view} {}

  std::string id;
  std::string called;  // for a summary: who reports it
  std::vector<addition> to_add;

  void find(day today);

 private:
  bool known_by_address();
  void make(std::string const& host, day today);

  store const& s_;
  reporting const& r_;
  view_spec const& view_;
};

}  // namespace karwan::record
