#include "karwan/record/search.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "record/store_impl.h"

namespace karwan::record {
namespace {

// Rows to look at before giving up on filling a page of hits that the view sees.
constexpr int kMostCandidates = 2000;

// All words, each as the beginning of a word: "gree"* "corr"*.
std::string fts_query(std::vector<std::string_view> const& wanted) {
  std::string out;
  for (auto const w : wanted) {
    out += fmt::format("{}\"{}\"*", out.empty() ? "" : " ", w);
  }
  return out;
}

bool holds_all(std::string_view folded, std::vector<std::string_view> const& wanted) {
  auto const have = words(folded);
  return std::ranges::all_of(wanted, [&](std::string_view w) {
    return std::ranges::any_of(have, [w](std::string_view h) { return h.starts_with(w); });
  });
}

// Names go before titles, titles before other text.
int place_of(std::string_view table, std::string_view column) {
  return table == "names" ? 0 : column == "title" || column == "name" ? 1 : 2;
}

struct candidate {
  std::int64_t statement;
  int place;
  double rank;
};

void read_candidates(store::impl& s, char const* index, std::string const& match,
                     std::vector<candidate>& out) {
  query q{s.db, fmt::format("SELECT f.rowid, t.name, p.name, f.rank FROM {0} f "
                            "JOIN statement s ON s.id = f.rowid "
                            "JOIN property p ON p.id = s.property JOIN tbl t ON t.id = s.tbl "
                            "WHERE {0} MATCH ?1 ORDER BY f.rank LIMIT ?2",
                            index)};
  q.bind(match, std::int64_t{kMostCandidates});
  while (q.step()) {
    out.push_back({q.integer(0), place_of(q.text(1), q.text(2)), q.real(3)});
  }
}

std::vector<candidate> candidates(store::impl& s, view_spec const& view,
                                  std::vector<std::string_view> const& wanted) {
  auto const match = fts_query(wanted);
  std::vector<candidate> out;
  read_candidates(s, "found", match, out);
  if (!view.layers.empty()) {
    read_candidates(s, "found_private", match, out);
  }
  std::ranges::sort(out, [](candidate const& a, candidate const& b) {
    return std::tie(a.place, a.rank, a.statement) < std::tie(b.place, b.rank, b.statement);
  });
  return out;
}

// Of the first table that speaks of it in the view; of names where none other does.
std::string kind_of(store const& from, std::string_view entity, view_spec const& view) {
  std::string_view out = "entity";
  for (auto const& r : from.rows_of(entity, view)) {
    auto const& t = tables()[*r.table];
    if (t.name != "names") {
      return std::string{t.kind};
    }
    out = t.kind;
  }
  return std::string{out};
}

std::string note_of(store::impl& s, std::int64_t statement) {
  query q{s.db,
          "SELECT r.note FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
          "WHERE s.id = ?1"};
  return q.bind(statement).step() ? std::string{q.text(0)} : std::string{};
}

// The hit that a statement gives, or nullopt where the view does not see it.
std::optional<search_hit> hit_of(store const& from, candidate const& c, view_spec const& view,
                                 std::vector<std::string_view> const& wanted) {
  auto const ix = statement_ix{static_cast<std::uint32_t>(c.statement)};
  auto const rows = from.rows_with({&ix, 1}, view);
  if (rows.empty()) {
    return std::nullopt;
  }
  auto const& r = rows.front();
  auto const at = std::ranges::find(r.cells, ix, &cell::statement);
  if (at == r.cells.end()) {
    return std::nullopt;  // corrected since
  }
  search_hit hit{r.entity, {}, std::string{column_of(at->property).name}, at->text, from.id_of(ix)};
  if (!holds_all(fold(at->text), wanted)) {
    // Entity and note are found with the first statement of their row.
    auto note = note_of(store_access::of(from), c.statement);
    auto const in_note = holds_all(fold(note), wanted);
    hit.property = in_note ? "note" : "id";
    hit.text = in_note ? std::move(note) : r.entity;
  }
  return hit;
}

std::vector<search_hit> find_all(store const& from, std::vector<std::string_view> const& wanted,
                                 view_spec const& view, std::size_t limit) {
  auto& s = store_access::of(from);
  std::vector<search_hit> out;
  std::unordered_set<std::string> seen;
  for (auto const& c : candidates(s, view, wanted)) {
    if (out.size() == limit) {
      break;
    }
    if (auto hit = hit_of(from, c, view, wanted); hit && seen.insert(hit->entity).second) {
      hit->kind = kind_of(from, hit->entity, view);
      out.push_back(std::move(*hit));
    }
  }
  return out;
}

// Known words within two edits of each word that none begins with.
std::vector<std::string> suggest(store::impl& s, std::vector<std::string_view> const& wanted) {
  constexpr std::size_t kMost = 3;
  struct near {
    std::size_t distance;
    std::int64_t count;
    std::string word;
  };
  std::vector<near> all;
  query q{s.db, "SELECT term, cnt FROM found_word"};
  while (q.step()) {
    for (auto const w : wanted) {
      auto const limit = std::size_t{w.size() > 5 ? 2U : 1U};
      if (auto const d = edit_distance(q.text(0), w, limit); d > 0 && d <= limit) {
        all.push_back({d, -q.integer(1), std::string{q.text(0)}});
      }
    }
  }
  std::ranges::sort(all, [](near const& a, near const& b) {
    return std::tie(a.distance, a.count, a.word) < std::tie(b.distance, b.count, b.word);
  });
  std::vector<std::string> out;
  for (auto& n : all) {
    if (out.size() < kMost && std::ranges::find(out, n.word) == out.end()) {
      out.push_back(std::move(n.word));
    }
  }
  return out;
}

}  // namespace

search_answer search(store const& from, std::string_view text, view_spec const& view,
                     std::size_t limit) {
  auto const folded = fold(text);
  auto const wanted = words(folded);
  search_answer out;
  if (wanted.empty()) {
    return out;
  }
  auto& s = store_access::of(from);
  s.refresh();
  out.hits = find_all(from, wanted, view, limit);
  if (!out.hits.empty()) {
    return out;
  }
  if (auto const latin = to_latin(folded); latin != folded) {
    out.hits = find_all(from, words(latin), view, limit);
  }
  if (out.hits.empty()) {
    out.suggestions = suggest(s, wanted);
  }
  return out;
}

}  // namespace karwan::record
