#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan::ingest {

// A ZIP archive in memory, of which parts are read by name. The bytes must outlive it.
class archive {
 public:
  // bad_data: they are no archive, or its directory is damaged.
  static result<archive> open(std::string_view bytes);

  // Takes a piece of a part; false: it wants no more.
  using sink = std::function<bool(std::string_view piece)>;

  bool has(char const* part) const;
  // Gives a part piece by piece, and never all of it at once. bad_data: it is not there, it is
  // damaged or encrypted, or more than kLargestPart comes out of it.
  status read(char const* part, sink const&) const;

  static constexpr std::size_t kLargestPart = 64U << 20U;  // bytes, unpacked

 private:
  struct state;
  explicit archive(std::shared_ptr<state> s) : state_{std::move(s)} {}
  std::shared_ptr<state> state_;
};

}  // namespace karwan::ingest
