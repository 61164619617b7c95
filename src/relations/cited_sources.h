#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "karwan/relations/commitment.h"

namespace karwan::relations {

// The sources of a story, numbered from 1 in the order in which it comes to them.
class cited_sources {
 public:
  explicit cited_sources(story const&);
  std::size_t number_of(std::string const& source) const;  // 0: not cited
  std::vector<std::string> const& all() const { return ids_; }

 private:
  std::vector<std::string> ids_;
};

}  // namespace karwan::relations
