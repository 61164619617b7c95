#include "record/word_index.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "karwan/base/spelling.h"
#include "karwan/base/text.h"

namespace karwan::record {
namespace {

constexpr auto kFoundTables =
    std::to_array<std::string_view>({"found_name", "found_title", "found_text", "found_row"});

// What tables call their entities, and codes that stand for them.
constexpr auto kTitlesAndCodes =
    std::to_array<std::string_view>({"title", "name", "what", "requirement", "indicator",
                                     "unlocode", "iso2", "iso3", "hs_code", "reference"});
// Text that says how to read other text; addresses, whose words are nobody's.
constexpr auto kNotSearched = std::to_array<std::string_view>(
    {"language", "currency", "fee_currency", "symbol", "url", "website"});

constexpr std::size_t kLongestWord = 64;         // bytes; a longer one is no word of a language
constexpr std::size_t kWordsInMemory = 200'000;  // then they are written

bool contains(auto const& list, std::string_view what) {
  return std::ranges::find(list, what) != list.end();
}

std::string insert_into(text_class c) {
  return fmt::format("INSERT INTO {}(rowid, words) VALUES (?1, ?2)", table_of(c));
}

}  // namespace

std::string_view table_of(text_class c) noexcept {
  return kFoundTables[static_cast<std::size_t>(c)];
}

bool is_searched(table const& t) noexcept {
  return t.shown_if.empty();
}

std::optional<text_class> class_of(table const& t, column const& c) noexcept {
  auto const is_text = c.type == value_type::text && c.choices.empty() && c.ref.empty();
  if (!is_text || !is_searched(t) || contains(kNotSearched, c.name)) {
    return std::nullopt;
  }
  if (t.name == "names") {
    return text_class::name;
  }
  return contains(kTitlesAndCodes, c.name) ? text_class::title : text_class::text;
}

word_index::word_index(database& db) : db_{db} {}

void word_index::add(text_class c, std::int64_t number, std::string_view folded) {
  if (folded.empty()) {
    return;
  }
  auto& insert = insert_[static_cast<std::size_t>(c)];
  if (!insert) {
    insert.emplace(db_, insert_into(c));
  }
  insert->bind(number, folded).run();
  ++words_[{}].used;
  auto all = words(folded);
  std::ranges::sort(all);
  auto const [from, to] = std::ranges::unique(all);
  all.erase(from, to);
  for (auto const w : all) {
    if (w.size() <= kLongestWord) {
      auto& n = words_[std::string{w}];
      ++n.used;
      n.named += c == text_class::name || c == text_class::title ? 1 : 0;
    }
  }
  if (words_.size() > kWordsInMemory) {
    flush();
  }
}

void word_index::flush() {
  query q{db_,
          "INSERT INTO word(term, named, used, sound, backwards, bones) VALUES (?1,?2,?3,?4,?5,?6) "
          "ON CONFLICT(term) DO UPDATE SET named = named + excluded.named, "
          "used = used + excluded.used"};
  std::vector<std::pair<std::string_view, uses>> sorted{words_.begin(), words_.end()};
  std::ranges::sort(sorted, {}, &std::pair<std::string_view, uses>::first);
  for (auto const& [term, n] : sorted) {
    auto const sound = sound_of(term);
    auto const backwards = std::string{sound.rbegin(), sound.rend()};
    auto const bones = bones_of(sound);
    auto const key = bones.size() < kFewestBones ? std::string_view{} : std::string_view{bones};
    q.bind(term, n.named, n.used, sound, backwards, key).run();
  }
  words_.clear();
}

void rebuild_word_index(database& db) {
  word_index index{db};
  query cells{db,
              "SELECT s.id, t.name, p.name, s.text FROM statement s JOIN property p ON p.id = "
              "s.property JOIN tbl t ON t.id = s.tbl JOIN pack_row r ON r.id = s.row "
              "WHERE substr(r.world, 1, 8) <> 'private:' AND (s.status = 'accepted' OR EXISTS "
              "(SELECT 1 FROM status_change c WHERE c.statement = s.id AND c.status = 'accepted')) "
              "ORDER BY s.id"};
  while (cells.step()) {
    auto const t = find_table(cells.text(1));
    auto const p = t ? find_property(*t, cells.text(2)) : std::nullopt;
    auto const c = p ? class_of(table_of(*p), column_of(*p)) : std::nullopt;
    if (c) {
      index.add(*c, cells.integer(0), fold(cells.text(3)));
    }
  }
  query rows{db,
             "SELECT r.id, r.entity, r.note, t.name FROM pack_row r JOIN tbl t ON t.id = r.tbl "
             "WHERE substr(r.world, 1, 8) <> 'private:' AND EXISTS (SELECT 1 FROM statement s "
             "WHERE s.tbl = r.tbl AND s.row = r.id AND (s.status = 'accepted' OR EXISTS "
             "(SELECT 1 FROM status_change c WHERE c.statement = s.id AND c.status = 'accepted'))) "
             "ORDER BY r.id"};
  while (rows.step()) {
    auto const t = find_table(rows.text(3));
    if (t && is_searched(tables()[**t])) {
      index.add(text_class::row, rows.integer(0), fold(rows.text(1)) + ' ' + fold(rows.text(2)));
    }
  }
  index.flush();
}

}  // namespace karwan::record
