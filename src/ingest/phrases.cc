#include "karwan/ingest/phrases.h"

#include <algorithm>
#include <array>

#include "ingest/endings.h"

namespace karwan::ingest {

bool phrase_book::is_skipped(text_model const& t, std::size_t i) {
  auto const& mark = t[i];
  if (mark.kind != token_kind::mark || mark.spaced) {
    return false;
  }
  static constexpr auto kJoining =
      std::to_array<std::string_view>({"-", "‐", "‑", "–", "'", "’", "ʼ", "`", "«", "»", "\""});
  if (std::ranges::find(kJoining, mark.folded) != kJoining.end()) {
    return true;
  }
  return mark.folded == "." && i > 0 && t[i - 1].kind == token_kind::word &&
         t[i - 1].end - t[i - 1].begin <= 3;
}

bool phrase_book::step(std::uint32_t& node, std::uint32_t id) const {
  auto const edge = edges_.find(std::uint64_t{node} << 32U | id);
  if (edge == edges_.end()) {
    return false;
  }
  node = edge->second;
  return true;
}

std::uint32_t phrase_book::add(std::string_view phrase, std::uint32_t payload) {
  auto const t = text_model::read(std::string{phrase});
  if (!t) {
    return 0;
  }
  std::uint32_t node = 0;
  std::uint32_t first = 0;
  for (std::size_t i = 0; i < t->size(); ++i) {
    if (is_skipped(*t, i)) {
      continue;
    }
    auto const word = words_.try_emplace(std::string{(*t)[i].folded},
                                         static_cast<std::uint32_t>(words_.size() + 1));
    first = first == 0 ? word.first->second : first;
    auto const next = static_cast<std::uint32_t>(ends_.size());
    auto const edge = edges_.try_emplace(std::uint64_t{node} << 32U | word.first->second, next);
    if (edge.second) {
      ends_.emplace_back();
    }
    node = edge.first->second;
  }
  if (node != 0 && std::ranges::find(ends_[node], payload) == ends_[node].end()) {
    ends_[node].push_back(payload);
  }
  return first;
}

std::uint32_t phrase_book::id_of(std::string_view folded) const {
  auto const at = words_.find(folded);
  return at == words_.end() ? 0 : at->second;
}

std::vector<std::uint32_t> phrase_book::ids(text_model const& t) const {
  std::vector<std::uint32_t> out(t.size());
  for (std::size_t i = 0; i < t.size(); ++i) {
    out[i] = id_of(t[i].folded);
    if (out[i] == 0 && t[i].kind == token_kind::word) {
      for_each_base_form(t[i].folded, [&](std::string_view form) {
        out[i] = id_of(form);
        return out[i] != 0;
      });
    }
  }
  return out;
}

}  // namespace karwan::ingest
