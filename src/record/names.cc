#include "karwan/record/names.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "karwan/base/text.h"
#include "karwan/record/edit.h"
#include "record/store_impl.h"

namespace karwan::record {
namespace {

constexpr std::size_t kSuggestions = 3;

// Columns whose values name their entity as well as its id does.
struct code_column {
  char const* table;
  char const* column;
};
constexpr code_column kCodes[] = {
    {"places", "unlocode"}, {"countries", "iso2"}, {"countries", "iso3"}, {"products", "hs_code"}};

std::uint64_t bit_of(table_ix t) {
  return std::uint64_t{1} << *t;
}

std::uint64_t tables_of(std::span<std::string_view const> kinds) {
  if (kinds.empty()) {
    return ~std::uint64_t{0};
  }
  std::uint64_t out = 0;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    if (std::ranges::find(kinds, tables()[t].kind) != kinds.end()) {
      out |= std::uint64_t{1} << t;
    }
  }
  return out;
}

std::string_view kind_in(std::uint64_t tables_seen) {
  for (std::size_t t = 0; t < tables().size(); ++t) {
    if ((tables_seen >> t & 1) != 0) {
      return tables()[t].kind;
    }
  }
  return "entity";
}

std::string without_blanks(std::string_view text) {
  std::string out{text};
  std::erase(out, ' ');
  return out;
}

// 0: the name itself; 1: it begins with the text; 2: a word of it does.
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

// Rows that were proposed and of which nothing was accepted.
std::set<std::int64_t> rows_that_wait(store::impl& s) {
  std::set<std::int64_t> out;
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

}  // namespace

name_index::name_index(store const& s, view_spec const& view) : layers_{view.layers} {
  read_entities(s, view);
  read_names(s, view);
  read_codes(s, view);
  by_folded_.reserve(names_.size());
  for (std::uint32_t i = 0; i < names_.size(); ++i) {
    by_folded_.emplace(names_[i].folded, i);
    entities_[names_[i].entity].names.push_back(i);
  }
}

void name_index::read_entities(store const& s, view_spec const& view) {
  auto& impl = store_access::of(s);
  impl.refresh();
  auto const names_table = find_table("names");
  auto const waiting = rows_that_wait(impl);
  query q{impl.db, "SELECT entity, tbl, world, id, born_at FROM pack_row ORDER BY entity"};
  while (q.step()) {
    auto const t = impl.tables[static_cast<std::size_t>(q.integer(1))];
    auto const layer = layer_of(q.text(2));
    if (!t || t == names_table || (layer && std::ranges::find(layers_, *layer) == layers_.end()) ||
        waiting.contains(q.integer(3)) ||
        (view.known_at && instant_of(q.integer(4)) > *view.known_at)) {
      continue;
    }
    if (entities_.empty() || entities_.back().id != q.text(0)) {
      entities_.push_back({std::string{q.text(0)}, 0, {}});
    }
    entities_.back().tables |= bit_of(*t);
  }
}

void name_index::read_names(store const& s, view_spec const& view) {
  auto const table = find_table("names");
  if (!table) {
    return;
  }
  for (auto const& r : s.rows(*table, view)) {
    auto const use = r.text("use");
    auto const how = use == "misspelling" ? rank::misspelt
                     : use == "former"    ? rank::former
                                          : rank::current;
    add(r.entity, {0, how, use == "code", std::string{r.text("language")},
                   std::string{r.text("name")}, fold(r.text("name"))});
  }
}

void name_index::read_codes(store const& s, view_spec const& view) {
  for (auto const& [table_name, column_name] : kCodes) {
    auto const table = find_table(table_name);
    if (!table) {
      continue;
    }
    for (auto const& r : s.rows(*table, view)) {
      if (auto const code = r.text(column_name); !code.empty()) {
        add(r.entity, {0, rank::current, true, {}, std::string{code}, without_blanks(fold(code))});
      }
    }
  }
}

void name_index::add(std::string_view entity_id, name n) {
  auto const* e = find(entity_id);
  if (e == nullptr || n.folded.empty()) {
    return;
  }
  n.entity = static_cast<std::uint32_t>(e - entities_.data());
  names_.push_back(std::move(n));
}

name_index::entity const* name_index::find(std::string_view id) const {
  auto const it = std::ranges::lower_bound(entities_, id, {}, &entity::id);
  return it != entities_.end() && it->id == id ? &*it : nullptr;
}

// Entities whose name is the text, by the best rank that any has. Sorted, each once.
std::vector<std::uint32_t> name_index::matches(std::string_view folded,
                                               std::uint64_t tables_wanted) const {
  std::vector<std::uint32_t> out;
  auto best = rank::misspelt;
  auto const consider = [&](std::string_view key, bool codes_only) {
    auto const [begin, end] = by_folded_.equal_range(key);
    for (auto it = begin; it != end; ++it) {
      auto const& n = names_[it->second];
      if ((entities_[n.entity].tables & tables_wanted) == 0 || n.how > best ||
          (codes_only && !n.is_code)) {
        continue;
      }
      if (n.how < best) {
        best = n.how;
        out.clear();
      }
      out.push_back(n.entity);
    }
  };
  consider(folded, false);
  if (folded.find(' ') != std::string_view::npos) {
    consider(without_blanks(folded), true);
  }
  std::ranges::sort(out);
  auto const [from, to] = std::ranges::unique(out);
  out.erase(from, to);
  return out;
}

// A town and its port or station share codes and names: "karachi" stands for all that begin so.
void name_index::keep_the_whole(std::vector<std::uint32_t>& found) const {
  if (found.size() < 2) {
    return;
  }
  auto const whole = entities_[found.front()].id + "-";  // the least id comes first
  if (std::all_of(found.begin() + 1, found.end(),
                  [&](std::uint32_t number) { return entities_[number].id.starts_with(whole); })) {
    found.resize(1);
  }
}

std::string name_index::described(std::uint32_t number) const {
  auto const& id = entities_[number].id;
  auto const shown = display_name(id);
  return shown == id ? id : fmt::format("{} ({})", id, shown);
}

result<std::string> name_index::resolve(std::string_view text,
                                        std::span<std::string_view const> kinds) const {
  auto const wanted = tables_of(kinds);
  if (auto const* e = find(text); e != nullptr && (e->tables & wanted) != 0) {
    return e->id;
  }
  auto const folded = fold(text);
  auto found = matches(folded, wanted);
  if (found.empty()) {
    if (auto const latin = to_latin(folded); latin != folded) {
      found = matches(latin, wanted);  // no row names it in this script, but it reads the same
    }
  }
  keep_the_whole(found);
  if (found.size() == 1) {
    return entities_[found.front()].id;
  }
  auto const what =
      kinds.empty() ? std::string{"entity"} : fmt::format("{}", fmt::join(kinds, " or "));
  if (found.size() > 1) {
    std::vector<std::string> candidates;
    for (auto const number : found) {
      candidates.push_back(described(number));
    }
    return fail(error_kind::bad_input, fmt::format("{} names several", in_quotes(text)), {},
                fmt::format("Name one by its id: {}", fmt::join(candidates, ", ")));
  }
  if (auto const* e = find(slug(folded)); e != nullptr && (e->tables & wanted) != 0) {
    return e->id;
  }
  std::vector<std::string> candidates;
  for (auto const& hit : similar(folded, wanted)) {
    candidates.push_back(
        described(static_cast<std::uint32_t>(find(hit.entity) - entities_.data())));
  }
  return fail(error_kind::bad_input, fmt::format("unknown {} {}", what, in_quotes(text)), {},
              candidates.empty()
                  ? "Use an id, a code or a name; karwan record find TEXT searches them"
                  : fmt::format("Did you mean {}?", fmt::join(candidates, ", or ")));
}

// Names within a few edits of the text, also across scripts, the nearest first.
std::vector<name_hit> name_index::similar(std::string_view folded,
                                          std::uint64_t tables_wanted) const {
  auto const limit = std::max<std::size_t>(1, std::min<std::size_t>(3, folded.size() / 3));
  auto const latin = to_latin(folded);
  struct near {
    std::size_t distance;
    std::uint32_t entity;
    std::string_view name;
  };
  std::vector<near> all;
  auto const consider = [&](std::uint32_t number, std::string_view key, std::string_view shown) {
    auto d = edit_distance(key, folded, limit);
    if (latin != folded) {
      d = std::min(d, edit_distance(key, latin, limit));
    }
    if (d > limit && folded.size() >= 3 && closeness(key, folded)) {
      d = limit;
    }
    if (d <= limit) {
      all.push_back({d, number, shown});
    }
  };
  for (auto const& n : names_) {
    if ((entities_[n.entity].tables & tables_wanted) != 0 && !n.is_code) {
      consider(n.entity, n.folded, n.text);
    }
  }
  for (std::uint32_t i = 0; i < entities_.size(); ++i) {
    if ((entities_[i].tables & tables_wanted) != 0) {
      consider(i, fold(entities_[i].id), entities_[i].id);
    }
  }
  std::ranges::sort(all, [](near const& a, near const& b) {
    return std::tie(a.distance, a.entity) < std::tie(b.distance, b.entity);
  });
  std::vector<name_hit> out;
  for (auto const& n : all) {
    auto const& id = entities_[n.entity].id;
    if (out.size() < kSuggestions &&
        std::ranges::find(out, std::string_view{id}, &name_hit::entity) == out.end()) {
      out.push_back({id, n.name, kind_in(entities_[n.entity].tables)});
    }
  }
  return out;
}

std::vector<name_hit> name_index::complete(std::string_view text,
                                           std::span<std::string_view const> kinds,
                                           std::size_t limit) const {
  auto const folded = fold(text);
  auto const wanted = tables_of(kinds);
  if (folded.empty()) {
    return {};
  }
  struct candidate {
    int how;
    rank was;
    std::size_t length;
    std::uint32_t entity;
    std::string_view shown;
  };
  std::vector<candidate> all;
  auto const consider = [&](std::uint32_t number, rank r, std::string_view key,
                            std::string_view shown) {
    if (auto const how = closeness(key, folded); how && (entities_[number].tables & wanted) != 0) {
      all.push_back({*how, r, key.size(), number, shown});
    }
  };
  for (auto const& n : names_) {
    consider(n.entity, n.how, n.folded, n.text);
  }
  for (std::uint32_t i = 0; i < entities_.size(); ++i) {
    consider(i, rank::id, fold(entities_[i].id), entities_[i].id);
  }
  std::ranges::sort(all, [](candidate const& a, candidate const& b) {
    return std::tie(a.how, a.length, a.was, a.entity) < std::tie(b.how, b.length, b.was, b.entity);
  });
  std::vector<name_hit> out;
  std::vector<bool> seen(entities_.size(), false);
  for (auto const& c : all) {
    if (out.size() == limit) {
      break;
    }
    if (!seen[c.entity]) {
      seen[c.entity] = true;
      out.push_back(
          {entities_[c.entity].id, c.shown, kind_in(entities_[c.entity].tables & wanted)});
    }
  }
  return out;
}

std::string_view name_index::display_name(std::string_view id, std::string_view language) const {
  auto const* e = find(id);
  if (e == nullptr || e->names.empty()) {
    return e == nullptr ? id : std::string_view{e->id};
  }
  // The lower the better: language first, then how current, then the order of the rows.
  auto const cost = [&](std::uint32_t i) {
    auto const& n = names_[i];
    auto const foreign = n.language == language ? 0 : n.language == "en" ? 1 : 2;
    return std::tuple{n.is_code, n.how == rank::misspelt, foreign, n.how, i};
  };
  auto const best = *std::ranges::min_element(e->names, {}, cost);
  return names_[best].is_code ? std::string_view{e->id} : std::string_view{names_[best].text};
}

std::vector<std::string_view> name_index::kinds_of(std::string_view id) const {
  std::vector<std::string_view> out;
  auto const* e = find(id);
  for (std::size_t t = 0; e != nullptr && t < tables().size(); ++t) {
    if ((e->tables >> t & 1) != 0 && std::ranges::find(out, tables()[t].kind) == out.end()) {
      out.push_back(tables()[t].kind);
    }
  }
  return out;
}

}  // namespace karwan::record
