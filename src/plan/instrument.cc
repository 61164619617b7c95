#include "karwan/plan/instrument.h"

#include <algorithm>

#include "karwan/base/error.h"

namespace karwan::plan {
namespace {

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

}  // namespace

std::string instrument_of(record::name_index const& names, std::string const& text) {
  for (auto const* prefix : {"", "instrument-", "agreement-"}) {
    auto const id = prefix + lower(text);
    for (auto const kind : names.kinds_of(id)) {
      if (kind == "instrument" || kind == "agreement") {
        return id;
      }
    }
  }
  constexpr std::string_view kKinds[] = {"instrument", "agreement"};
  auto found = names.resolve(text, kKinds);
  if (!found) {
    found.error().place = "under";
  }
  return value_or_throw(std::move(found));
}

}  // namespace karwan::plan
