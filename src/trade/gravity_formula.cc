#include "karwan/trade/gravity_formula.h"

#include <fmt/format.h>

#include <algorithm>

#include "karwan/base/text.h"

namespace karwan::trade {
namespace {

constexpr std::size_t kMostTerms = 100;

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) {
    text.remove_prefix(1);
  }
  while (text.ends_with(' ')) {
    text.remove_suffix(1);
  }
  return text;
}

// Parts between separators, trimmed; none of empty text.
std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  if (trimmed(text).empty()) {
    return out;
  }
  for (;;) {
    auto const at = text.find(separator);
    out.push_back(trimmed(text.substr(0, at)));
    if (at == std::string_view::npos) {
      return out;
    }
    text.remove_prefix(at + 1);
  }
}

result<std::string> read_name(std::string_view text, std::string_view option) {
  if (text.empty() || text.find_first_of("()") != std::string_view::npos) {
    return fail(error_kind::bad_input,
                text.empty() ? "a name is missing" : in_quotes(text) + " is no name of a column",
                std::string{option},
                "Write names of columns with commas between them; # joins two, ln(name) is the "
                "logarithm");
  }
  return std::string{text};
}

result<factor> read_factor(std::string_view text, std::string_view option) {
  factor out;
  auto name = text;
  if (text.starts_with("ln(") && text.ends_with(')')) {
    out.use = column_use::log;
    name = trimmed(text.substr(3, text.size() - 4));
  } else if (text.starts_with("i.")) {
    out.use = column_use::each;
    name = trimmed(text.substr(2));
  }
  return read_name(name, option).map([&](std::string read) {
    out.column = std::move(read);
    return out;
  });
}

// A list of what `read_part` makes of the parts of each item.
template <typename Item, typename Part, typename Read>
result<std::vector<Item>> read_list(std::string_view text, std::string_view option,
                                    std::vector<Part> Item::*parts, Read const& read_part) {
  std::vector<Item> out;
  for (auto const item_text : split(text, ',')) {
    Item item;
    auto pieces = split(item_text, '#');
    if (pieces.empty()) {
      pieces.emplace_back();
    }
    for (auto const piece : pieces) {
      auto part = read_part(piece, option);
      if (!part) {
        return tl::unexpected{part.error()};
      }
      (item.*parts).push_back(std::move(*part));
    }
    if (std::ranges::find(out, item) != out.end()) {
      return fail(error_kind::bad_input, in_quotes(item_text) + " is there twice",
                  std::string{option}, "Name each once");
    }
    if (out.size() == kMostTerms) {
      return fail(error_kind::bad_input, "there are more than 100 terms", std::string{option},
                  "Put groups among the fixed effects");
    }
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace

std::string text_of(term const& t) {
  std::string out;
  for (auto const& f : t.factors) {
    out += out.empty() ? "" : "#";
    out += f.use == column_use::log    ? "ln(" + f.column + ")"
           : f.use == column_use::each ? "i." + f.column
                                       : f.column;
  }
  return out;
}

std::string text_of(group_key const& k) {
  return fmt::format("{}", fmt::join(k.columns, "#"));
}

result<std::vector<term>> read_terms(std::string_view text, std::string_view option) {
  return read_list(text, option, &term::factors, read_factor);
}

result<std::vector<group_key>> read_keys(std::string_view text, std::string_view option) {
  return read_list(text, option, &group_key::columns, read_name);
}

result<term> read_outcome(std::string_view text, std::string_view option) {
  auto const terms = read_terms(text, option);
  if (!terms) {
    return tl::unexpected{terms.error()};
  }
  if (terms->size() != 1 || terms->front().factors.size() != 1 ||
      terms->front().factors.front().use == column_use::each) {
    return fail(error_kind::bad_input, "the outcome is one column or its logarithm",
                std::string{option}, "For example trade, or ln(trade) for least squares");
  }
  return terms->front();
}

}  // namespace karwan::trade
