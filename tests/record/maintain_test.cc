// Damage is found and named, and a copy brings the record back.
#include <atomic>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "karwan/record/edit.h"
#include "karwan/record/maintain.h"
#include "karwan/record/sqlite.h"
#include "karwan/record/statement.h"
#include "small_pack.h"
#include "tests/rounds.h"

namespace karwan::record {
namespace {

namespace fs = std::filesystem;

small_pack const& pack_of_two_places() {
  static small_pack const pack{{
      {"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
      {"countries.csv", "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"},
      {"places.csv",
       "row_id,entity,country,kind,lat,grade,source\n"
       "p-1,alpha,aa,city,0,reported,src-a\np-2,beta,aa,city,1,reported,src-a\n"},
  }};
  return pack;
}

status set_lat(store& s, int lat) {
  addition const a{"alpha", {}, "p-1", {}, {{"lat", std::to_string(lat)}}, {}};
  auto const r = add(s, a, {"me", instant{std::chrono::seconds{1800000000 + lat}}});
  return r ? status{} : status{tl::unexpected{r.error()}};
}

// A record with a load, two corrections and a retraction, as one file without a log.
void make(fs::path const& db) {
  auto const wide = db.string() + ".wide";
  {
    auto s = value_or_throw(store::open(wide, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack_of_two_places().dir())).pack.faults.empty());
    ASSERT_TRUE(set_lat(s, 7));
    ASSERT_TRUE(set_lat(s, 8));
    ASSERT_TRUE(retract(s, "p-1.lat~3", "typed wrongly", {"me", instant{}}));
  }
  value_or_throw(backup(wide, db));
}

// Past the trigger that forbids it, which stands again afterwards.
void change(database& d, std::string const& table, std::string const& act, char const* sql) {
  query q{d, "SELECT sql FROM sqlite_schema WHERE name = ?1"};
  auto const trigger = table + "_no_" + act;
  ASSERT_TRUE(q.bind(trigger).step());
  auto const text = std::string{q.text(0)};
  q.reset();
  d.run(("DROP TRIGGER " + trigger).c_str());
  d.run(sql);
  d.run(text.c_str());
}

std::string first_damage(fs::path const& db) {
  auto const r = check(db);
  return !r                 ? r.error().sentence()
         : r->found.empty() ? std::string{}
                            : r->found.front().place + ": " + r->found.front().text;
}

// Every statement of the file, whatever its status; a sentence where it cannot be read.
std::string all_that_is_said(fs::path const& db) {
  try {
    database const d{db, SQLITE_OPEN_READONLY};
    query q{d, "SELECT * FROM statements ORDER BY number"};
    std::string out;
    while (q.step()) {
      for (int i = 0; i < q.columns(); ++i) {
        out += q.text(i);
        out += '|';
      }
    }
    return out;
  } catch (failure const& f) {
    return f.what();
  }
}

TEST(check, a_sound_record_is_said_to_be_sound) {
  auto const db = pack_of_two_places().root / "sound.db";
  make(db);
  auto const r = value_or_throw(check(db));
  EXPECT_TRUE(r.found.empty()) << r.found.front().text;
  EXPECT_EQ(r.recordings, 4);
  EXPECT_EQ(r.rows, 4);
  EXPECT_EQ(r.unsummed, 0);
}

// SQLite sees nothing wrong in a value that is another value.
TEST(check, a_changed_value_is_named_with_the_act_that_wrote_it) {
  auto const db = pack_of_two_places().root / "changed.db";
  make(db);
  {
    database d{db, SQLITE_OPEN_READWRITE};
    change(d, "statement", "UPDATE", "UPDATE statement SET text = '9' WHERE text = '7'");
  }
  EXPECT_EQ(first_damage(db).find("statement of recording 2 (add by me"), 0U) << first_damage(db);
}

TEST(check, a_missing_trigger_is_named) {
  auto const db = pack_of_two_places().root / "trigger.db";
  make(db);
  database{db, SQLITE_OPEN_READWRITE}.run("DROP TRIGGER statement_no_UPDATE");
  EXPECT_EQ(first_damage(db), "trigger statement_no_UPDATE: it is missing");
}

TEST(check, a_row_that_is_gone_is_named) {
  auto const db = pack_of_two_places().root / "gone.db";
  make(db);
  {
    database d{db, SQLITE_OPEN_READWRITE};
    change(d, "status_change", "DELETE", "DELETE FROM status_change");
  }
  EXPECT_NE(first_damage(db).find("1 rows were written, 0 are there"), std::string::npos)
      << first_damage(db);
}

// The rows and the count of them: both gone, and still the sum tells.
TEST(check, rows_that_are_gone_with_their_count_are_named) {
  auto const db = pack_of_two_places().root / "gone_with_count.db";
  make(db);
  {
    database d{db, SQLITE_OPEN_READWRITE};
    change(d, "status_change", "DELETE", "DELETE FROM status_change");
    change(d, "recording_sum", "UPDATE",
           "UPDATE recording_sum SET rows = 0 WHERE tbl = 'status_change'");
  }
  EXPECT_EQ(first_damage(db).find("status_change of recording"), 0U) << first_damage(db);
}

// Whatever bit is flipped: it is reported, or nothing of what the record says has changed.
TEST(check, no_flipped_bit_changes_what_is_said_unseen) {
  auto const db = pack_of_two_places().root / "bits.db";
  make(db);
  auto const whole = small_pack::read_at(db);
  auto const said = all_that_is_said(db);
  std::mt19937 random{1991};
  std::uniform_int_distribution<std::size_t> at{0, whole.size() - 1};
  std::uniform_int_distribution<int> bit{0, 7};
  auto const torn = pack_of_two_places().root / "torn.db";
  int reported = 0;
  for (int n = 0; n < rounds(600); ++n) {
    auto bytes = whole;
    auto const place = at(random);
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << bit(random)));
    std::ofstream{torn, std::ios::binary} << bytes;
    if (!first_damage(torn).empty()) {
      ++reported;
    } else {
      EXPECT_EQ(all_that_is_said(torn), said) << "byte " << place;
    }
  }
  EXPECT_GT(reported, rounds(20));
}

TEST(check, a_truncated_file_is_damaged_wherever_it_is_cut) {
  auto const db = pack_of_two_places().root / "cut.db";
  make(db);
  auto const whole = small_pack::read_at(db);
  auto const cut = pack_of_two_places().root / "shorter.db";
  for (std::size_t size = 1; size < whole.size(); size += whole.size() / 40) {
    std::ofstream{cut, std::ios::binary} << whole.substr(0, size);
    EXPECT_FALSE(first_damage(cut).empty()) << size << " of " << whole.size();
  }
}

TEST(backup, a_copy_brings_back_the_last_good_state) {
  auto const db = pack_of_two_places().root / "work.db";
  make(db);
  auto const copy = pack_of_two_places().root / "copy.db";
  auto const made = value_or_throw(backup(db, copy));
  EXPECT_EQ(made.version, value_or_throw(store::open(db, store::mode::read)).version());
  auto const said = all_that_is_said(db);
  fs::resize_file(db, fs::file_size(db) / 2);
  ASSERT_FALSE(first_damage(db).empty());
  auto const back = value_or_throw(restore(copy, db));
  EXPECT_TRUE(first_damage(db).empty());
  EXPECT_EQ(all_that_is_said(db), said);
  EXPECT_TRUE(fs::exists(back.set_aside));
  auto s = value_or_throw(store::open(db, store::mode::write));
  EXPECT_TRUE(set_lat(s, 11));
  EXPECT_EQ(lat_of(s), 11);
}

TEST(backup, a_damaged_record_never_replaces_a_good_copy) {
  auto const db = pack_of_two_places().root / "bad.db";
  make(db);
  auto const copy = pack_of_two_places().root / "good.db";
  value_or_throw(backup(db, copy));
  auto const good = small_pack::read_at(copy);
  {
    database d{db, SQLITE_OPEN_READWRITE};
    change(d, "statement", "UPDATE", "UPDATE statement SET text = '9' WHERE text = '7'");
  }
  auto const r = backup(db, copy);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, error_kind::bad_data);
  EXPECT_EQ(small_pack::read_at(copy), good);
  EXPECT_FALSE(restore(db, copy)) << "a damaged copy is not restored";
}

TEST(backup, a_record_in_use_is_not_replaced) {
  auto const db = pack_of_two_places().root / "used.db";
  make(db);
  auto const copy = pack_of_two_places().root / "used-copy.db";
  value_or_throw(backup(db, copy));
  value_or_throw(restore(copy, db));  // with a log from here on
  auto s = value_or_throw(store::open(db, store::mode::write));
  ASSERT_TRUE(set_lat(s, 12));
  auto const r = restore(copy, db);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().text, "the record is in use");
  EXPECT_EQ(lat_of(s), 12);
}

// Acts go on while the copy is made; it holds whole acts, all that were acknowledged before it.
TEST(backup, a_copy_made_while_others_write_is_of_one_moment) {
  auto const db = pack_of_two_places().root / "busy.db";
  make(db);
  value_or_throw(restore(db, pack_of_two_places().root / "busy-wal.db"));
  auto const busy = pack_of_two_places().root / "busy-wal.db";
  std::atomic<bool> stop{false};
  std::atomic<int> acknowledged{0};
  std::thread writer{[&] {
    auto s = value_or_throw(store::open(busy, store::mode::write));
    for (int i = 10; !stop && i < 80; ++i) {
      if (set_lat(s, i)) {
        acknowledged = i;
      }
    }
  }};
  while (acknowledged < 20) {
    std::this_thread::yield();
  }
  auto const before = acknowledged.load();
  auto const copy = pack_of_two_places().root / "busy-copy.db";
  value_or_throw(backup(busy, copy));
  stop = true;
  writer.join();
  EXPECT_TRUE(first_damage(copy).empty()) << first_damage(copy);
  EXPECT_GE(lat_of(value_or_throw(store::open(copy, store::mode::read))), before);
}

// One act writes two cells; a reader sees both as they were or both as they are, and is never kept
// waiting by the writer.
TEST(reading, readers_see_whole_acts_and_never_wait) {
  auto const db = pack_of_two_places().root / "both.db";
  make(db);
  auto const live = pack_of_two_places().root / "both-live.db";
  value_or_throw(restore(db, live));
  std::atomic<bool> stop{false};
  std::thread writer{[&] {
    auto s = value_or_throw(store::open(live, store::mode::write));
    for (int i = 1; !stop && i < 80; ++i) {
      auto const n = std::to_string(i);
      addition const a{"alpha", {}, "p-1", {}, {{"lat", n}, {"lon", n}}, {}};
      value_or_throw(add(s, a, {"me", instant{std::chrono::seconds{1800001000 + i}}}));
    }
    stop = true;
  }};
  auto const s = value_or_throw(store::open(live, store::mode::read));
  auto longest = std::chrono::steady_clock::duration{};
  while (!stop) {
    auto const begin = std::chrono::steady_clock::now();
    auto const r = s.rows_of("alpha", {}).front();
    longest = std::max(longest, std::chrono::steady_clock::now() - begin);
    if (auto const lon = r.number("lon"); lon) {
      EXPECT_EQ(*r.number("lat"), *lon);
    }
  }
  writer.join();
  constexpr auto kBusyTimeout = std::chrono::seconds{5};  // what waiting for a lock would cost
  EXPECT_LT(longest, kBusyTimeout);
}

TEST(writing, a_second_writer_waits_or_is_told_so) {
  auto const db = pack_of_two_places().root / "two.db";
  make(db);
  auto const live = pack_of_two_places().root / "two-live.db";
  value_or_throw(restore(db, live));
  auto s = value_or_throw(store::open(live, store::mode::write));
  database other{live, SQLITE_OPEN_READWRITE};
  other.run("BEGIN IMMEDIATE");
  std::thread soon{[&] {
    std::this_thread::sleep_for(std::chrono::milliseconds{200});
    other.run("COMMIT");
  }};
  EXPECT_TRUE(set_lat(s, 21)) << "it waited";
  soon.join();
  other.run("BEGIN IMMEDIATE");
  auto const refused = set_lat(s, 22);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().text, "another program is writing to the record");
  other.run("ROLLBACK");
  EXPECT_EQ(lat_of(s), 21);
}

}  // namespace
}  // namespace karwan::record
