#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "karwan/record/store.h"

// What the network reads from the record: once, in typed columns, for topologies and metrics alike.
namespace karwan::network {

struct facts;  // src/network/rows.h

// Rows of every world that the view's known_at, published_by, without and hidden let through; its
// as_of and worlds are a metric's business. Throws failure (bad_data) where a row cannot be used: a
// weekday that is none, bounds out of order, a speed of zero.
std::shared_ptr<facts const> read_facts(record::store const&, record::view_spec const&);

// The same from any other place, for tests: called once per table.
std::shared_ptr<facts const> read_facts(
    std::function<std::vector<record::row>(record::table_ix)> const& rows_of);

}  // namespace karwan::network
