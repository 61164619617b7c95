#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "karwan/base/error.h"
#include "karwan/record/view.h"

namespace karwan::record {

// The record in one SQLite file: append-only statements, their sources, and what became of them.
// One writer at a time, any number of readers; not for use by two threads at once.
class store {
 public:
  enum class mode { read, write };  // write creates the file and brings its schema up to date

  // bad_data: not ours, damaged, or made by a newer version; unavailable: cannot be opened or
  // locked.
  static result<store> open(std::filesystem::path const& file, mode);
  store(store&&) noexcept;
  store& operator=(store&&) noexcept;
  ~store();

  // Rows of one table that the view accepts, ordered by row_id. Rows are not filtered by their
  // valid interval: a calendar needs the future too. Ask holds_on for that.
  std::vector<row> rows(table_ix, view_spec const&) const;
  // All rows, of every table, that speak of one entity.
  std::vector<row> rows_of(std::string_view entity, view_spec const&) const;
  // The rows that hold any of these statements, once each, ordered by table and row_id.
  std::vector<row> rows_with(std::span<statement_ix const>, view_spec const&) const;

  // "row_id.column", with ~2, ~3 ... for corrections. Stable across loads of the same pack.
  std::string id_of(statement_ix) const;
  // not_found where no statement has that id.
  result<statement_ix> find_statement(std::string_view id) const;

  // Changes with every change of what is public; with `layers`, of those private layers too.
  std::string version(std::vector<std::string> const& layers = {}) const;
  // The same of what a view sees: as it was at known_at. What it names does not change any more.
  std::string version(view_spec const&) const;

  struct impl;

 private:
  explicit store(std::unique_ptr<impl>);
  std::unique_ptr<impl> impl_;
  friend struct store_access;  // loading, adding, retracting, searching: see their headers
};

// While it lives, every read of its store sees one state of the record, whatever writers do
// meanwhile, and a read needs no lock of its own. One within another costs nothing. The store must
// outlive it and must not be written through.
class reading {
 public:
  explicit reading(store const&);
  reading(reading const&) = delete;
  reading& operator=(reading const&) = delete;
  ~reading();

 private:
  store::impl* began_{nullptr};
};

// Does the row's valid interval hold that day (blank sides are open)?
bool holds_on(row const&, day) noexcept;

// May everybody see the row? Not where its table has a column shown_if that does not say yes: the
// contact data of whoever does not publish them.
bool is_shown(row const&);

// The preference rule between rows that state the same thing (docs/record.md): of a chosen private
// layer; holds on the day; better grade; observed nearest the day; later published; later recorded;
// smaller row_id. Returns true where a is preferred. A strict weak order for a fixed day.
bool preferred(row const& a, row const& b, day on) noexcept;

}  // namespace karwan::record
