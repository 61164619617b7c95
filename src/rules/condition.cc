#include "karwan/rules/condition.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "karwan/base/text.h"
#include "rules/codes.h"

namespace karwan::rules {
namespace {

constexpr std::array<std::string_view, kFields> kFieldNames{
    "at",         "origin",    "destination", "passes",     "carrier",          "nationality",
    "purpose",    "product",   "mode",        "instrument", "other_instrument", "post",
    "other_post", "value_min", "value_max"};

bool is_amount(field f) {
  return f == field::value_min || f == field::value_max;
}

result<clause> parse_amount(field f, std::string_view text) {
  clause out{f, {}, 0};
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out.amount);
  if (fault != std::errc{} || end != text.data() + text.size() || !std::isfinite(out.amount) ||
      out.amount < 0) {
    return fail(error_kind::bad_data, in_quotes(text) + " is no amount", std::string{name_of(f)},
                "Write a number of 0 or more");
  }
  return out;
}

bool contains(std::vector<std::string> const& all, std::string_view one) {
  return std::ranges::find(all, one) != all.end();
}

bool meet(std::vector<std::string> const& a, std::vector<std::string> const& b) {
  return std::ranges::any_of(a, [&](auto const& x) { return contains(b, x); });
}

truth of(bool b) {
  return b ? truth::yes : truth::no;
}

truth among(clause const& c, std::optional<std::string> const& fact) {
  return fact ? of(contains(c.values, *fact)) : truth::unknown;
}

truth product(clause const& c, std::optional<std::string> const& code) {
  auto out = code ? truth::no : truth::unknown;
  for (auto const& v : c.values) {
    if (code) {
      out = std::max(out, covers(v, *code));
    }
  }
  return out;
}

truth value(clause const& c, std::optional<double> const& usd) {
  if (!usd) {
    return truth::unknown;
  }
  return of(c.of == field::value_min ? *usd >= c.amount : *usd <= c.amount);
}

truth at_visit(clause const& c, visit const& v, bool border) {
  switch (c.of) {
    case field::at:
      return of(contains(c.values, v.country));
    case field::mode:
      return v.modes_known ? of(meet(c.values, border ? v.border_modes : v.modes)) : truth::unknown;
    case field::post:
      return v.posts_known ? of(meet(c.values, v.posts)) : truth::unknown;
    default:  // other_post: where no post is used, none that is not listed is
      return v.posts_known ? of(!v.posts.empty() && !meet(c.values, v.posts)) : truth::unknown;
  }
}

bool is_of_visit(field f) {
  return f == field::at || f == field::mode || f == field::post || f == field::other_post;
}

}  // namespace

std::string_view name_of(field f) noexcept {
  return kFieldNames[static_cast<std::size_t>(f)];
}

std::string_view name_of(truth t) noexcept {
  constexpr std::array<std::string_view, 3> kTruths{"no", "unknown", "yes"};
  return kTruths[static_cast<std::size_t>(t)];
}

result<clause> parse_clause(field f, std::string_view text) {
  if (is_amount(f)) {
    return parse_amount(f, text);
  }
  clause out{f, {}, 0};
  for (;;) {
    auto const end = std::min(text.find(';'), text.size());
    auto const item = text.substr(0, end);
    if (item.empty()) {
      return fail(error_kind::bad_data, "an item is blank", std::string{name_of(f)},
                  "Write items between semicolons");
    }
    if (f == field::product && !is_code_or_range(item)) {
      return fail(error_kind::bad_data, in_quotes(item) + " is no HS code or range of codes",
                  std::string{name_of(f)}, "Write codes of 2 to 10 digits, ranges as 06-14");
    }
    out.values.emplace_back(item);
    if (end == text.size()) {
      return out;
    }
    text.remove_prefix(end + 1);
  }
}

std::string to_words(clause const& c) {
  if (is_amount(c.of)) {
    return fmt::format("value {} {} USD", c.of == field::value_min ? "from" : "up to", c.amount);
  }
  auto name = std::string{name_of(c.of)};
  std::ranges::replace(name, '_', ' ');
  return fmt::format("{} {}", name, fmt::join(c.values, ", "));
}

truth holds(clause const& c, circumstances const& in, std::optional<std::size_t> here,
            bool border) {
  if (is_of_visit(c.of)) {
    if (here) {
      return at_visit(c, in.way[*here], border);
    }
    auto out = truth::no;
    for (auto const& v : in.way) {
      out = std::max(out, at_visit(c, v, border));
    }
    return out;
  }
  auto const own_truck = !here || in.way[*here].own_truck;
  switch (c.of) {
    case field::origin:
      return of(contains(c.values, in.way.front().country));
    case field::destination:
      return of(contains(c.values, in.way.back().country));
    case field::passes:
      return of(std::ranges::any_of(in.way,
                                    [&](visit const& v) { return contains(c.values, v.country); }));
    case field::carrier:
      return own_truck ? among(c, in.carrier) : truth::unknown;
    case field::nationality:
      return own_truck ? among(c, in.nationality) : truth::unknown;
    case field::purpose:
      return among(c, in.purpose);
    case field::product:
      return product(c, in.product);
    case field::instrument:
      return in.instruments ? of(meet(c.values, *in.instruments)) : truth::unknown;
    case field::other_instrument:
      return in.instruments ? of(!meet(c.values, *in.instruments)) : truth::unknown;
    default:
      return value(c, in.value_usd);
  }
}

truth hold(std::vector<clause> const& all, circumstances const& in, std::optional<std::size_t> here,
           bool border) {
  // Of a journey as a whole, the clauses on a visit must hold of one and the same visit.
  auto const journey = [&](std::optional<std::size_t> at) {
    auto out = truth::yes;
    for (auto const& c : all) {
      out = std::min(out, holds(c, in, at, border));
    }
    return out;
  };
  if (here || std::ranges::none_of(all, [](clause const& c) { return is_of_visit(c.of); })) {
    return journey(here);
  }
  auto out = truth::no;
  for (std::size_t i = 0; i < in.way.size(); ++i) {
    out = std::max(out, journey(i));
  }
  return out;
}

}  // namespace karwan::rules
