// What must hold whatever the size: pieces of any length, keys beyond memory, packs in bulk.
#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "karwan/record/edit.h"
#include "record/csv.h"
#include "record/key_spool.h"
#include "record/lookup.h"
#include "record/store_impl.h"
#include "small_pack.h"

namespace karwan::record {
namespace {

csv_file read_in_pieces(std::string_view bytes, std::size_t piece) {
  csv_reader reader{[&](char* to, std::size_t most) {
    auto const n = bytes.copy(to, std::min(piece, most));
    bytes.remove_prefix(n);
    return n;
  }};
  csv_file out;
  for (csv_record r; reader.next(r);) {
    out.records.push_back(r);
  }
  out.faults = std::move(reader.faults);
  return out;
}

TEST(size, csv_reads_alike_in_pieces_of_any_length) {
  for (std::string_view const text :
       {"a,b\n1,\"x,\"\"y\"\"\nz\"\n\n2,caf\xe9\r\n\"needless\",q\"r\n\"open",
        "\xEF\xBB\xBF"
        "a\n",
        "", "\"a\"b,c\nlast"}) {
    auto const whole = read_csv(text);
    for (std::size_t piece = 1; piece < 8; ++piece) {
      auto const pieces = read_in_pieces(text, piece);
      ASSERT_EQ(pieces.records.size(), whole.records.size()) << text;
      for (std::size_t i = 0; i < whole.records.size(); ++i) {
        EXPECT_EQ(pieces.records[i].line, whole.records[i].line);
        EXPECT_EQ(pieces.records[i].cells, whole.records[i].cells);
      }
      EXPECT_EQ(pieces.faults.size(), whole.faults.size()) << text;
    }
  }
}

TEST(size, keys_come_back_in_order_from_the_disk) {
  constexpr std::size_t kKeys = 1'200'000;  // more than two runs
  key_spool spool;
  std::mt19937_64 random{20261123};
  std::vector<spooled_key> keys(kKeys);
  for (auto& k : keys) {
    k = {{random(), random()}, random() % 3};
    spool.add(k);
  }
  std::ranges::sort(keys);
  spool.sort();
  spooled_key k;
  for (auto const& expected : keys) {
    ASSERT_TRUE(spool.next(k));
    ASSERT_EQ(k, expected);
  }
  EXPECT_FALSE(spool.next(k));
}

std::string all_rows(store::impl& s, char const* sql) {
  std::string out;
  query q{s.db, sql};
  while (q.step()) {
    for (int i = 0; i < q.columns(); ++i) {
      out += std::string{q.text(i)} + "|";
    }
    out += "\n";
  }
  return out;
}

constexpr auto kNames = "SELECT layer, key, entity, '' FROM name_key ORDER BY 1, 2, 3";
constexpr auto kReferences =
    "SELECT layer, key, property, statement FROM reference ORDER BY 1, 2, 3, 4";

// Large enough to be loaded in bulk, read ahead by a second thread.
std::map<std::string, std::string> many_rows() {
  std::string places = "row_id,entity,country,kind,lat,grade,source,note\n";
  std::string names = "row_id,entity,language,name,use,grade,source\n";
  for (int i = 100'000; i < 130'000; ++i) {
    auto const n = std::to_string(i);
    places += "p-" + n + ",place-" + n + ",aa,city,10." + n +
              ",reported,src-a,\"one of many, number " + n + "\"\n";
    names += "n-" + n + ",place-" + n + ",en,Town of Number " + n + ",official,reported,src-a\n";
  }
  return {{"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
          {"countries.csv", "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"},
          {"names.csv", names},
          {"places.csv", places}};
}

TEST(size, a_pack_in_bulk_is_loaded_whole_and_once) {
  small_pack const pack{many_rows()};
  auto s = pack.open();
  auto const first = pack.load(s);
  ASSERT_TRUE(first.pack.faults.empty());
  EXPECT_EQ(first.rows_added, 60'002U);
  EXPECT_TRUE(pack.load(s).already_loaded);
  auto const out = pack.root / "out";
  value_or_throw(export_pack(s, out));
  for (auto const* file : {"names.csv", "places.csv", "countries.csv"}) {
    EXPECT_EQ(small_pack::read_at(out / file), pack.read(file)) << file;
  }
  // Guards are up again, and what is looked up is what the statements say.
  auto& impl = store_access::of(s);
  EXPECT_THROW(impl.db.run("DELETE FROM statement"), failure);
  auto const kept = all_rows(impl, kNames) + all_rows(impl, kReferences);
  impl.db.run("BEGIN; DELETE FROM name_key; DELETE FROM reference");
  rebuild_lookups(impl.db);
  impl.db.run("COMMIT");
  EXPECT_EQ(all_rows(impl, kNames) + all_rows(impl, kReferences), kept);
}

TEST(size, a_changed_pack_in_bulk_corrects_and_retracts) {
  small_pack const pack{many_rows()};
  auto s = pack.loaded();
  pack.replace("places.csv", "10.100007", "11");
  pack.replace("names.csv",
               "n-100003,place-100003,en,Town of Number 100003,official,reported,src-a\n", "");
  pack.replace("datapackage.json", "2025-01-01", "2025-02-01");
  auto const again = pack.load(s);
  EXPECT_EQ(again.rows_added, 0U);
  EXPECT_EQ(again.corrected, 1U);
  EXPECT_EQ(again.retracted, 3U);
}

TEST(size, duplicates_and_unknown_keys_are_named_far_apart) {
  small_pack const pack{many_rows()};
  pack.replace("places.csv", "p-129999,place-129999,aa", "p-100000,place-129999,ab");
  auto const r = check_pack(pack.dir());
  ASSERT_EQ(r.faults.size(), 2U);
  EXPECT_EQ(r.faults[0].sentence().substr(0, 63),
            "places.csv:30001: row_id: \"p-100000\" stands already in places.c");
  EXPECT_EQ(r.faults[1].sentence(),
            "places.csv:30001: country: no row of countries speaks of \"ab\". Did you mean aa?");
}

}  // namespace
}  // namespace karwan::record
