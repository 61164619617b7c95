#include "ingest/lexicon.h"

#include <algorithm>
#include <array>

namespace karwan::ingest {
namespace {

std::uint32_t bit_of(sense_kind kind) {
  return 1U << static_cast<unsigned>(kind);
}

struct lexicon {
  phrase_book book;
  std::vector<sense> senses;
  std::vector<std::uint32_t> kinds;  // of the phrases that begin with a word, a bit each

  lexicon() {
    for (auto const table :
         {number_words(), time_words(), unit_words(), currency_words(), name_words()}) {
      for (auto const& row : table) {
        add(row);
      }
    }
  }

  void add(lexicon_row const& row) {
    auto const payload = static_cast<std::uint32_t>(senses.size());
    senses.push_back(row.meaning);
    for (std::size_t at = 0; at <= row.words.size();) {
      auto const end = std::min(row.words.find('|', at), row.words.size());
      auto const first = book.add(row.words.substr(at, end - at), payload);
      kinds.resize(std::max<std::size_t>(kinds.size(), first + 1));
      kinds[first] |= bit_of(row.meaning.kind);
      at = end + 1;
    }
  }
};

lexicon const& the_lexicon() {
  static lexicon const l;
  return l;
}

}  // namespace

lexed_text::lexed_text(text_model const& t) : text_{&t}, ids_{the_lexicon().book.ids(t)} {
  kinds_.reserve(ids_.size());
  for (auto const id : ids_) {
    kinds_.push_back(the_lexicon().kinds[id]);
  }
}

bool lexed_text::may_mean(std::size_t at, std::initializer_list<sense_kind> kinds) const {
  return at < size() &&
         std::ranges::any_of(kinds, [&](sense_kind k) { return (kinds_[at] & bit_of(k)) != 0; });
}

sense_hit lexed_text::find(std::size_t at, sense_kind kind) const {
  sense_hit out;
  if (at >= size() || (kinds_[at] & bit_of(kind)) == 0) {
    return out;
  }
  auto const& l = the_lexicon();
  l.book.matches(*text_, ids_, at, [&](std::size_t end, std::uint32_t payload) {
    if (l.senses[payload].kind == kind && end > out.end) {
      out = {&l.senses[payload], end};
    }
  });
  return out;
}

std::optional<sense> sense_of(std::string_view name, sense_kind kind) {
  auto const t = text_model::read(std::string{name});
  if (!t) {
    return std::nullopt;
  }
  lexed_text const lexed{*t};
  auto const hit = lexed.find(0, kind);
  return hit && hit.end == t->size() ? std::optional{*hit.meaning} : std::nullopt;
}

}  // namespace karwan::ingest
