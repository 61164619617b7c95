#include "karwan/base/error.h"

namespace karwan {

std::string_view name_of(error_kind k) noexcept {
  switch (k) {
    case error_kind::bad_input:
      return "bad_input";
    case error_kind::bad_data:
      return "bad_data";
    case error_kind::not_found:
      return "not_found";
    case error_kind::conflict:
      return "conflict";
    case error_kind::unavailable:
      return "unavailable";
    case error_kind::internal:
      break;
  }
  return "internal";
}

std::string error::sentence() const {
  std::string out;
  if (!place.empty()) {
    out += place;
    out += ": ";
  }
  out += text;
  if (!remedy.empty()) {
    out += text.ends_with('?') ? " " : ". ";
    out += remedy;
  }
  return out;
}

}  // namespace karwan
