#include "record/vocabulary.h"

#include <algorithm>

#include "karwan/base/spelling.h"
#include "karwan/base/text.h"
#include "record/word_index.h"

namespace karwan::record {
namespace {

constexpr auto kLast = "\xF4\x8F\xBF\xBF";  // above every letter

constexpr std::size_t kFewestSounds = 3;    // shorter words sound like too many others
constexpr std::size_t kFewestForEdits = 4;  // sounds of a word that may be misspelt,
constexpr std::size_t kFewestForTwo = 8;    // and twice
constexpr std::size_t kLengthsApart = 2;    // one letter of a digraph can be two sounds

bool has(wanted_term const& t, std::string_view term) {
  return std::ranges::find(t.forms, term, &form::term) != t.forms.end();
}

std::string end_of(std::string_view beginning) {
  return std::string{beginning} + kLast;
}

bool is_one_letter(std::string_view word) {
  return std::ranges::count_if(
             word, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }) < 2;
}

}  // namespace

vocabulary::vocabulary(database const& db)
    : uses_{db, "SELECT used FROM word WHERE term = ?1"},
      // Of very short beginnings the first 20,000 words are weighed.
      beginnings_{db,
                  "SELECT term, used FROM (SELECT term, used FROM word WHERE term > ?1 AND "
                  "term < ?2 LIMIT 20000) ORDER BY used DESC, term LIMIT ?3"},
      // Not sound = ?1: SQLite puts that into length(sound) and then finds no index for it.
      sounds_{db,
              "SELECT term, used FROM word WHERE sound <> '' AND length(sound) = length(?1) "
              "AND sound BETWEEN ?1 AND ?1 ORDER BY named DESC, used DESC, term LIMIT ?2"},
      bones_{db,
             "SELECT term, used FROM word WHERE bones <> '' AND bones = ?1 "
             "ORDER BY named DESC, used DESC, term LIMIT ?2"},
      by_sound_{db,
                "SELECT term, sound FROM word WHERE sound <> '' AND length(sound) = ?1 "
                "AND sound >= ?2 AND sound < ?3"},
      by_backwards_{db,
                    "SELECT term, sound FROM word WHERE backwards <> '' AND "
                    "length(backwards) = ?1 AND backwards >= ?2 AND backwards < ?3"} {}

std::int64_t vocabulary::uses(std::string_view word) {
  auto const known = uses_.bind(word).step();
  auto const n = known ? uses_.integer(0) : 0;
  uses_.reset();
  return n;
}

void vocabulary::add_itself(wanted_term& t) {
  t.forms.push_back({t.words.front(), likeness::exact, uses(t.words.front())});
}

void vocabulary::add_from(query& q, wanted_term& t, likeness how, std::size_t most) {
  for (std::size_t added = 0; added < most && q.step();) {
    if (!has(t, q.text(0))) {
      t.forms.push_back({std::string{q.text(0)}, how, q.integer(1)});
      ++added;
    }
  }
  q.reset();
}

void vocabulary::add_beginnings(wanted_term& t, std::size_t most) {
  auto const& word = t.words.front();
  if (is_one_letter(word)) {
    return;
  }
  auto const end = end_of(word);
  add_from(beginnings_.bind(word, end, static_cast<std::int64_t>(most)), t, likeness::beginning,
           most);
}

void vocabulary::add_spellings(wanted_term& t, std::size_t most) {
  auto const& word = t.words.front();
  auto const sound = sound_of(word);
  if (sound.size() >= kFewestSounds) {
    add_from(sounds_.bind(sound, static_cast<std::int64_t>(most + t.forms.size())), t,
             likeness::spelling, most);
  }
}

// Arabic script and the others meet in their consonants; within one script vowels tell apart.
void vocabulary::add_bones(wanted_term& t, likeness how, std::size_t most) {
  auto const& word = t.words.front();
  auto const bones = bones_of(sound_of(word));
  if (bones.size() < kFewestBones) {
    return;
  }
  auto const is_arabic = script_of(word) == script::arabic;
  auto& q = bones_.bind(bones, static_cast<std::int64_t>(4 * most + t.forms.size()));
  for (std::size_t added = 0; added < most && q.step();) {
    if ((script_of(q.text(0)) == script::arabic) != is_arabic && !has(t, q.text(0))) {
      t.forms.push_back({std::string{q.text(0)}, how, q.integer(1)});
      ++added;
    }
  }
  q.reset();
}

void vocabulary::collect_near(query& q, std::string const& part, std::size_t length,
                              std::string const& word, std::string const& sound,
                              std::vector<near_word>& out) {
  auto const limit = std::size_t{sound.size() >= kFewestForTwo ? 2U : 1U};
  auto const end = end_of(part);
  q.bind(static_cast<std::int64_t>(length), part, end);
  while (q.step()) {
    auto d = edit_distance(q.text(1), sound, limit);
    if (d != 1) {
      d = std::min(d, edit_distance(q.text(0), word, limit));
    }
    if (d <= limit) {
      // Same sound but another spelling is an edit too: those that sound alike were taken before.
      out.push_back({std::max<std::size_t>(d, 1), q.text(0).substr(0, 1) != word.substr(0, 1), 0,
                     std::string{q.text(0)}});
    }
  }
  q.reset();
}

// An edit (or a swap of neighbours) leaves either the first part of a sound or the last one as it
// was, where one letter between them belongs to neither. So two ranges of the vocabulary, for each
// length near its own, hold all words that are one edit away, and of those two away most.
void vocabulary::add_misspelt(wanted_term& t, std::size_t most) {
  auto const& word = t.words.front();
  auto const sound = sound_of(word);
  if (sound.size() < kFewestForEdits) {
    return;
  }
  auto const half = (sound.size() - 1) / 2;
  auto const first = sound.substr(0, half);
  auto const last =
      std::string{sound.rbegin(), sound.rend() - static_cast<std::ptrdiff_t>(half + 1)};
  std::vector<near_word> all;
  auto const shortest = std::max(kFewestSounds, sound.size() - kLengthsApart);
  for (auto length = shortest; length <= sound.size() + kLengthsApart; ++length) {
    collect_near(by_sound_, first, length, word, sound, all);
    collect_near(by_backwards_, last, length, word, sound, all);
  }
  std::erase_if(all, [&](near_word const& n) { return has(t, n.term); });
  if (all.empty()) {
    return;
  }
  auto const nearest = std::ranges::min(all, {}, &near_word::distance).distance;
  std::erase_if(all, [&](near_word const& n) { return n.distance > nearest; });
  std::ranges::sort(all, {}, &near_word::term);
  auto const [from, to] = std::ranges::unique(all, {}, &near_word::term);
  all.erase(from, to);
  for (auto& n : all) {
    n.used = uses(n.term);
  }
  std::ranges::stable_sort(all, [](near_word const& a, near_word const& b) {
    return std::tuple{a.other_beginning, -a.used} < std::tuple{b.other_beginning, -b.used};
  });
  for (std::size_t i = 0; i < std::min(most, all.size()); ++i) {
    t.forms.push_back({std::move(all[i].term), likeness::misspelt, all[i].used});
  }
}

}  // namespace karwan::record
