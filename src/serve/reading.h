#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "karwan/network/topology.h"
#include "karwan/record/names.h"
#include "karwan/record/store.h"

// What endpoints share: the record as it is now, its names, its topology.
namespace karwan::serve {

struct reading {
  record::store const& record;
  std::string version;
  record::name_index names;
  std::shared_ptr<network::facts const> facts;
  network::topology topology;

  explicit reading(record::store const& r)
      : record{r},
        version{r.version()},
        names{r, {}},
        facts{network::read_facts(r, {})},
        topology{network::build_topology(*facts)} {}

  std::string name_of(std::string_view entity) const {
    return std::string{names.display_name(entity)};
  }
  std::vector<record::row> rows(std::string_view table) const {
    return record.rows(*record::find_table(table), {.all_worlds = true});
  }
};

}  // namespace karwan::serve
