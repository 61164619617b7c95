// What the indexes for searching hold: the same words, however they came into the record.
#include <gtest/gtest.h>

#include "karwan/record/edit.h"
#include "karwan/record/names.h"
#include "karwan/record/review.h"
#include "karwan/record/search.h"
#include "karwan/record/sqlite.h"
#include "record/schema.h"
#include "record/vocabulary.h"
#include "small_pack.h"

namespace karwan::record {
namespace {

// The last schema without an index of names.
constexpr std::int64_t kBeforeWords = 3;

struct harbour : small_pack {
  harbour()
      : small_pack{{
            {"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas of Harbours\n"},
            {"countries.csv", "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"},
            {"names.csv",
             "row_id,entity,language,name,use,grade,source\n"
             "n-1,port,kk,Ақтау айлағы,official,reported,src-a\n"
             "n-2,port,ur,بندرگاہ,official,reported,src-a\n"},
            {"places.csv",
             "row_id,entity,country,kind,lat,grade,source,note\n"
             "p-1,port,aa,seaport,40,reported,src-a,behind the old mole\n"},
        }} {}
};

signature by(int second) {
  return {"amina", parse_instant("2026-05-01T10:00:00Z").value() + std::chrono::seconds{second}};
}

addition name_of_port(std::string name) {
  return {"port",
          "names",
          {},
          {},
          {{"language", "en"}, {"name", std::move(name)}, {"use", "former"}},
          {{"source", "src-a"}, {"grade", "reported"}, {"note", "as sailors say"}}};
}

// Accepted at once, accepted later, waiting, retracted, and of a private layer.
void fill(store& s) {
  value_or_throw(add(s, name_of_port("Fort Lantern"), by(1)));
  auto const later = value_or_throw(add(s, name_of_port("Lantern Bay"), by(2), {.proposed = true}));
  value_or_throw(accept(s, later.row_id, {}, by(3)));
  value_or_throw(add(s, name_of_port("Lantern Cape"), by(4), {.proposed = true}));
  auto const gone = value_or_throw(add(s, name_of_port("Lantern Head"), by(5)));
  for (auto const& id : gone.statements) {
    ASSERT_TRUE(retract(s, id, "misread", by(6)));
  }
  value_or_throw(add(s, name_of_port("Lantern Den"), by(7), {.proposed = false, .layer = "me"}));
}

std::string dump(database const& db, char const* sql) {
  std::string out;
  for (query q{db, sql}; q.step(); out += '\n') {
    for (int i = 0; i < q.columns(); ++i) {
      out += std::string{q.text(i)} + '|';
    }
  }
  return out;
}

std::string vocabulary_of(std::filesystem::path const& file) {
  return dump(database{file, SQLITE_OPEN_READONLY}, "SELECT * FROM word ORDER BY term");
}

// Which names each question finds, the best first.
std::string answers_of(store const& s, std::vector<std::string> layers = {}) {
  view_spec view;
  view.layers = std::move(layers);
  name_index const names{s, view};
  std::string out;
  for (auto const* text : {"lantern", "lantern bay", "lantren bay", "cape", "head", "den", "айлағы",
                           "бндрга", "mole", "sailors", "\"fort lantern\"", "ақтау -bay"}) {
    auto const a = value_or_throw(search(s, names, {text, {}, {}, {}, {}, {}, 20}, view));
    out += std::string{text} + ":";
    for (auto const& h : a.hits) {
      out += " " + h.statement + " " + h.text + " +" + std::to_string(h.more);
    }
    out += '\n';
  }
  return out;
}

TEST(word_index, an_older_record_is_found_as_a_new_one) {
  harbour const pack;
  auto const old = pack.root / "old.db";
  std::string expected;
  {
    auto s = pack.loaded();
    fill(s);
    expected = answers_of(s);
    database d{old, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    bring_up_to_date(d, true, kBeforeWords);
    d.run(("ATTACH '" + pack.db().string() + "' AS new").c_str());
    for (auto const* table : {"recording", "pack_load", "tbl", "property", "pack_row", "statement",
                              "status_change", "recording_sum"}) {
      d.run((std::string{"INSERT INTO main."} + table + " SELECT * FROM new." + table).c_str());
    }
    d.run(
        "INSERT INTO found_private(rowid, words) SELECT s.id, 'lantern den' FROM statement s "
        "WHERE s.text = 'Lantern Den'");
  }
  auto const s = value_or_throw(store::open(old, store::mode::write));
  EXPECT_EQ(answers_of(s), expected);
  EXPECT_EQ(vocabulary_of(old), vocabulary_of(pack.db()));
  EXPECT_NE(expected.find("lantern bay: "), std::string::npos);
  EXPECT_NE(answers_of(s, {"me"}).find("Lantern Den"), std::string::npos);
}

TEST(word_index, what_waits_or_is_private_or_withdrawn_is_not_found) {
  harbour const pack;
  auto s = pack.loaded();
  fill(s);
  auto const found = answers_of(s);
  EXPECT_NE(found.find("Lantern Bay"), std::string::npos);
  EXPECT_NE(found.find("\ncape:\n"), std::string::npos) << found;
  EXPECT_NE(found.find("\nhead:\n"), std::string::npos) << found;
  EXPECT_NE(found.find("\nden:\n"), std::string::npos) << found;
}

// Ranks are computed of the vocabulary: it has to be the same to the letter.
TEST(word_index, private_rows_leave_the_vocabulary_as_it_is) {
  harbour const plain;
  harbour const with;
  auto a = plain.loaded();
  auto b = with.loaded();
  for (int i = 0; i < 20; ++i) {
    manner const mine{.proposed = false, .layer = "me"};
    value_or_throw(add(b, name_of_port("Lantern " + std::to_string(i)), by(2 * i), mine));
    if (i % 5 == 0) {
      for (auto* both : {&a, &b}) {
        value_or_throw(add(*both, name_of_port("Beacon " + std::to_string(i)), by(2 * i + 1)));
      }
    }
  }
  EXPECT_EQ(vocabulary_of(with.db()), vocabulary_of(plain.db()));
  EXPECT_EQ(answers_of(b), answers_of(a));
}

// A question that reads a whole index is quick on a small record only.
TEST(word_index, guessing_at_words_scans_no_index) {
  harbour const pack;
  pack.loaded();
  database const file{pack.db(), SQLITE_OPEN_READONLY};
  vocabulary const words{file};
  auto asked = 0;
  for (auto* q = sqlite3_next_stmt(file.raw(), nullptr); q != nullptr;
       q = sqlite3_next_stmt(file.raw(), q)) {
    auto const sql = std::string{sqlite3_sql(q)};
    for (query plan{file, "EXPLAIN QUERY PLAN " + sql}; plan.step();) {
      EXPECT_FALSE(plan.text(3).starts_with("SCAN word")) << sql << '\n' << plan.text(3);
    }
    ++asked;
  }
  EXPECT_GE(asked, 6);
}

}  // namespace
}  // namespace karwan::record
