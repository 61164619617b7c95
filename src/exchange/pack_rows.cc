#include "exchange/pack_rows.h"

#include <algorithm>

#include "karwan/base/atomic_file.h"
#include "karwan/base/json_writer.h"
#include "karwan/base/sheet.h"
#include "karwan/record/pack.h"

namespace karwan::exchange {
namespace {

// Required columns, and those that any row fills; in the order of the dictionary.
std::vector<std::string> header_of(record::table const& t,
                                   std::map<std::string, pack_rows::values> const& rows) {
  std::vector<std::string> out{"row_id", "entity"};
  for (auto const columns : {t.columns, record::common_columns()}) {
    for (auto const& c : columns) {
      auto const filled = [&](auto const& row) {
        auto const at = row.second.find(c.name);
        return at != row.second.end() && !at->second.empty();
      };
      auto const common = columns.data() == record::common_columns().data();
      if (c.required || common || std::ranges::any_of(rows, filled)) {
        out.emplace_back(c.name);
      }
    }
  }
  return out;
}

std::string csv_of(record::table const& t, std::map<std::string, pack_rows::values> const& rows) {
  auto const header = header_of(t, rows);
  std::string out;
  write_csv(out, {header.begin(), header.end()});
  for (auto const& [_, row] : rows) {
    std::vector<std::string_view> cells;
    for (auto const& column : header) {
      auto const at = row.find(column);
      cells.push_back(at == row.end() ? std::string_view{} : at->second);
    }
    write_csv(out, cells);
  }
  return out;
}

std::string span_side(day d) {
  return d == day::min() || d == day::max() ? std::string{} : to_string(d);
}

}  // namespace

void pack_rows::add(std::string const& table, values row) {
  auto const id = row.at("row_id");
  tables_[table].emplace(id, std::move(row));
}

void pack_rows::copy(record::row const& r) {
  values row{{"row_id", r.row_id}, {"entity", r.entity}, {"source", r.source}};
  if (!r.source.empty()) {
    row["grade"] = name_of(r.row_grade);
  }
  for (auto const& cell : r.cells) {
    row[std::string{record::column_of(cell.property).name}] = cell.text;
  }
  row["note"] = "as row " + r.row_id + " of the record that it was taken from";
  row["valid_from"] = span_side(r.valid.first);
  row["observed_from"] = span_side(r.observed.first);
  row["valid_to"] = r.valid.end == day::max() ? "" : span_side(r.valid.last());
  row["observed_to"] = r.observed.end == day::max() ? "" : span_side(r.observed.last());
  add(std::string{record::tables()[*r.table].name}, std::move(row));
}

bool pack_rows::has(std::string const& table, std::string_view row_id) const {
  auto const at = tables_.find(table);
  return at != tables_.end() && at->second.contains(std::string{row_id});
}

void pack_rows::write(std::filesystem::path const& folder, std::string_view name,
                      std::string_view title, day created) const {
  std::error_code fault;
  std::filesystem::create_directories(folder, fault);
  for (auto const& [table, rows] : tables_) {
    write_file_or_throw(folder / (table + ".csv"),
                        csv_of(record::tables()[**record::find_table(table)], rows));
  }
  json_writer w;
  w.open_object().key("profile").text("tabular-data-package").key("name").text(name);
  w.key("title").text(title).key("version").text("0.1.0");
  w.key("created").text(to_string(created) + "T00:00:00Z").key("licenses").open_array();
  w.open_object().key("name").text("other").key("title").text("As the imported data set has it");
  w.close_object().close_array().key("resources").open_array().close_array().close_object();
  write_file_or_throw(folder / "datapackage.json", std::move(w).take() + "\n");
  if (auto ok = record::write_descriptor(folder); !ok) {
    throw failure{std::move(ok.error())};
  }
}

}  // namespace karwan::exchange
