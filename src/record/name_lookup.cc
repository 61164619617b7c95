#include "record/name_lookup.h"

#include <algorithm>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/lookup.h"

namespace karwan::record {
namespace {

constexpr std::int64_t kSmall = 100'000;    // rows
constexpr std::int64_t kMostCalled = 500;   // entities of one name
constexpr std::int64_t kMostKeys = 20'000;  // keys of a large record that begin alike
constexpr std::size_t kMostLookedAt = 200;  // of which so many are looked at
constexpr std::size_t kAlike = 3;  // letters that a misspelt name of a large record begins with

// The first text that is greater than all that begin with `prefix`.
std::string behind(std::string_view prefix) {
  return std::string{prefix} + "\xff";
}

std::string as_id(std::string_view folded) {
  std::string out{folded};
  std::ranges::replace(out, ' ', '-');
  return out;
}

// Rows that were proposed and of which nothing was accepted.
std::unordered_set<std::int64_t> rows_that_wait(store::impl& s) {
  std::unordered_set<std::int64_t> out;
  query q{s.db,
          "SELECT s.row, s.id FROM statement s JOIN pack_row r ON r.tbl = s.tbl AND r.id = s.row "
          "WHERE s.status = 'proposed' AND s.recording = r.recording"};
  while (q.step()) {
    if (!accepted_at(s, q.integer(1), false, std::nullopt)) {
      out.insert(q.integer(0));
    }
  }
  return out;
}

name_rank rank_of(std::string_view use) {
  return use == "misspelling" ? name_rank::misspelt
         : use == "former"    ? name_rank::former
                              : name_rank::current;
}

// The first letters, whole code points.
std::string_view first_letters(std::string_view text, std::size_t n) {
  std::size_t at = 0;
  for (; n > 0 && at < text.size(); --n) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) {
      ++at;
    }
  }
  return text.substr(0, at);
}

}  // namespace

std::optional<int> closeness(std::string_view name, std::string_view text) {
  if (name.starts_with(text)) {
    return name.size() == text.size() ? 0 : 1;
  }
  for (auto at = name.find(text); at != std::string_view::npos; at = name.find(text, at + 1)) {
    if (name[at - 1] == ' ') {
      return 2;
    }
  }
  return std::nullopt;
}

name_lookup::name_lookup(store::impl& s, view_spec const& view)
    : s_{s},
      view_{view},
      small_{s.public_rows() <= kSmall},
      last_recording_{s.loaded_at},
      waiting_{rows_that_wait(s)},
      rows_{s.db,
            "SELECT id, tbl, world, born_at FROM pack_row WHERE entity = ?1 AND recording <= ?2 "
            "AND recording >= ?3"},
      called_{s.db, "SELECT entity FROM name_key WHERE layer = ?1 AND key = ?2 ORDER BY entity"} {}

named_entity const* name_lookup::find(std::string_view id) const {
  std::string key{id};
  if (auto const it = known_.find(key); it != known_.end()) {
    return it->second.get();
  }
  std::unique_ptr<named_entity> e;
  if (auto const seen = tables_of(id); seen != 0) {
    e = std::make_unique<named_entity>(named_entity{key, seen, {}});
    read_names(*e);
  }
  return known_.emplace(std::move(key), std::move(e)).first->second.get();
}

// A bit for each table that speaks of it in the view.
std::uint64_t name_lookup::tables_of(std::string_view id) const {
  static auto const kNames = find_table("names");
  std::uint64_t out = 0;
  rows_.bind(id, last_recording_.first, last_recording_.second);
  while (rows_.step()) {
    auto const t = s_.tables[static_cast<std::size_t>(rows_.integer(1))];
    auto const layer = layer_of(rows_.text(2));
    auto const chosen = !layer || std::ranges::find(view_.layers, *layer) != view_.layers.end();
    if (t && t != kNames && chosen && !waiting_.contains(rows_.integer(0)) &&
        (!view_.known_at || instant_of(rows_.integer(3)) <= *view_.known_at)) {
      out |= std::uint64_t{1} << **t;
    }
  }
  rows_.reset();
  return out;
}

void name_lookup::read_names(named_entity& e) const {
  auto const read = [&](table_ix t, auto const& take) {
    for (auto const& r : read_rows(s_, entity_table_rows{e.id, t}, view_)) {
      for (auto const& c : r.cells) {
        take(r, c, naming_of(tables()[*t], column_of(c.property)));
      }
    }
  };
  auto const add = [&](row const& r, cell const& c, naming how) {
    auto const use = how == naming::name ? r.text("use") : std::string_view{"code"};
    auto const language = how == naming::name ? r.text("language") : std::string_view{};
    if (auto key = name_key_of(how, c.text); how != naming::none && !key.empty()) {
      e.names.push_back(
          {rank_of(use), use == "code", std::string{language}, c.text, std::move(key)});
    }
  };
  if (auto const names = find_table("names")) {
    read(*names, add);
  }
  for (std::size_t t = 0; t < tables().size(); ++t) {
    auto const has_code =
        (e.tables >> t & 1) != 0 && std::ranges::any_of(tables()[t].columns, [&](column const& c) {
          return naming_of(tables()[t], c) == naming::code;
        });
    if (has_code) {
      read(table_ix{static_cast<std::uint16_t>(t)}, add);
    }
  }
}

std::vector<named_entity const*> name_lookup::called(std::string_view key) const {
  std::vector<std::string> ids;
  for (auto const layer : layers_seen(view_)) {
    called_.bind(layer, key);
    for (std::int64_t n = 0; n < kMostCalled && called_.step(); ++n) {
      ids.emplace_back(called_.text(0));
    }
    called_.reset();
  }
  return seen_among(std::move(ids));
}

std::vector<named_entity const*> name_lookup::seen_among(std::vector<std::string> ids) const {
  std::ranges::sort(ids);
  auto const [end, last] = std::ranges::unique(ids);
  ids.erase(end, last);
  std::vector<named_entity const*> out;
  for (auto const& id : ids) {
    if (auto const* e = find(id)) {
      out.push_back(e);
    }
  }
  return out;
}

void name_lookup::add_best(std::vector<std::string>& to, std::vector<candidate> all) const {
  if (!small_ && all.size() > kMostLookedAt) {
    std::ranges::nth_element(all, all.begin() + kMostLookedAt);
    all.resize(kMostLookedAt);
  }
  for (auto& c : all) {
    to.push_back(std::move(c.entity));
  }
}

template <typename Cost>
void name_lookup::add_names(std::vector<std::string>& to, std::string_view from,
                            Cost const& cost) const {
  query q{s_.db,
          "SELECT key, entity FROM name_key WHERE layer = ?1 AND key >= ?2 AND key < ?3 LIMIT ?4"};
  auto const end = behind(from);
  for (auto const layer : layers_seen(view_)) {
    std::vector<candidate> found;
    q.bind(layer, from, end, small_ ? std::int64_t{-1} : kMostKeys);
    while (q.step()) {
      if (auto const c = cost(q.text(0))) {
        found.push_back({*c, std::string{q.text(0)}, std::string{q.text(1)}});
      }
    }
    add_best(to, std::move(found));
  }
}

template <typename Cost>
void name_lookup::add_ids(std::vector<std::string>& to, std::string_view from,
                          Cost const& cost) const {
  query q{s_.db,
          "SELECT DISTINCT entity FROM pack_row WHERE entity >= ?1 AND entity < ?2 "
          "ORDER BY entity"};
  auto const end = behind(from);
  std::vector<candidate> found;
  q.bind(from, end);
  for (std::int64_t n = 0; (small_ || n < kMostKeys) && q.step();) {
    std::string id{q.text(0)};
    if (!small_ && may_be_hidden(id) && find(id) == nullptr) {
      continue;  // it takes no place from what is seen
    }
    ++n;
    auto key = id;
    std::ranges::replace(key, '-', ' ');
    if (auto const c = cost(key)) {
      found.push_back({*c, std::move(key), std::move(id)});
    }
  }
  add_best(to, std::move(found));
}

// Of an entity with rows that are private or wait.
bool name_lookup::may_be_hidden(std::string const& entity) const {
  if (!maybe_hidden_) {
    maybe_hidden_.emplace();
    query q{s_.db,
            "SELECT DISTINCT entity FROM pack_row "
            "WHERE world <> '' AND world >= 'private:' AND world < 'private;'"};
    while (q.step()) {
      maybe_hidden_->emplace(q.text(0));
    }
    query waits{s_.db, "SELECT entity FROM pack_row WHERE id = ?1"};
    for (auto const row : waiting_) {
      if (waits.bind(row).step()) {
        maybe_hidden_->emplace(waits.text(0));
      }
    }
  }
  return maybe_hidden_->contains(entity);
}

// Words within public names, as the search finds them.
void name_lookup::add_within(std::vector<std::string>& to, std::string_view folded) const {
  query q{s_.db,
          "SELECT r.entity FROM (SELECT rowid FROM found_name WHERE found_name MATCH ?1 "
          "LIMIT ?2) f JOIN statement s ON s.id = f.rowid JOIN pack_row r ON r.id = s.row"};
  auto const match = fmt::format("\"{}\" *", folded);
  q.bind(match, static_cast<std::int64_t>(kMostLookedAt));
  while (q.step()) {
    to.emplace_back(q.text(0));
  }
}

std::vector<named_entity const*> name_lookup::beginning(std::string_view folded) const {
  auto const cost = [&](std::string_view key) {
    return closeness(key, folded) ? std::optional{key.size()} : std::nullopt;
  };
  std::vector<std::string> ids;
  auto const from = small_ ? std::string_view{} : folded;
  add_names(ids, from, cost);
  add_ids(ids, as_id(from), cost);
  if (!small_ && ids.empty()) {
    add_within(ids, folded);
  }
  return seen_among(std::move(ids));
}

std::vector<named_entity const*> name_lookup::near(std::string_view folded,
                                                   std::size_t limit) const {
  std::vector<std::string> ids;
  auto const latin = to_latin(folded);
  for (auto const& text : {std::string{folded}, latin}) {
    auto const cost = [&](std::string_view key) -> std::optional<std::size_t> {
      auto const d = edit_distance(key, text, limit);
      auto const alike = d > limit && text.size() >= kAlike && closeness(key, text);
      return d <= limit || alike ? std::optional{d} : std::nullopt;
    };
    auto const from = small_ ? std::string_view{} : first_letters(text, kAlike);
    add_names(ids, from, cost);
    add_ids(ids, as_id(from), cost);
    if (latin == folded) {
      break;
    }
  }
  return seen_among(std::move(ids));
}

}  // namespace karwan::record
