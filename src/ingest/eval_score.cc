#include <algorithm>

#include "karwan/base/sheet.h"
#include "karwan/ingest/eval.h"

namespace karwan::ingest {
namespace {

constexpr std::size_t kContext = 40;  // bytes to each side

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// Where in the UTF-8 text a code point begins.
std::size_t byte_of(std::string_view text, std::uint32_t point) {
  std::size_t at = 0;
  for (std::uint32_t n = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && n++ == point) {
      return at;
    }
  }
  return at;
}

std::string context_of(std::string_view text, marked const& m) {
  auto from = byte_of(text, m.begin);
  auto to = byte_of(text, m.end);
  from = from > kContext ? from - kContext : 0;
  to = std::min(to + kContext, text.size());
  auto const is_inside = [&](std::size_t i) {
    return i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U;
  };
  while (is_inside(from)) {
    ++from;
  }
  while (is_inside(to)) {
    ++to;
  }
  std::string out{text.substr(from, to - from)};
  std::ranges::replace(out, '\n', ' ');
  return out;
}

bool overlap(marked const& a, marked const& b) {
  return a.begin < b.end && b.begin < a.end;
}

// The find that a gold mark meets; finds.size() where none is left.
std::size_t met_by(marked const& gold, std::vector<marked> const& finds,
                   std::vector<bool> const& used, same_value const& same) {
  auto best = finds.size();
  for (std::size_t i = 0; i < finds.size(); ++i) {
    if (used[i] || finds[i].kind != gold.kind || !overlap(gold, finds[i])) {
      continue;
    }
    if (same(gold, finds[i])) {
      return i;
    }
    best = std::min(best, i);
  }
  return best;
}

}  // namespace

double kind_score::precision() const noexcept {
  return share(right, found);
}
double kind_score::recall() const noexcept {
  return share(right, gold);
}
double kind_score::f1() const noexcept {
  return share(2 * right, found + gold);
}
double kind_score::value_accuracy() const noexcept {
  return share(right, met);
}

void score(evaluation& all, std::string const& doc, std::string_view text, std::vector<marked> gold,
           std::vector<marked> found, same_value const& same) {
  std::vector<bool> used(found.size());
  for (auto const& g : gold) {
    auto& s = all.kinds[g.kind];
    ++s.gold;
    auto const i = met_by(g, found, used, same);
    if (i == found.size()) {
      all.faults.push_back({"missed", doc, g.kind, g.value, {}, context_of(text, g)});
      continue;
    }
    used[i] = true;
    ++s.met;
    if (same(g, found[i])) {
      ++s.right;
    } else {
      all.faults.push_back(
          {"wrong value", doc, g.kind, g.value, found[i].value, context_of(text, g)});
    }
  }
  for (std::size_t i = 0; i < found.size(); ++i) {
    ++all.kinds[found[i].kind].found;
    if (!used[i]) {
      all.faults.push_back(
          {"false find", doc, found[i].kind, {}, found[i].value, context_of(text, found[i])});
    }
  }
}

}  // namespace karwan::ingest
