#pragma once

#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "karwan/network/facts.h"

namespace karwan::network {

// The rows that were read for the network, for those who would else read them again. Refers to the
// facts. A view asked with differs from that of the facts in its as_of and worlds at most.
class rows_read {
 public:
  explicit rows_read(facts const&);

  // The row of the actual world in which a statement stands, or nullptr: not in a table that the
  // network reads, in another world, or stated out of turn (a correction). The record can tell.
  record::row const* with(record::statement_ix) const noexcept;
  // Assumptions of these keys as the view has them.
  std::vector<record::row> assumptions(std::span<std::string_view const> keys,
                                       record::view_spec const&) const;
  // Of the rows of a table that the view sees.
  std::set<std::string_view> entities(std::string_view table, record::view_spec const&) const;

 private:
  template <typename Each>
  void each(std::string_view table, record::view_spec const&, Each const&) const;

  facts const& facts_;
  // Of the actual world, by the least of their statements.
  std::vector<std::pair<record::statement_ix, record::row const*>> by_statement_;
};

}  // namespace karwan::network
