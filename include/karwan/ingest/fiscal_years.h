#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/ingest/mention.h"
#include "karwan/record/store.h"

namespace karwan::ingest {

// When the fiscal years of the record's countries begin.
class fiscal_years {
 public:
  fiscal_years(record::store const&, record::view_spec const&);

  // Of the countries among the names of a text that have a fiscal year of their own: the one that
  // is named at least twice as often as any with another; nullopt: there is none.
  std::optional<std::chrono::month_day> start(std::vector<mention> const& names) const;

 private:
  struct own {
    std::string country;
    std::chrono::month_day start;
  };
  std::vector<own> all_;
};

}  // namespace karwan::ingest
