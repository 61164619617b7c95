// Three steps: each thing is checked by itself as it comes and put aside, then all of it together
// against the record, and then it is written, act by act, in one transaction.
#include <fmt/format.h>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "karwan/base/digest.h"
#include "karwan/base/text.h"
#include "karwan/record/history.h"
#include "record/cell_check.h"
#include "record/history_staging.h"
#include "record/writer.h"

namespace karwan::record {
namespace {

namespace json = boost::json;

std::string text_of(query const& q, int i) {
  return std::string{q.text(i)};
}

// Writes what is new of one act after the other.
class merger {
 public:
  merger(store::impl& s, writer& out, history_report& report)
      : s_{s},
        out_{out},
        report_{report},
        rows_{s.db,
              "SELECT row_id, version, tbl, entity, pack, since, world, valid_from, valid_to, "
              "observed_from, observed_to, grade, source, locator, note, recorded_at FROM in_row "
              "WHERE act = ?1 AND NOT known ORDER BY tbl, row_id, version"},
        statements_{s.db,
                    "SELECT s.row_id, s.property, s.seq, s.value, s.corrects, s.proposed, "
                    "s.recorded_at, r.tbl, p.id, r.entity, r.note, r.world FROM in_statement s "
                    "JOIN in_row r ON r.row_id = s.row_id AND r.version = s.version "
                    "JOIN pack_row p ON p.row_id = s.row_id AND p.version = s.version "
                    "WHERE s.act = ?1 AND NOT s.known "
                    "ORDER BY r.tbl, s.row_id, s.property, s.seq"},
        changes_{s.db,
                 "SELECT row_id, property, seq, status, at, reason FROM in_change "
                 "WHERE act = ?1 AND NOT known ORDER BY at, n, row_id, property, seq"},
        loads_{s.db,
               "SELECT pack, version, created, digest, descriptor FROM in_load "
               "WHERE act = ?1 AND NOT known ORDER BY pack"},
        number_{s.db,
                "SELECT s.id FROM pack_row r JOIN statement s ON s.tbl = r.tbl AND s.row = r.id "
                "JOIN in_property d ON d.number = s.property "
                "WHERE r.row_id = ?1 AND d.ix = ?2 AND s.seq = ?3"},
        text_{s_.db,
              "SELECT s.text, r.id, r.entity, r.note, r.world FROM statement s "
              "JOIN pack_row r ON r.id = s.row WHERE s.id = ?1"},
        add_load_{s.db,
                  "INSERT INTO pack_load(recording, name, version, created, content_digest, "
                  "descriptor) VALUES (?,?,?,?,?,?)"} {}

  // False: there was nothing new.
  bool run() {
    auto wrote = false;
    query acts{s_.db,
               "SELECT number, what, at, author, pack FROM in_act a WHERE EXISTS "
               "(SELECT 1 FROM in_row WHERE act = a.number AND NOT known) OR EXISTS "
               "(SELECT 1 FROM in_statement WHERE act = a.number AND NOT known) OR EXISTS "
               "(SELECT 1 FROM in_change WHERE act = a.number AND NOT known) OR EXISTS "
               "(SELECT 1 FROM in_load WHERE act = a.number AND NOT known) ORDER BY number"};
    while (acts.step()) {
      number_of_act_ = acts.integer(0);
      what_ = text_of(acts, 1);
      out_.begin(
          {what_, instant_of(acts.integer(2)), text_of(acts, 3), text_of(acts, 4), content()});
      write_loads();
      write_rows();
      write_statements();
      write_changes();
      wrote = true;
    }
    return wrote;
  }

 private:
  // What makes the act different from others: a load is known by its pack's digest, as where the
  // pack itself is loaded.
  std::string content() {
    if (loads_.bind(number_of_act_).step()) {
      auto out = text_of(loads_, 3);
      loads_.reset();
      return out;
    }
    loads_.reset();
    std::string chain;
    for (statements_.bind(number_of_act_); statements_.step();) {
      chain =
          sha256(fmt::format("{}\n{} {} {} {}", chain, statements_.text(0), statements_.integer(1),
                             statements_.integer(2), statements_.text(3)));
    }
    for (changes_.bind(number_of_act_); changes_.step();) {
      chain = sha256(fmt::format("{}\n{} {} {} {}", chain, changes_.text(0), changes_.integer(1),
                                 changes_.integer(2), changes_.text(3)));
    }
    return chain;
  }

  void write_loads() {
    for (loads_.bind(number_of_act_); loads_.step();) {
      add_load_
          .bind(out_.recording(), loads_.text(0), loads_.text(1), loads_.integer(2), loads_.text(3),
                loads_.text(4))
          .run();
    }
  }

  void write_rows() {
    for (rows_.bind(number_of_act_); rows_.step(); ++report_.new_rows) {
      pack_row r;
      r.row_id = rows_.text(0);
      r.entity = rows_.text(3);
      for (std::size_t i = 0; i < kCommonColumns; ++i) {
        r.shared[i] = rows_.text(static_cast<int>(6 + i));
      }
      auto const table = table_ix{static_cast<std::uint16_t>(rows_.integer(2))};
      out_.add_row(table, r, text_of(rows_, 4), rows_.integer(1), rows_.integer(5));
    }
  }

  void write_statements() {
    for (statements_.bind(number_of_act_); statements_.step(); ++report_.new_statements) {
      auto const& q = statements_;
      pack_row of;
      of.row_id = q.text(0);
      of.entity = q.text(9);
      of.at(common::note) = q.text(10);
      of.at(common::world) = q.text(11);
      auto const table = table_ix{static_cast<std::uint16_t>(q.integer(7))};
      auto const column = static_cast<std::size_t>(q.integer(1) - *first_property(table));
      auto const corrects = q.integer(4) > 0 ? find(q.text(0), q.integer(1), q.integer(4)) : 0;
      out_.add_statement({table, q.integer(8), column, q.integer(2), corrects, q.integer(5) != 0},
                         q.text(3), q.integer(6), of);
    }
  }

  void write_changes() {
    for (changes_.bind(number_of_act_); changes_.step(); ++report_.new_changes) {
      auto const& q = changes_;
      auto const statement = find(q.text(0), q.integer(1), q.integer(2));
      out_.change(statement, q.text(3), q.integer(4), q.text(5));
      if (q.text(3) == "accepted") {
        index(statement, property_ix{static_cast<std::uint16_t>(q.integer(1))});
      }
    }
  }

  // What had been proposed is found from now on.
  void index(std::int64_t statement, property_ix p) {
    text_.bind(statement).step();
    pack_row of;
    of.entity = text_.text(2);
    of.at(common::note) = text_.text(3);
    of.at(common::world) = text_.text(4);
    auto const t = table_index_of(p);
    out_.index(statement, t, static_cast<std::size_t>(*p - *first_property(t)), text_of(text_, 0),
               text_.integer(1), of);
    text_.reset();
  }

  std::int64_t find(std::string_view row_id, std::int64_t property, std::int64_t seq) {
    auto const out = number_.bind(row_id, property, seq).step() ? number_.integer(0) : 0;
    number_.reset();
    return out;
  }

  store::impl& s_;
  writer& out_;
  history_report& report_;
  std::int64_t number_of_act_{0};
  std::string what_;
  query rows_, statements_, changes_, loads_, number_, text_, add_load_;
};

}  // namespace

struct history_import::state {
  state(store& to, std::function<void(history_fault const&)> f)
      : s{store_access::of(to)}, on_fault{std::move(f)}, staged{s} {}

  void fault(history_fault const& f) {
    ++report.faults;
    on_fault(f);
  }

  void differs(std::string const& place, std::string const& other, char const* what) {
    if (!other.empty()) {
      fault({place,
             {},
             fmt::format("{} stands with other contents at {}", what, other),
             "Keep one of the two"});
    }
  }

  void check(std::string const& place, column const& c, std::string_view text) {
    if (auto const ok = check_cell(c, text); !ok) {
      fault({place, std::string{c.name}, ok.error().text, ok.error().remedy});
    }
  }

  void check_keys(history_statement const& h, std::string const& place) {
    if (!is_row_id(h.row_id)) {
      fault({place, "row_id", in_quotes(h.row_id) + " is not a row id",
             "Use letters, digits and - _ . : only"});
    }
    if (!is_slug(h.entity)) {
      fault({place, "entity", in_quotes(h.entity) + " is not an entity id",
             "Use lower-case letters, digits and single hyphens, for example green-valley"});
    }
    if (h.pack.empty() || layer_of(h.pack) || layer_of(h.at("world"))) {
      fault({place, "pack", "the row belongs to no pack that can travel",
             "Private layers stay where they are: leave it out"});
    }
    if (h.version < 1 || h.seq < 1 || h.corrects < 0 || h.corrects >= h.seq) {
      fault({place,
             {},
             "its version, its number or what it corrects is impossible",
             "Keep them as the export has them"});
    }
  }

  // Grade and source, which sources do not have, and the rest of what the row's cells share.
  void check_shared(history_statement const& h, std::string const& place) {
    auto const is_source = table_of(h.property).name == kSourcesTable;
    for (std::size_t i = 0; i < kSharedColumns; ++i) {
      auto const& c = common_columns()[i];
      auto const& text = h.shared[i];
      auto const evidence = c.name == "grade" || c.name == "source";
      if (text.empty() && evidence && !is_source) {
        fault({place, std::string{c.name}, "the cell is blank", "Say the row's grade and source"});
      } else if (!text.empty() && evidence && is_source) {
        fault({place, std::string{c.name}, "a source has neither grade nor source",
               "Leave the cell blank"});
      } else if (!text.empty() && c.name == "recorded_at") {
        if (auto const t = parse_instant(text); !t) {
          fault({place, "recorded_at", t.error().text, t.error().remedy});
        }
      } else if (!text.empty()) {
        check(place, c, text);
      }
    }
  }

  store::impl& s;
  std::function<void(history_fault const&)> on_fault;
  history_report report;
  staging staged;
};

history_import::history_import(store& to, std::function<void(history_fault const&)> on_fault)
    : state_{std::make_unique<state>(to, std::move(on_fault))} {}
history_import::~history_import() = default;

void history_import::fault(history_fault const& f) {
  state_->fault(f);
}

void history_import::add_dubious(history_statement const& h) {
  ++state_->report.statements;
  state_->staged.add_dubious(h);
}

void history_import::add(history_act const& a, std::string const& place) {
  if (a.number < 1 || a.what.empty() || layer_of(a.pack)) {
    fault({place, {}, "it is not an act that can travel", "Keep acts as the export has them"});
    return;
  }
  state_->differs(place, state_->staged.add(a, place), "the act");
}

void history_import::add(history_load const& l, std::string const& place) {
  json::error_code code;
  auto const descriptor = json::parse(l.descriptor, code);
  if (code || !descriptor.is_object() || !descriptor.get_object().contains("resources") ||
      l.pack.empty() || layer_of(l.pack)) {
    fault({place, {}, "it is not what a pack says of itself", "Keep it as the export has it"});
    return;
  }
  state_->differs(place, state_->staged.add(l, place), "the pack");
}

void history_import::add(history_statement const& h, std::string const& place) {
  auto& in = *state_;
  auto const before = in.report.faults;
  ++in.report.statements;
  in.check_keys(h, place);
  if (h.value.empty()) {
    in.fault({place, std::string{column_of(h.property).name}, "there is no value",
              "Leave the statement out"});
  } else {
    in.check(place, column_of(h.property), h.value);
  }
  in.check_shared(h, place);
  if (in.report.faults == before) {
    in.differs(place, in.staged.add(h, place), "the statement, or its row,");
  } else {
    in.staged.add_dubious(h);
  }
}

history_report history_import::finish() {
  auto& in = *state_;
  in.staged.close();
  writer out{in.s};
  in.staged.compare([&](history_fault const& f) { in.fault(f); });
  if (in.report.faults == 0 && merger{in.s, out, in.report}.run()) {
    out.commit();
  }
  return in.report;
}

descriptor_parts split_descriptor(std::string_view descriptor) {
  auto all = json::parse(descriptor).as_object();
  descriptor_parts out;
  for (auto const& r : all.at("resources").as_array()) {
    auto& [table, columns] = out.columns.emplace_back();
    table = r.at("name").as_string();
    for (auto const& f : r.at("schema").at("fields").as_array()) {
      columns.emplace_back(f.at("name").as_string());
    }
  }
  all.stable_erase("resources");
  out.head = json::serialize(all);
  return out;
}

result<std::string> join_descriptor(descriptor_parts const& parts) {
  json::error_code code;
  auto head = json::parse(parts.head, code);
  if (code || !head.is_object()) {
    return fail(error_kind::bad_data, "what a pack says of itself is not a JSON object");
  }
  json::array resources;
  for (auto const& [name, columns] : parts.columns) {
    auto const t = find_table(name);
    if (!t) {
      return fail(error_kind::bad_data, "there is no table " + in_quotes(name), {},
                  "Use the program that made the export");
    }
    resources.push_back(resource_of(tables()[**t], columns));
  }
  head.get_object()["resources"] = std::move(resources);
  return pretty(head);
}

}  // namespace karwan::record
