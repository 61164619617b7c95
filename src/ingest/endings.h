#pragma once

#include <functional>
#include <string_view>

namespace karwan::ingest {

// Calls with what a folded Russian or Kazakh word may be an inflected form of, the likeliest first,
// until the callback says that it is one. A bounded number of forms; none for other scripts.
void for_each_base_form(std::string_view folded,
                        std::function<bool(std::string_view)> const& is_known);

}  // namespace karwan::ingest
