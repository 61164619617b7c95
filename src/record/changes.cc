#include "karwan/record/changes.h"

#include <algorithm>
#include <map>

#include "record/store_impl.h"

namespace karwan::record {
namespace {

constexpr std::size_t kMostTold = 1000;

constexpr auto kChange =
    "SELECT r.entity, s.property, s.seq, s.text, r.row_id, r.source, s.status, "
    "s.supersedes IS NOT NULL FROM statement s JOIN pack_row r ON r.id = s.row ";

class act_reader {
 public:
  explicit act_reader(store::impl& s)
      : s_{s},
        recording_of_{s.db, "SELECT recording FROM statement WHERE id = ?1"},
        between_{s.db, std::string{kChange} +
                           "WHERE s.id BETWEEN ?1 AND ?2 AND r.world NOT LIKE 'private:%' "
                           "ORDER BY s.id LIMIT ?3"},
        of_status_{s.db,
                   "SELECT c.statement, c.status, c.reason FROM status_change c "
                   "WHERE c.recording = ?1 ORDER BY c.id"},
        one_{s.db, std::string{kChange} + "WHERE s.id = ?1 AND r.world NOT LIKE 'private:%'"} {}

  std::vector<recorded_act> run(std::size_t limit) {
    std::vector<recorded_act> out;
    query acts{s_.db,
               "SELECT id, what, recorded_at, recorded_by, pack, digest FROM recording "
               "WHERE id > 0 ORDER BY id DESC LIMIT ?1"};
    auto top = s_.db.integer("SELECT coalesce(max(id), 0) FROM statement");
    for (acts.bind(static_cast<std::int64_t>(limit)); acts.step();) {
      auto& a = out.emplace_back();
      a.act = {acts.integer(0), std::string{acts.text(1)}, instant_of(acts.integer(2)),
               std::string{acts.text(3)}, std::string{acts.text(4)}};
      a.digest = acts.text(5);
      add_statements(a, top);
      add_statuses(a);
      std::ranges::stable_sort(a.changes, {}, [](recorded_change const& c) {
        return std::pair{std::string_view{c.entity}, std::string_view{c.statement}};
      });
    }
    return out;
  }

 private:
  std::int64_t recording(std::int64_t statement) {
    auto const out = recording_of_.bind(statement).step() ? recording_of_.integer(0) : 0;
    recording_of_.reset();
    return out;
  }

  // What one act stated has numbers that follow each other: it wrote alone.
  std::int64_t first_of(std::int64_t last) {
    auto const act = recording(last);
    std::int64_t step = 1;
    auto low = last;
    while (low > 1 && recording(std::max<std::int64_t>(low - step, 1)) == act) {
      low = std::max<std::int64_t>(low - step, 1);
      step *= 2;
    }
    for (auto wrong = std::max<std::int64_t>(low - step, 0); low - wrong > 1;) {
      auto const middle = wrong + (low - wrong) / 2;
      (recording(middle) == act ? low : wrong) = middle;
    }
    return low;
  }

  // `top`: the last statement that no later act stated. Moves on past what private acts stated.
  void add_statements(recorded_act& a, std::int64_t& top) {
    while (top > 0) {
      auto const act = recording(top);
      if (act > 0 && act < a.act.number) {
        return;  // this act stated nothing
      }
      auto const low = first_of(top);
      if (act == a.act.number) {
        auto const before = a.changes.size();
        auto const stated = static_cast<std::size_t>(top - low + 1);
        for (between_.bind(low, top, static_cast<std::int64_t>(kMostTold)); between_.step();) {
          add(a, between_, {}, {});
        }
        a.total += stated > kMostTold ? stated : a.changes.size() - before;
      }
      top = low - 1;
    }
  }

  void add_statuses(recorded_act& a) {
    for (of_status_.bind(a.act.number); of_status_.step();) {
      auto const before = a.changes.size();
      if (before < kMostTold && one_.bind(of_status_.integer(0)).step()) {
        add(a, one_, status_named(of_status_.text(1)), std::string{of_status_.text(2)});
      }
      one_.reset();
      a.total += before < kMostTold ? a.changes.size() - before : 1;
    }
  }

  void add(recorded_act& a, query const& q, std::optional<statement_status> became,
           std::string reason) {
    auto const property = s_.properties[static_cast<std::size_t>(q.integer(1))];
    auto const waits = became ? *became == statement_status::rejected : q.text(6) == "proposed";
    if (!property || !table_of(*property).shown_if.empty() || waits) {
      return;  // a column that is no more, or what not everybody may see
    }
    history_statement named;
    named.property = *property;
    named.row_id = q.text(4);
    named.seq = q.integer(2);
    recorded_change c{
        std::string{q.text(0)}, *property,          named.id(),       std::string{q.text(3)},
        std::string{q.text(5)}, change_kind::added, std::move(reason)};
    if (became) {
      c.kind =
          *became == statement_status::retracted ? change_kind::retracted : change_kind::accepted;
    } else if (q.integer(7) != 0) {
      c.kind = change_kind::corrected;
    }
    a.changes.push_back(std::move(c));
  }

  store::impl& s_;
  query recording_of_, between_, of_status_, one_;
};

}  // namespace

std::string_view name_of(change_kind k) noexcept {
  constexpr std::string_view kNames[] = {"added", "corrected", "accepted", "retracted"};
  return kNames[static_cast<std::size_t>(k)];
}

std::vector<recorded_act> latest_acts(store const& from, std::size_t limit) {
  reading const one_state{from};
  auto& s = store_access::of(from);
  s.refresh();
  return act_reader{s}.run(limit);
}

std::optional<instant> last_written(store const& from) {
  query q{store_access::of(from).db,
          "SELECT recorded_at FROM recording WHERE id > 0 ORDER BY recorded_at DESC LIMIT 1"};
  return q.step() ? std::optional{instant_of(q.integer(0))} : std::nullopt;
}

}  // namespace karwan::record
