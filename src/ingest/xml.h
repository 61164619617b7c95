#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan::ingest {

// Attributes of an element: name, value, name, value, and nullptr.
using xml_attributes = char const* const*;
std::string_view xml_attribute(xml_attributes, std::string_view name);

struct xml_events {
  std::function<void(std::string_view name, xml_attributes)> open;
  std::function<void(std::string_view name)> close;
  std::function<void(std::string_view text)> text;  // in pieces
};

// XML that comes piece by piece. Names keep their prefixes. Documents that define entities, nest
// deeper than kDeepest elements or do not hold together are bad_data: nothing expands, so that time
// and memory follow the bytes.
class xml_reader {
 public:
  explicit xml_reader(xml_events);
  ~xml_reader();
  xml_reader(xml_reader const&) = delete;
  xml_reader& operator=(xml_reader const&) = delete;

  // False: there was a fault, which finish() tells.
  bool take(std::string_view piece);
  status finish();

  static constexpr std::size_t kDeepest = 256;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace karwan::ingest
