#include <algorithm>
#include <set>
#include <unordered_set>

#include <fmt/format.h>

#include "karwan/record/history.h"
#include "record/store_impl.h"

namespace karwan::record {
namespace {

static_assert(kSharedColumns == 10);

// Along the index of entities; what belongs to one entity comes together.
constexpr auto kHistory =
    "SELECT s.id, r.tbl, r.row_id, r.version, r.entity, r.pack, r.world, r.valid_from, r.valid_to, "
    "r.observed_from, r.observed_to, r.grade, r.source, r.locator, r.note, r.recorded_at, "
    "r.born_at, r.recording, s.property, s.seq, s.text, s.status, s.recorded_at, s.recording, "
    "coalesce((SELECT o.seq FROM statement o WHERE o.id = s.supersedes), 0) "
    "FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
    "WHERE r.world NOT LIKE 'private:%' ORDER BY r.entity";

auto order_of(history_statement const& s) {
  return std::tuple{table_index_of(s.property), std::string_view{s.row_id}, s.version, s.property,
                    s.seq};
}

class history_reader {
 public:
  history_reader(store const& from, history_listener const& to)
      : s_{store_access::of(from)},
        to_{to},
        acts_{s_.db, "SELECT what, recorded_at, recorded_by, pack FROM recording WHERE id = ?1"},
        changes_{s_.db,
                 "SELECT status, changed_at, reason, recording FROM status_change "
                 "WHERE statement = ?1 ORDER BY changed_at, id"} {
    s_.refresh();
  }

  void read_loads() {
    query q{s_.db,
            "SELECT recording, name, version, created, content_digest, descriptor FROM pack_load "
            "ORDER BY id"};
    while (q.step()) {
      tell_act(q.integer(0));
      to_.load({q.integer(0), std::string{q.text(1)}, std::string{q.text(2)},
                instant_of(q.integer(3)), std::string{q.text(4)}, std::string{q.text(5)}});
    }
  }

  // `seen`: the statements to tell of, nullptr: all.
  void read_entities(std::unordered_set<std::int64_t> const* seen) {
    query q{s_.db, kHistory};
    std::vector<history_statement> one;
    while (q.step()) {
      if (seen != nullptr && !seen->contains(q.integer(0))) {
        continue;
      }
      if (!one.empty() && one.front().entity != q.text(4)) {
        tell(one);
        one.clear();
      }
      if (auto s = read(q)) {
        one.push_back(std::move(*s));
      }
    }
    tell(one);
  }

 private:
  std::optional<history_statement> read(query& q) {
    auto const property = s_.properties[static_cast<std::size_t>(q.integer(18))];
    if (!property) {
      return std::nullopt;  // a column that is no more
    }
    history_statement s;
    s.property = *property;
    s.row_id = q.text(2);
    s.version = q.integer(3);
    s.entity = q.text(4);
    s.pack = q.text(5);
    for (std::size_t i = 0; i < kSharedColumns; ++i) {
      s.shared[i] = q.text(static_cast<int>(6 + i));
    }
    s.row_since = instant_of(q.integer(16));
    s.row_act = q.integer(17);
    s.seq = q.integer(19);
    s.value = q.text(20);
    s.proposed = q.text(21) == "proposed";
    s.recorded_at = instant_of(q.integer(22));
    s.act = q.integer(23);
    s.corrects = q.integer(24);
    for (changes_.bind(q.integer(0)); changes_.step();) {
      s.changes.push_back({status_named(changes_.text(0)).value(), instant_of(changes_.integer(1)),
                           std::string{changes_.text(2)}, changes_.integer(3)});
    }
    changes_.reset();
    return s;
  }

  void tell(std::vector<history_statement>& of_entity) {
    std::ranges::sort(of_entity, {}, order_of);
    mark_current(of_entity);
    leave_out_withheld(of_entity);
    for (auto const& s : of_entity) {
      std::set<std::int64_t> acts{s.row_act, s.act};
      for (auto const& c : s.changes) {
        acts.insert(c.act);
      }
      std::ranges::for_each(acts, [&](std::int64_t a) { tell_act(a); });
    }
    if (!of_entity.empty()) {
      to_.entity(of_entity);
    }
  }

  // The latest accepted one of each cell, in the latest version of the row.
  static void mark_current(std::vector<history_statement>& of_entity) {
    for (auto begin = of_entity.begin(); begin != of_entity.end();) {
      auto const end = std::find_if(begin, of_entity.end(), [&](history_statement const& s) {
        return s.row_id != begin->row_id ||
               table_index_of(s.property) != table_index_of(begin->property);
      });
      auto const latest = std::prev(end)->version;
      for (auto s = begin; s != end; ++s) {
        if (s->version != latest || s->status() != statement_status::accepted) {
          continue;
        }
        s->current = std::none_of(std::next(s), end, [&](history_statement const& o) {
          return o.property == s->property && o.version == latest &&
                 o.status() == statement_status::accepted;
        });
      }
      begin = end;
    }
  }

  // Rows that their owner does not show now, with all that they were before.
  static void leave_out_withheld(std::vector<history_statement>& of_entity) {
    std::set<std::string, std::less<>> shown;
    for (auto const& s : of_entity) {
      auto const shown_if = table_of(s.property).shown_if;
      if (shown_if.empty() ||
          (s.current && column_of(s.property).name == shown_if && s.value == "yes")) {
        shown.insert(s.row_id);
      }
    }
    std::erase_if(of_entity, [&](history_statement const& s) { return !shown.contains(s.row_id); });
  }

  void tell_act(std::int64_t number) {
    if (!told_.insert(number).second) {
      return;
    }
    if (acts_.bind(number).step()) {
      to_.act({number, std::string{acts_.text(0)}, instant_of(acts_.integer(1)),
               std::string{acts_.text(2)}, std::string{acts_.text(3)}});
    }
    acts_.reset();
  }

  store::impl& s_;
  history_listener const& to_;
  query acts_, changes_;
  std::unordered_set<std::int64_t> told_;
};

bool lacks_required(row const& r) {
  auto const columns = tables()[*r.table].columns;
  return std::ranges::any_of(
      columns, [&](column const& c) { return c.required && r.find(c.name) == nullptr; });
}

std::unordered_set<std::int64_t> statements_in(store const& from, view_spec const& view) {
  std::unordered_set<std::int64_t> out;
  for (std::size_t t = 0; t < tables().size(); ++t) {
    for (auto const& r : from.rows(table_ix{static_cast<std::uint16_t>(t)}, view)) {
      if (holds_on(r, view.as_of) && !lacks_required(r)) {
        for (auto const& c : r.cells) {
          out.insert(std::int64_t{*c.statement});
        }
      }
    }
  }
  return out;
}

}  // namespace

std::string const& history_statement::at(std::string_view common_column) const {
  auto const columns = common_columns();
  auto const i = std::ranges::find(columns, common_column, &column::name) - columns.begin();
  return shared[static_cast<std::size_t>(i)];
}

statement_status history_statement::status() const {
  return !changes.empty() ? changes.back().status
         : proposed       ? statement_status::proposed
                          : statement_status::accepted;
}

std::string history_statement::id() const {
  return statement_id(row_id, column_of(property).name, seq);
}

void read_history(store const& from, std::optional<view_spec> const& cut,
                  history_listener const& to) {
  reading const one_state{from};
  history_reader r{from, to};
  r.read_loads();
  if (!cut) {
    r.read_entities(nullptr);
    return;
  }
  auto const seen = statements_in(from, *cut);
  r.read_entities(&seen);
}

}  // namespace karwan::record
