#include "plan/evidence.h"

#include <algorithm>

#include "karwan/record/statement.h"

namespace karwan::plan {
namespace {

// Sorted, each once; mostly they are so already.
void keep_once(std::vector<record::statement_ix>& all) {
  if (std::ranges::adjacent_find(all, std::ranges::greater_equal{}) == all.end()) {
    return;
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

// The cell of the row in which it stands, or nullptr.
record::cell const* cell_of(record::row const& row, record::statement_ix s) {
  auto const at = std::ranges::find(row.cells, s, &record::cell::statement);
  return at == row.cells.end() ? nullptr : &*at;
}

}  // namespace

evidence::evidence(record::store const& store, network::rows_read const& read,
                   record::view_spec const& view,
                   std::vector<record::statement_ix> const& statements)
    : store_{store}, view_{view} {
  std::vector<record::statement_ix> elsewhere;
  record::row const* row = nullptr;  // mostly the next one stands there too
  for (auto const s : statements) {
    if (at_.contains(s)) {
      continue;
    }
    auto const* cell = row == nullptr ? nullptr : cell_of(*row, s);
    if (cell == nullptr && (row = read.with(s)) != nullptr) {
      cell = cell_of(*row, s);
    }
    if (cell == nullptr) {
      elsewhere.push_back(s);
    } else {
      at_.emplace(s, place{row, cell});
    }
  }
  keep_once(elsewhere);
  rows_ = store.rows_with(elsewhere, view);
  for (auto const& r : rows_) {
    for (auto const& c : r.cells) {
      at_.emplace(c.statement, place{&r, &c});
    }
  }
}

evidence::place evidence::find(record::statement_ix s) const {
  auto const at = at_.find(s);
  return at == at_.end() ? place{nullptr, nullptr} : at->second;
}

std::string_view evidence::table_of(record::statement_ix s) const {
  auto const at = find(s);
  return at.row == nullptr ? std::string_view{} : record::tables()[*at.row->table].name;
}

std::string evidence::publisher_of(record::row const& row) const {
  std::string out;
  for (auto const& source : store_.rows_of(row.source, view_)) {
    auto const name = source.text("publisher");
    out = name.empty() ? source.text("title") : name;
  }
  return out;
}

std::optional<day> evidence::last_known(record::row const& row) {
  if (row.observed.end != day::max()) {
    return row.observed.last();
  }
  if (row.published && row.published->end != day::max()) {
    return row.published->last();
  }
  return std::nullopt;
}

std::string const& statement_ids::of(record::statement_ix s) {
  auto const [at, is_new] = known_.try_emplace(s);
  if (is_new) {
    at->second = name(s);
    by_id_.emplace(at->second, s);
  }
  return at->second;
}

std::string statement_ids::name(record::statement_ix s) const {
  auto const* row = read_.with(s);
  if (row == nullptr) {
    return store_.id_of(s);
  }
  auto const& cell = *std::ranges::find(row->cells, s, &record::cell::statement);
  return record::statement_id(row->row_id, record::column_of(cell.property).name, cell.stated);
}

std::optional<record::statement_ix> statement_ids::find(std::string_view id) const {
  if (auto const at = by_id_.find(id); at != by_id_.end()) {
    return at->second;
  }
  auto const s = store_.find_statement(id);
  return s ? std::optional{*s} : std::nullopt;
}

std::vector<std::string> statement_ids::of(std::vector<record::statement_ix> statements) {
  keep_once(statements);
  return names(statements);
}

id_list statement_ids::list(std::vector<record::statement_ix> statements) {
  constexpr std::size_t kMost = 2048;  // of some kilobytes each
  keep_once(statements);
  if (auto const at = lists_.find(statements); at != lists_.end()) {
    return at->second;
  }
  if (lists_.size() >= kMost) {
    lists_.clear();
  }
  id_list out{names(statements)};
  lists_.emplace(std::move(statements), out);
  return out;
}

std::size_t statement_ids::hash::operator()(
    std::vector<record::statement_ix> const& all) const noexcept {
  std::uint64_t h = 0;
  for (auto const s : all) {
    h = (h ^ *s) * 0x9E3779B97F4A7C15U;
    h ^= h >> 32U;
  }
  return h;
}

std::vector<std::string> statement_ids::names(std::vector<record::statement_ix> const& statements) {
  std::vector<std::string const*> all;
  all.reserve(statements.size());
  for (auto const s : statements) {
    all.push_back(&of(s));
  }
  std::ranges::sort(all, {}, [](std::string const* n) -> std::string const& { return *n; });
  std::vector<std::string> out;
  out.reserve(all.size());
  for (auto const* n : all) {
    out.push_back(*n);
  }
  return out;
}

}  // namespace karwan::plan
