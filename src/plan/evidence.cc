#include "plan/evidence.h"

#include <algorithm>

#include "karwan/record/statement.h"

namespace karwan::plan {
namespace {

void keep_once(std::vector<record::statement_ix>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

}  // namespace

evidence::evidence(record::store const& store, network::rows_read const& read,
                   record::view_spec const& view, std::vector<record::statement_ix> statements) {
  keep_once(statements);
  std::vector<record::statement_ix> elsewhere;
  for (auto const s : statements) {
    if (at_.contains(s)) {
      continue;
    }
    if (auto const* row = read.with(s)) {
      note(*row);
    } else {
      elsewhere.push_back(s);
    }
  }
  rows_ = store.rows_with(elsewhere, view);
  std::ranges::for_each(rows_, [this](record::row const& row) { note(row); });
  for (auto& [source, publisher] : publishers_) {
    for (auto const& row : store.rows_of(source, view)) {
      auto const name = row.text("publisher");
      publisher = name.empty() ? row.text("title") : name;
    }
  }
}

void evidence::note(record::row const& row) {
  for (auto const& cell : row.cells) {
    at_[cell.statement] = {&row, &cell};
  }
  publishers_.try_emplace(row.source);
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
  auto const at = publishers_.find(row.source);
  return at == publishers_.end() ? std::string{} : at->second;
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
  std::vector<std::string> out;
  out.reserve(statements.size());
  for (auto const s : statements) {
    out.push_back(of(s));
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace karwan::plan
