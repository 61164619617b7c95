#include <algorithm>

#include "karwan/base/list.h"
#include "karwan/base/text.h"
#include "karwan/ingest/eval.h"

namespace karwan::ingest {
namespace {

// "USD 1000000 (about)" without the remark.
std::string without_remark(std::string_view value) {
  auto const at = value.find(" (");
  return std::string{at != std::string_view::npos && value.ends_with(')') ? value.substr(0, at)
                                                                          : value};
}

bool same_name(std::string_view a, std::string_view b) {
  auto const x = fold(a);
  auto const y = fold(b);
  return x == y || x == "the " + y || "the " + x == y;
}

// 2026-Q3 and 2026-07/2026-09; "about" changes no day.
bool same_days(std::string_view a, std::string_view b) {
  auto const x = parse_date_span(a);
  auto const y = parse_date_span(b);
  return x && y && x->first == y->first && x->end == y->end;
}

}  // namespace

std::vector<marked> marks_of(text_model const& text, std::vector<mention> const& all) {
  std::vector<marked> out;
  for (auto const& m : all) {
    if (m.kind == mention_kind::number || m.kind == mention_kind::ordinal) {
      continue;
    }
    auto const kind = m.kind == mention_kind::rank ? mention_kind::count : m.kind;
    out.push_back({m.begin, m.end, std::string{name_of(kind)}, normal_form(m),
                   std::string{text.written(m.tokens)}});
  }
  return out;
}

std::vector<marked> marks_of(text_model const& text, std::vector<claim> const& all) {
  std::vector<marked> out;
  for (auto const& c : all) {
    mention const as_mention{.kind = mention_kind::count, .value = c.value.value_or(amount{})};
    auto value = c.value ? normal_form(as_mention) : std::string{};
    if (c.when) {
      value += (value.empty() ? "" : " ") + to_string(*c.when);
    }
    out.push_back(
        {c.begin, c.end, std::string{name_of(c.kind)}, value, std::string{text.written(c.tokens)}});
  }
  return out;
}

bool same_claim(marked const& gold, marked const& found) {
  auto const is_value =
      !gold.value.empty() && gold.value.find_first_not_of("0123456789-./") == std::string::npos;
  return !is_value || std::ranges::any_of(items_of(found.value, ' '), [&](auto const& value) {
    return value == gold.value || same_days(gold.value, value);
  });
}

same_value same_normal_form(gazetteer const& known) {
  return [&known](marked const& gold, marked const& found) {
    if (same_name(without_remark(gold.value), found.value) || same_name(gold.value, found.value) ||
        same_name(gold.text, found.value)) {
      return true;
    }
    auto const kind = mention_kind_named(gold.kind);
    if (kind == mention_kind::date) {
      return same_days(gold.value, found.value);
    }
    if (!kind || *kind < mention_kind::person) {
      return false;
    }
    auto const* wanted = known.named(without_remark(gold.value));
    auto const* got = known.named(found.value);
    if (wanted == nullptr && got != nullptr) {
      wanted = known.likeliest(gold.value, *kind);
    }
    return wanted != nullptr && wanted == got;
  };
}

}  // namespace karwan::ingest
