#include "record/cell_check.h"

#include <algorithm>

#include "karwan/base/text.h"
#include "record/values.h"

namespace karwan::record {
namespace {

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
}

status check_text(std::string_view text) {
  auto const bad = [&](char const* what, char const* remedy) {
    return fail(error_kind::bad_input, in_quotes(text) + what, {}, remedy);
  };
  if (!is_utf8(text)) {
    return bad(" holds bytes that are not UTF-8", "Save the file as UTF-8");
  }
  if (text.starts_with(' ') || text.ends_with(' ')) {
    return bad(" starts or ends with a blank", "Remove the blank");
  }
  if (std::ranges::any_of(text, is_control)) {
    return bad(" holds a control character", "Remove it");
  }
  if (!is_nfc(text)) {
    return bad(" is not in Unicode normal form C", "Normalise the file to NFC");
  }
  return {};
}

}  // namespace

bool is_slug(std::string_view s) noexcept {
  auto dash = true;
  for (char const c : s) {
    if (c == '-') {
      if (dash) {
        return false;
      }
      dash = true;
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      dash = false;
    } else {
      return false;
    }
  }
  return !s.empty() && !dash;
}

bool is_row_id(std::string_view s) noexcept {
  constexpr std::size_t kLongest = 120;
  return !s.empty() && s.size() <= kLongest && std::ranges::all_of(s, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == ':';
  });
}

status check_cell(column const& c, std::string_view text) {
  if (auto const ok = check_text(text); !ok) {
    return ok;
  }
  return check_value(c, text);
}

}  // namespace karwan::record
