#include "karwan/record/references.h"

#include <algorithm>

#include "record/lookup.h"
#include "record/store_impl.h"
#include "record/values.h"

namespace karwan::record {
namespace {

constexpr std::size_t kAtOnce = 500;  // rows

void sort_unique(std::vector<std::int64_t>& numbers) {
  std::ranges::sort(numbers);
  auto const [end, last] = std::ranges::unique(numbers);
  numbers.erase(end, last);
}

// Numbers of all versions of the rows, so that the latest decides.
constexpr auto kFrom =
    "SELECT v.id, r.tbl, r.row_id FROM pack_row r CROSS JOIN pack_row v ON v.tbl = r.tbl AND "
    "v.row_id = r.row_id WHERE r.source = ?1 ORDER BY r.tbl, r.row_id";

bool evidence_is_from(row const& r, std::string_view source) {
  constexpr std::string_view kColumn = "evidence_source";
  return find_property(r.table, kColumn) && r.text(kColumn) == source;
}

class source_reader {
 public:
  source_reader(store const& from, std::string_view source, view_spec const& view, std::size_t most)
      : from_{from}, s_{store_access::of(from)}, source_{source}, view_{view}, most_{most} {}

  rows_of_source run() {
    read_own();
    for (std::size_t t = 0; t < tables().size(); ++t) {
      auto const column = find_property(table_ix{static_cast<std::uint16_t>(t)}, "evidence_source");
      if (column && !out_.more) {
        add_evidence(*column);
      }
    }
    std::ranges::sort(out_.rows, [](row const& a, row const& b) {
      return std::tie(a.table, a.row_id) < std::tie(b.table, b.row_id);
    });
    return std::move(out_);
  }

 private:
  // In pieces: what the view does not see takes no place from what it does.
  void read_own() {
    query q{s_.db, kFrom};
    q.bind(source_);
    std::pair<std::int64_t, std::string> last;
    numbered_rows piece;
    while (!out_.more && q.step()) {
      std::pair<std::int64_t, std::string> const row{q.integer(1), q.text(2)};
      if (row != last && piece.rows.size() >= kAtOnce) {
        take(piece);
      }
      last = row;
      piece.rows.push_back(q.integer(0));
    }
    take(piece);
  }

  void take(numbered_rows& piece) {
    sort_unique(piece.rows);
    for (auto& r : read_rows(s_, piece, view_)) {
      if (r.source == source_) {
        add(std::move(r));
      }
    }
    piece.rows.clear();
  }

  void add_evidence(property_ix column) {
    for (auto& r : rows_naming(from_, source_, column, view_)) {
      if (r.source != source_ && evidence_is_from(r, source_)) {
        add(std::move(r));
      }
    }
  }

  void add(row r) {
    if (out_.rows.size() == most_) {
      out_.more = true;
    } else {
      out_.rows.push_back(std::move(r));
    }
  }

  store const& from_;
  store::impl& s_;
  std::string_view source_;
  view_spec const& view_;
  std::size_t most_;
  rows_of_source out_;
};

}  // namespace

std::vector<row> rows_naming(store const& from, std::string_view entity, property_ix column_number,
                             view_spec const& view) {
  auto& s = store_access::of(from);
  s.refresh();
  auto const at = std::ranges::find(s.properties, std::optional{column_number});
  auto& q = s.q.naming;
  numbered_rows which;
  for (auto const layer : layers_seen(view)) {
    q.bind(layer, reference_key(entity), at - s.properties.begin());
    while (q.step()) {
      which.rows.push_back(q.integer(0));
    }
    q.reset();
  }
  if (which.rows.empty()) {
    return {};
  }
  sort_unique(which.rows);
  auto out = read_rows(s, which, view);
  auto const& c = column_of(column_number);
  std::erase_if(out, [&](row const& r) { return !names_it(c, r.text(c.name), entity); });
  return out;
}

std::vector<std::string> entities_in(store const& from, table_ix t) {
  auto& s = store_access::of(from);
  s.refresh();
  std::vector<std::string> out;
  query q{s.db, "SELECT DISTINCT entity FROM pack_row WHERE tbl = ?1 ORDER BY entity"};
  for (q.bind(s.table_numbers[*t]); q.step();) {
    out.emplace_back(q.text(0));
  }
  return out;
}

rows_of_source rows_from(store const& from, std::string_view source, view_spec const& view,
                         std::size_t most) {
  store_access::of(from).refresh();
  return source_reader{from, source, view, most}.run();
}

}  // namespace karwan::record
