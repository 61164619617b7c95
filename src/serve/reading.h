#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "karwan/network/topology.h"
#include "karwan/record/names.h"
#include "karwan/record/store.h"

// What endpoints share: the record as it is now (or was known then), its names, its topology.
namespace karwan::serve {

struct reading {
  record::store const& record;
  record::view_spec view;  // known_at and published_by count
  std::string version;
  record::name_index names;
  std::shared_ptr<network::facts const> facts;
  network::topology topology;

  explicit reading(record::store const& r, record::view_spec v = {})
      : record{r},
        view{std::move(v)},
        version{r.version()},
        names{r, view},
        facts{network::read_facts(r, view)},
        topology{network::build_topology(*facts)} {}

  std::string name_of(std::string_view entity) const {
    return std::string{names.display_name(entity)};
  }
  std::vector<record::row> rows(std::string_view table) const {
    auto all = view;
    all.all_worlds = true;
    return record.rows(*record::find_table(table), all);
  }
};

// The reading of now, or, for a view that looks back, one that is made for it.
class reading_at {
 public:
  reading_at(reading const& now, record::view_spec const& view) : now_{now} {
    if (view.known_at || view.published_by) {
      then_ = std::make_unique<reading>(now.record, view);
    }
  }
  reading const& operator*() const { return then_ ? *then_ : now_; }

 private:
  reading const& now_;
  std::unique_ptr<reading> then_;
};

}  // namespace karwan::serve
