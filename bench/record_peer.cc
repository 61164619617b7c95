#include "record_peer.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "karwan/record/dictionary.h"

namespace karwan::bench {
namespace {

using record::query;

// Cells of a line as the generator writes them: quotes around commas, never a quote within.
std::vector<std::string> cells_of(std::string const& line) {
  std::vector<std::string> out(1);
  auto quoted = false;
  for (char const c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

std::string match_of(std::vector<std::string> const& words) {
  std::string out;
  for (auto const& w : words) {
    out += fmt::format("{}\"{}\"*", out.empty() ? "" : " ", w);
  }
  return out;
}

struct column_facts {
  bool is_text{false}, is_list{false};
};

std::vector<column_facts> facts_of(record::table_ix t, std::vector<std::string> const& header) {
  std::vector<column_facts> out;
  for (auto const& name : header) {
    auto const p = record::find_property(t, name);
    if (!p) {
      out.push_back({});
      continue;
    }
    auto const& c = record::column_of(*p);
    out.push_back(
        {c.type == record::value_type::text && c.choices.empty() && c.ref.empty(), c.list});
  }
  return out;
}

}  // namespace

record_peer::record_peer(std::filesystem::path const& db)
    : db_{db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX} {
  db_.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA mmap_size = 268435456;"
      "PRAGMA cache_size = -65536");
}

void record_peer::load(std::filesystem::path const& pack) {
  db_.run("BEGIN");
  db_.run(
      "CREATE TABLE triple(id INTEGER PRIMARY KEY, entity TEXT, row TEXT, property TEXT, "
      "value TEXT, source TEXT, grade TEXT);"
      "CREATE VIRTUAL TABLE words USING fts5(value, content = '')");
  query add{db_,
            "INSERT INTO triple(entity, row, property, value, source, grade) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"};
  query add_words{db_, "INSERT INTO words(rowid, value) VALUES (?1, ?2)"};
  for (std::size_t t = 0; t < record::tables().size(); ++t) {
    std::ifstream in{pack / (std::string{record::tables()[t].name} + ".csv")};
    std::string line;
    if (!std::getline(in, line)) {
      continue;
    }
    auto const header = cells_of(line);
    auto const facts = facts_of(record::table_ix{static_cast<std::uint16_t>(t)}, header);
    auto const has_evidence = header.back() == "source";
    auto const own = header.size() - (has_evidence ? 2 : 0);
    while (std::getline(in, line)) {
      auto const cells = cells_of(line);
      for (std::size_t i = 2; i < own; ++i) {
        std::string_view rest = cells[i];
        while (!rest.empty()) {
          auto const end = facts[i].is_list ? std::min(rest.find(';'), rest.size()) : rest.size();
          add.bind(cells[1], cells[0], header[i], rest.substr(0, end),
                   has_evidence ? std::string_view{cells[own + 1]} : std::string_view{},
                   has_evidence ? std::string_view{cells[own]} : std::string_view{})
              .run();
          if (facts[i].is_text) {
            add_words.bind(db_.last_id(), rest.substr(0, end)).run();
          }
          rest.remove_prefix(std::min(end + 1, rest.size()));
        }
      }
    }
  }
  db_.run("CREATE INDEX triple_by_entity ON triple(entity)");
  db_.run("CREATE INDEX triple_by_value ON triple(value, property)");
  db_.run("COMMIT");
}

std::vector<record_peer::triple> record_peer::entity(std::string const& id) {
  query q{db_, "SELECT row, property, value FROM triple WHERE entity = ?1 ORDER BY id"};
  q.bind(id);
  std::vector<triple> out;
  while (q.step()) {
    out.push_back({std::string{q.text(0)}, std::string{q.text(1)}, std::string{q.text(2)}});
  }
  return out;
}

std::vector<std::pair<std::string, std::vector<record_peer::triple>>> record_peer::owed_by(
    std::string const& organisation, std::size_t limit) {
  query q{db_,
          "SELECT DISTINCT entity FROM triple WHERE value = ?1 AND property = 'owed_by' "
          "ORDER BY entity LIMIT ?2"};
  q.bind(organisation, static_cast<std::int64_t>(limit));
  std::vector<std::pair<std::string, std::vector<triple>>> out;
  while (q.step()) {
    std::string const id{q.text(0)};
    out.emplace_back(id, entity(id));
  }
  return out;
}

std::vector<std::string> record_peer::search(std::vector<std::string> const& words,
                                             std::size_t limit) {
  query q{db_,
          "SELECT t.entity FROM words w JOIN triple t ON t.id = w.rowid WHERE words MATCH ?1 "
          "ORDER BY w.rank LIMIT ?2"};
  auto const match = match_of(words);
  q.bind(match, static_cast<std::int64_t>(limit));
  std::vector<std::string> out;
  while (q.step()) {
    out.emplace_back(q.text(0));
  }
  return out;
}

std::size_t record_peer::count(std::vector<std::string> const& words) {
  query q{db_, "SELECT count(*) FROM words WHERE words MATCH ?1"};
  auto const match = match_of(words);
  return q.bind(match).step() ? static_cast<std::size_t>(q.integer(0)) : 0;
}

std::vector<std::string> record_peer::named(std::string const& name) {
  query q{db_,
          "SELECT DISTINCT entity FROM triple WHERE value = ?1 AND property = 'name' "
          "ORDER BY entity"};
  q.bind(name);
  std::vector<std::string> out;
  while (q.step()) {
    out.emplace_back(q.text(0));
  }
  return out;
}

}  // namespace karwan::bench
