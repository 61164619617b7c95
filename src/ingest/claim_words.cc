#include "ingest/claim_words.h"

#include <algorithm>

namespace karwan::ingest {
namespace {

void add_words(phrase_book& book, std::string_view words, std::uint32_t payload) {
  for (std::size_t at = 0; at <= words.size();) {
    auto const end = std::min(words.find('|', at), words.size());
    book.add(words.substr(at, end - at), payload);
    at = end + 1;
  }
}

template <typename Row>
phrase_book book_of(std::span<Row const> rows) {
  phrase_book out;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    add_words(out, rows[i].words, static_cast<std::uint32_t>(i));
  }
  return out;
}

phrase_book const& trigger_book() {
  static auto const book = book_of(trigger_words());
  return book;
}
phrase_book const& sector_book() {
  static auto const book = book_of(sector_words());
  return book;
}
phrase_book const& indicator_book() {
  static auto const book = book_of(indicator_words());
  return book;
}

// The topic with most words; of equal ones the first of the table.
std::string_view most_named(phrase_book const& book, std::span<topic_row const> rows,
                            text_model const& t, std::vector<std::uint32_t> const& ids,
                            token_range r) {
  std::vector<std::size_t> count(rows.size());
  for (std::size_t i = r.begin; i < r.end; ++i) {
    if (ids[i] != 0) {
      book.matches(t, ids, i, [&](std::size_t end, std::uint32_t payload) {
        count[payload] += end <= r.end ? end - i : 0;
      });
    }
  }
  auto const best = std::ranges::max_element(count);
  return best == count.end() || *best == 0
             ? std::string_view{}
             : rows[static_cast<std::size_t>(best - count.begin())].name;
}

}  // namespace

claim_words::claim_words(text_model const& t)
    : text_{&t},
      triggers_{trigger_book().ids(t)},
      sectors_{sector_book().ids(t)},
      indicators_{indicator_book().ids(t)} {}

trigger_hit claim_words::trigger(std::size_t at) const {
  trigger_hit out{.begin = at};
  if (triggers_[at] != 0) {
    trigger_book().matches(*text_, triggers_, at, [&](std::size_t end, std::uint32_t payload) {
      if (end > out.end) {
        out.row = &trigger_words()[payload];
        out.end = end;
      }
    });
  }
  return out;
}

std::string_view claim_words::sector(token_range r) const {
  return most_named(sector_book(), sector_words(), *text_, sectors_, r);
}

std::string_view claim_words::indicator(token_range r) const {
  return most_named(indicator_book(), indicator_words(), *text_, indicators_, r);
}

}  // namespace karwan::ingest
