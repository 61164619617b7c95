#include <csignal>
#include <random>
#include <thread>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "karwan/record/edit.h"
#include "karwan/record/maintain.h"
#include "record/schema.h"
#include "small_pack.h"
#include "tests/rounds.h"

namespace karwan::record {
namespace {

small_pack const& pack_of_alpha() {
  static small_pack const pack{{
      {"sources.csv", "row_id,entity,title\nsrc-a,src-a,Atlas\n"},
      {"countries.csv", "row_id,entity,iso2,grade,source\nc-aa,aa,AA,official,src-a\n"},
      {"places.csv",
       "row_id,entity,country,kind,lat,grade,source\n"
       "p-1,alpha,aa,city,0,reported,src-a\n"},
  }};
  return pack;
}

// Records 1, 2, 3 ... one after another, and says each on the pipe once it is acknowledged.
[[noreturn]] void record_until_killed(std::filesystem::path const& db, int from, int pipe) {
  auto s = value_or_throw(store::open(db, store::mode::write));
  for (int i = from;; ++i) {
    addition const a{"alpha", {}, "p-1", {}, {{"lat", std::to_string(i % 90)}}, {}};
    value_or_throw(add(s, a, {"me", instant{std::chrono::seconds{1800000000 + i}}}));
    if (::write(pipe, &i, sizeof i) != sizeof i) {
      ::_exit(1);
    }
  }
}

// What the record says after its writer was killed: all that was acknowledged, and at most the one
// act more that was written but not yet acknowledged. Returns the next number to record.
int next_after(std::filesystem::path const& db, int acknowledged) {
  auto const s = value_or_throw(store::open(db, store::mode::read));
  auto const found = lat_of(s);
  EXPECT_TRUE(found == acknowledged % 90 || found == (acknowledged + 1) % 90)
      << found << " after " << acknowledged;
  return found == acknowledged % 90 ? acknowledged + 1 : acknowledged + 2;
}

void expect_sound(std::filesystem::path const& db) {
  auto const r = value_or_throw(check(db));
  for (auto const& d : r.found) {
    ADD_FAILURE() << d.place << ": " << d.text;
  }
  EXPECT_EQ(r.unsummed, 0);
}

TEST(durability, what_was_acknowledged_survives_being_killed_a_thousand_times) {
  constexpr int kRounds = rounds(1000);
  auto const db = pack_of_alpha().root / "killed.db";
  {
    auto s = value_or_throw(store::open(db, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack_of_alpha().dir())).pack.faults.empty());
  }
  std::mt19937 random{20261123};
  std::uniform_int_distribution<int> moment{0, 15'000};  // microseconds
  int next = 1;
  int total = 0;
  for (int round = 0; round < kRounds && !HasFailure(); ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    auto const child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      record_until_killed(db, next, ends[1]);
    }
    ::close(ends[1]);
    int acknowledged = next - 1;
    // Every other round from its first act on, however slow the machine; else from its birth on.
    if (round % 2 == 1 && ::read(ends[0], &acknowledged, sizeof acknowledged) > 0) {
      ++total;
    }
    std::this_thread::sleep_for(std::chrono::microseconds{moment(random)});
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (int i = 0; ::read(ends[0], &i, sizeof i) == sizeof i;) {
      acknowledged = i;
      ++total;
    }
    ::close(ends[0]);
    next = next_after(db, acknowledged);
    if (round % 100 == 0) {
      expect_sound(db);
    }
  }
  EXPECT_GE(total, kRounds / 2);
  expect_sound(db);
}

// In a child, where no file may grow beyond some size.
TEST(durability, a_full_disk_leaves_the_record_as_it_was) {
  auto const db = pack_of_alpha().root / "full.db";
  {
    auto s = value_or_throw(store::open(db, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack_of_alpha().dir())).pack.faults.empty());
  }
  auto const child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    rlimit const none{4096, 4096};
    ::setrlimit(RLIMIT_FSIZE, &none);
    auto s = store::open(db, store::mode::write);
    auto const r = s ? add(*s, {"alpha", {}, "p-1", {}, {{"lat", "1"}}, {}}, {"me", instant{}})
                     : result<addition_report>{tl::unexpected{s.error()}};
    ::_exit(!r && r.error().kind == error_kind::unavailable ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(lat_of(value_or_throw(store::open(db, store::mode::read))), 0);
}

// A real file system that is full. Needs the right to mount one; elsewhere the limit above stands
// in for it.
TEST(durability, a_full_file_system_leaves_the_record_as_it_was) {
  auto const disk = pack_of_alpha().root / "disk";
  std::filesystem::create_directory(disk);
  if (::mount("karwan-test", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
    GTEST_SKIP() << "no file system of its own can be mounted here";
  }
  auto const db = disk / "full.db";
  {
    auto s = value_or_throw(store::open(db, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack_of_alpha().dir())).pack.faults.empty());
    int done = 0;
    auto refused = false;
    for (int i = 1; i < 5000 && !refused; ++i) {
      addition const a{"alpha",
                       {},
                       "p-1",
                       {},
                       {{"lat", std::to_string(i % 90)}},
                       {{"note", std::string(900, 'n')}}};
      auto const r = add(s, a, {"me", instant{std::chrono::seconds{1800000000 + i}}});
      refused = !r;
      done = r ? i : done;
      if (!r) {
        EXPECT_EQ(r.error().kind, error_kind::unavailable) << r.error().sentence();
      }
    }
    EXPECT_TRUE(refused);
    EXPECT_EQ(lat_of(s), done % 90);
  }
  EXPECT_FALSE(backup(db, disk / "copy.db"));
  EXPECT_FALSE(std::filesystem::exists(disk / "copy.db"));
  EXPECT_FALSE(std::filesystem::exists(disk / "copy.db.part"));
  expect_sound(db);
  ::umount2(disk.c_str(), MNT_DETACH);
}

// In a child that is not root, to whom permissions mean something.
TEST(durability, a_read_only_file_says_so_and_can_be_read) {
  auto const db = pack_of_alpha().root / "readonly.db";
  {
    auto s = value_or_throw(store::open(db, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack_of_alpha().dir())).pack.faults.empty());
  }
  std::filesystem::permissions(pack_of_alpha().root, std::filesystem::perms{0755});
  std::filesystem::permissions(db, std::filesystem::perms{0444});
  auto const child = ::fork();
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (::geteuid() == 0 && ::setuid(kNobody) != 0) {
      ::_exit(3);
    }
    auto const written = store::open(db, store::mode::write);
    auto const read = store::open(db, store::mode::read);
    auto const refused = !written && written.error().kind == error_kind::unavailable;
    ::_exit(!refused ? 1 : !read || lat_of(*read) != 0 ? 2 : 0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

TEST(schema, a_file_that_is_not_ours_is_refused) {
  auto const& dir = pack_of_alpha().root;
  auto const expect = [&](std::filesystem::path const& file, std::string const& text) {
    for (auto const how : {store::mode::read, store::mode::write}) {
      auto const r = store::open(file, how);
      ASSERT_FALSE(r) << file;
      EXPECT_NE(r.error().sentence().find(text), std::string::npos) << r.error().sentence();
      EXPECT_FALSE(r.error().remedy.empty());
    }
  };
  std::ofstream{dir / "text.db"} << std::string(5000, 'x');
  expect(dir / "text.db", "not a Karwan record");
  {
    database{dir / "other.db", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE}.run("CREATE TABLE t(x)");
  }
  expect(dir / "other.db", "not a Karwan record");
  {
    auto const made = store::open(dir / "newer.db", store::mode::write);
    ASSERT_TRUE(made);
    database{dir / "newer.db", SQLITE_OPEN_READWRITE}.run("PRAGMA user_version = 999");
  }
  expect(dir / "newer.db", "the record has schema 999");
  auto const made = store::open(dir / "text.db" / "folder.db", store::mode::write);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().kind, error_kind::unavailable);
}

// A record made by the first program that there was.
TEST(schema, an_old_record_is_migrated_by_the_next_write) {
  auto const db = pack_of_alpha().root / "old.db";
  {
    database d{db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE};
    bring_up_to_date(d, true, 1);
    d.run(R"(
      INSERT INTO recording VALUES(1, 'load', 1700000000, 'pack small 1', 'small', 'abc');
      INSERT INTO tbl VALUES(1, 'places', 'place');
      INSERT INTO property VALUES(1, 1, 'lat', 'number', 'degree');
      INSERT INTO pack_row VALUES(1, 1, 'p-1', 1, 'alpha', 'small', '', '', '', '', '', 'reported',
                                  'src-a', '', '', '', 1700000000, 1);
      INSERT INTO statement VALUES(1, 1, 1, 1, 1, '51.5', NULL, 'accepted', 1700000000, 1))");
  }
  auto const before = store::open(db, store::mode::read);
  ASSERT_FALSE(before);
  EXPECT_NE(before.error().text.find("older schema"), std::string::npos);
  auto const s = value_or_throw(store::open(db, store::mode::write));
  EXPECT_EQ(s.rows_of("alpha", {}).front().number("lat"), 51.5);
  auto const r = value_or_throw(check(db));
  EXPECT_TRUE(r.found.empty()) << r.found.front().place << ": " << r.found.front().text;
  EXPECT_EQ(r.unsummed, 1);
}

TEST(schema, a_missing_file_says_how_to_make_one) {
  auto const r = store::open(pack_of_alpha().root / "none.db", store::mode::read);
  ASSERT_FALSE(r);
  EXPECT_NE(r.error().remedy.find("karwan pack load"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(pack_of_alpha().root / "none.db"));
}

TEST(schema, a_truncated_file_is_refused_or_reported) {
  auto const db = pack_of_alpha().root / "cut.db";
  {
    auto s = value_or_throw(store::open(db, store::mode::write));
    ASSERT_TRUE(value_or_throw(load_pack(s, pack_of_alpha().dir())).pack.faults.empty());
  }
  std::filesystem::resize_file(db, std::filesystem::file_size(db) / 2);
  auto const read = [&] {
    auto const s = value_or_throw(store::open(db, store::mode::read));
    for (std::size_t t = 0; t < tables().size(); ++t) {
      (void)s.rows(table_ix{static_cast<std::uint16_t>(t)}, {});
    }
  };
  try {
    read();
    FAIL() << "nothing was noticed";
  } catch (failure const& f) {
    EXPECT_EQ(f.what_failed.kind, error_kind::bad_data) << f.what();
  }
}

}  // namespace
}  // namespace karwan::record
