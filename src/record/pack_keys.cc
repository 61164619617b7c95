#include "record/pack_keys.h"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "karwan/base/text.h"

namespace karwan::record {
namespace {

constexpr std::size_t kLately = std::size_t{1} << 14;  // a power of two
constexpr std::uint64_t kAnyTable = 1000, kNoTable = 1001;

// The table whose entities a column names, as a number.
std::uint64_t code_of(column const& c) {
  if (c.ref == "*") {
    return kAnyTable;
  }
  auto const t = find_table(c.ref);
  return t ? **t : kNoTable;
}

// Entities that may lead back to themselves: those that are left when, again and again, all are
// taken away whose references lead to what is not there or was taken away.
std::unordered_set<std::uint64_t> left_in_cycles(
    std::vector<std::pair<std::uint64_t, std::uint64_t>> edges) {
  std::ranges::sort(edges);
  auto const [unique_end, last] = std::ranges::unique(edges);
  edges.erase(unique_end, last);
  std::unordered_map<std::uint64_t, std::uint32_t> open;  // how many references are left
  for (auto const& [from, to] : edges) {
    ++open[from];
  }
  std::ranges::sort(edges, {}, [](auto const& e) { return std::pair{e.second, e.first}; });
  std::vector<std::uint64_t> free;
  for (auto it = edges.begin(); it != edges.end(); ++it) {
    if ((it == edges.begin() || it->second != (it - 1)->second) && !open.contains(it->second)) {
      free.push_back(it->second);
    }
  }
  while (!free.empty()) {
    auto const to = free.back();
    free.pop_back();
    for (auto it = std::ranges::lower_bound(edges, to, {}, [](auto const& e) { return e.second; });
         it != edges.end() && it->second == to; ++it) {
      if (auto const from = open.find(it->first); --from->second == 0) {
        free.push_back(it->first);
        open.erase(from);
      }
    }
  }
  std::unordered_set<std::uint64_t> out;
  for (auto const& [from, left] : open) {
    out.insert(from);
  }
  return out;
}

}  // namespace

pack_keys::pack_keys() : lately_wanted_(kLately) {}

void pack_keys::begin(pack_table const& t) {
  end_table();
  table_ = *t.table;
  last_row_id_.clear();
  last_known_ = {};
  auto const& facts = tables()[*t.table];
  for (std::size_t i = 0; i < facts.columns.size(); ++i) {
    if (facts.columns[i].ref == facts.name && !facts.columns[i].list) {
      own_references_.push_back({i, {}});
    }
  }
}

void pack_keys::add(pack_row const& r) {
  row_ids_.add({hash_of(r.row_id), 0});
  in_order_ = in_order_ && last_row_id_ <= r.row_id;
  last_row_id_ = r.row_id;
  if (spooled_key const k{hash_of(r.entity), table_}; k != last_known_) {
    known_.add(k);
    last_known_ = k;
  }
  for (auto& own : own_references_) {
    if (!r.own[own.column].empty()) {
      own.edges.emplace_back(hash_of(r.entity).low, hash_of(r.own[own.column]).low);
    }
  }
}

void pack_keys::refers(pack_row const&, column const& c, std::string_view entity) {
  spooled_key const k{hash_of(entity), code_of(c)};
  auto& lately = lately_wanted_[(k.key.low ^ k.of) & (kLately - 1)];
  if (lately != k) {
    lately = k;
    wanted_.add(k);
  }
}

void pack_keys::end_table() {
  for (auto& own : own_references_) {
    if (auto left = left_in_cycles(std::move(own.edges)); !left.empty()) {
      cycles_.emplace(std::pair{table_, own.column}, std::move(left));
    }
  }
  own_references_.clear();
}

bool pack_keys::settle() {
  end_table();
  find_twice();
  find_missing();
  return in_order_ && twice_.empty() && missing_.empty() && cycles_.empty();
}

void pack_keys::find_twice() {
  row_ids_.sort();
  key_hash last{};
  auto first = true;
  for (spooled_key k; row_ids_.next(k); first = false) {
    if (!first && k.key == last) {
      twice_.insert(k.key);
    }
    last = k.key;
  }
}

// Both lists are in order: what is wanted is looked up by walking along what is known.
void pack_keys::find_missing() {
  known_.sort();
  wanted_.sort();
  spooled_key known{};
  auto more = known_.next(known);
  key_hash at{};
  std::uint64_t tables_of{0};  // bit per table that has an entity with the key `at`
  auto any = false;
  for (spooled_key k; wanted_.next(k);) {
    if (!any || k.key != at) {
      at = k.key;
      any = true;
      tables_of = 0;
      for (; more && known.key <= at; more = known_.next(known)) {
        if (known.key == at) {
          tables_of |= std::uint64_t{1} << known.of;
        }
      }
    }
    auto const there = k.of == kAnyTable  ? tables_of != 0
                       : k.of == kNoTable ? false
                                          : (tables_of >> k.of & 1) != 0;
    if (!there) {
      missing_.insert(k);
    }
  }
}

// Second reading: the rows at fault, with their texts.
class explainer final : public reference_sink {
 public:
  explainer(pack_keys const& keys, std::filesystem::path const& dir, fault_list& faults)
      : keys_{keys}, dir_{dir}, faults_{faults} {}

  void run() {
    for (std::size_t t = 0; t < tables().size(); ++t) {
      read_table(table_ix{static_cast<std::uint16_t>(t)});
    }
    find_nearest();
    for (auto const& u : unknown_) {
      auto const& nearest = nearest_[{u.of, u.text}].name;
      auto const where = u.of == kAnyTable ? std::string{"no row"} : "no row of " + u.table;
      faults_.push_back({u.file, u.line, u.column, where + " speaks of " + in_quotes(u.text),
                         nearest.empty() ? "Add that row, or name another entity"
                                         : "Did you mean " + nearest + "?"});
    }
  }

  void refers(pack_row const& r, column const& c, std::string_view entity) override {
    auto const of = code_of(c);
    if (!keys_.missing_.contains({hash_of(entity), of}) || unknown_.size() > kMostUnknown) {
      return;
    }
    unknown_.push_back(
        {file_, r.line, std::string{c.name}, std::string{entity}, of, std::string{c.ref}});
    nearest_.try_emplace({of, std::string{entity}});
  }

 private:
  static constexpr std::size_t kMostUnknown = 100'000;  // as many as a fault_list names
  static constexpr std::size_t kMostComparisons = 20'000'000;

  struct unknown {
    std::string file;
    std::size_t line;
    std::string column, text;
    std::uint64_t of;
    std::string table;
  };
  struct near {
    std::size_t distance{3};
    std::string name;
  };
  using parents = std::map<std::string, std::vector<std::pair<std::size_t, std::string>>>;

  void fault(std::size_t line, std::string column_name, std::string text, std::string remedy) {
    faults_.push_back({file_, line, std::move(column_name), std::move(text), std::move(remedy)});
  }

  void read_table(table_ix ix) {
    fault_list said;  // the first reading has named them
    table_stream in{dir_, ix, said, nullptr};
    if (!in.is_there()) {
      return;
    }
    file_ = in.table().file;
    std::map<std::size_t, parents> loops;  // by column
    row_checker checker{[](pack_fault const&) {}, *this};
    checker.begin(in.table());
    last_row_id_.clear();
    for (pack_row r; in.next(r);) {
      explain_row_id(r);
      checker.check(r);
      for (auto const& [where, entities] : keys_.cycles_) {
        if (where.first == *ix && !r.own[where.second].empty() &&
            entities.contains(hash_of(r.entity).low)) {
          loops[where.second][r.entity].emplace_back(r.line, r.own[where.second]);
        }
      }
    }
    for (auto const& [column_number, names] : loops) {
      explain_loops(tables()[*ix].columns[column_number], names);
    }
  }

  void explain_row_id(pack_row const& r) {
    if (keys_.twice_.contains(hash_of(r.row_id))) {
      auto const [first, fresh] =
          first_place_.try_emplace(r.row_id, fmt::format("{}:{}", file_, r.line));
      if (!fresh) {
        fault(r.line, "row_id",
              fmt::format("{} stands already in {}", in_quotes(r.row_id), first->second),
              "Give each row of the pack its own row_id");
        last_row_id_ = r.row_id;
        return;
      }
    }
    if (r.row_id < last_row_id_) {
      fault(r.line, "row_id",
            fmt::format("{} comes after {}", in_quotes(r.row_id), in_quotes(last_row_id_)),
            "Order the rows by row_id, byte by byte");
    }
    last_row_id_ = r.row_id;
  }

  void explain_loops(column const& c, parents const& names) {
    for (auto const& [entity, rows] : names) {
      if (leads_back(entity, names)) {
        fault(rows.front().first, std::string{c.name}, in_quotes(entity) + " leads back to itself",
              "Break the cycle");
      }
    }
  }

  static bool leads_back(std::string const& start, parents const& names) {
    std::vector<std::string_view> open{start};
    std::set<std::string_view> seen;
    while (!open.empty()) {
      auto const it = names.find(std::string{open.back()});
      open.pop_back();
      if (it == names.end()) {
        continue;
      }
      for (auto const& [line, next] : it->second) {
        if (next == start) {
          return true;
        }
        if (seen.insert(next).second) {
          open.push_back(next);
        }
      }
    }
    return false;
  }

  // Third reading: for each unknown name the known one within two edits, as far as that is cheap.
  void find_nearest() {
    std::size_t compared = 0;
    for (std::size_t t = 0; t < tables().size() && !nearest_.empty(); ++t) {
      fault_list said;
      table_stream in{dir_, table_ix{static_cast<std::uint16_t>(t)}, said, nullptr};
      if (!in.is_there()) {
        continue;
      }
      std::string last;
      for (pack_row r; in.next(r) && compared < kMostComparisons;) {
        if (r.entity == last) {
          continue;
        }
        last = r.entity;
        for (auto& [asked, best] : nearest_) {
          if (asked.first != t && asked.first != kAnyTable) {
            continue;
          }
          ++compared;
          auto const d = edit_distance(r.entity, asked.second, 2);
          if (d < best.distance || (d == best.distance && d < 3 && r.entity < best.name)) {
            best = {d, r.entity};
          }
        }
      }
    }
  }

  pack_keys const& keys_;
  std::filesystem::path const& dir_;
  fault_list& faults_;
  std::string file_, last_row_id_;
  std::map<std::string, std::string> first_place_;  // of row_ids that stand twice
  std::vector<unknown> unknown_;
  std::map<std::pair<std::uint64_t, std::string>, near> nearest_;
};

void pack_keys::explain(std::filesystem::path const& dir, fault_list& faults) {
  explainer{*this, dir, faults}.run();
}

}  // namespace karwan::record
