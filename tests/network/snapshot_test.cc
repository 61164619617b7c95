#include "karwan/network/snapshot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <random>
#include <thread>
#include <vector>

#include <fmt/core.h>
#include <unistd.h>

#include "karwan/base/atomic_file.h"

namespace karwan::network::testing {
namespace {

struct arrays {
  std::vector<std::uint32_t> first_out{0, 2, 3, 3}, head{1, 2, 2};
  std::vector<std::int64_t> duration{10, kBarred, 7}, cost{1, 2, 3}, emissions{4, 5, 6};
  std::vector<std::uint8_t> borders{0, 1, 0};
  std::vector<std::uint32_t> opens{kAlwaysOpen, 0, 0}, first_window{0, 2};
  std::vector<interval<std::int64_t>> windows{{0, 5}, {8, 9}};
  std::vector<std::uint32_t> place_of{0, 0, 1}, first_letter{0, 3, 8};

  snapshot_arrays view() const {
    return {"v7",    "truck 20 t", first_out,    head,    duration, cost,         emissions,
            borders, opens,        first_window, windows, place_of, first_letter, "anbthree"};
  }
};

struct folder {
  std::filesystem::path path{std::filesystem::temp_directory_path() /
                             fmt::format("karwan-snapshot-{}", ::getpid())};
  folder() { std::filesystem::create_directories(path); }
  ~folder() {
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    std::filesystem::remove_all(path);
  }
};

bool refused(std::span<char const> bytes) {
  auto const a = read_snapshot(bytes);
  return !a || !check_snapshot(bytes, *a);
}

TEST(snapshot, holds_what_was_written) {
  folder const f;
  auto const file = f.path / "n.snapshot";
  ASSERT_TRUE(write_file(file, snapshot_bytes(arrays{}.view())));
  auto s = value_or_throw(snapshot::open(file));
  EXPECT_EQ(s.record_version(), "v7");
  EXPECT_EQ(s.made_for(), "truck 20 t");
  auto const a = value_or_throw(s.arrays());
  EXPECT_TRUE(std::ranges::equal(a.head, arrays{}.head));
  EXPECT_TRUE(std::ranges::equal(a.duration_s, arrays{}.duration));
  EXPECT_TRUE(std::ranges::equal(a.windows, arrays{}.windows));
  EXPECT_EQ(a.place(1), "three");
}

TEST(snapshot, a_scenario_stays_in_memory) {
  folder const f;
  auto const file = f.path / "n.snapshot";
  ASSERT_TRUE(write_file(file, snapshot_bytes(arrays{}.view())));
  auto s = value_or_throw(snapshot::open(file));
  auto other = value_or_throw(snapshot::open(file));
  ASSERT_TRUE(s.apply(std::array{arc_patch{0, kBarred, 1, 4}, arc_patch{1, 99, 20, 50}}));
  EXPECT_EQ(value_or_throw(s.arrays()).duration_s[0], kBarred);
  EXPECT_EQ(value_or_throw(s.arrays()).duration_s[1], 99);
  EXPECT_EQ(value_or_throw(other.arrays()).duration_s[0], 10);
  EXPECT_EQ(value_or_throw(value_or_throw(snapshot::open(file)).arrays()).duration_s[0], 10);
  EXPECT_EQ(s.apply(std::array{arc_patch{3, 1, 1, 1}}).error().kind, error_kind::bad_input);
  EXPECT_EQ(s.apply(std::array{arc_patch{0, -1, 1, 1}}).error().kind, error_kind::bad_input);
}

// Any one bit that flips, and any length but the right one.
TEST(snapshot, damage_is_refused) {
  auto const sound = snapshot_bytes(arrays{}.view());
  ASSERT_FALSE(refused(sound));
  for (std::size_t bit = 0; bit < sound.size() * 8; ++bit) {
    auto bytes = sound;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    EXPECT_TRUE(refused(bytes)) << "bit " << bit;
  }
  for (std::size_t size = 0; size < sound.size(); ++size) {
    EXPECT_TRUE(refused(std::string(sound, 0, size))) << "size " << size;
  }
  EXPECT_TRUE(refused(sound + std::string(8, '\0')));
}

// With checksums that fit, what does not hold is still seen.
TEST(snapshot, arrays_that_do_not_fit_are_refused) {
  auto const refuses = [](auto change) {
    arrays a;
    change(a);
    return refused(snapshot_bytes(a.view()));
  };
  EXPECT_TRUE(refuses([](arrays& a) { a.head[0] = 3; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.first_out = {0, 3, 2, 3}; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.first_out = {0, 2, 3, 4}; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.place_of[0] = 2; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.first_letter[1] = 9; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.duration[0] = -1; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.cost[0] = kBarred; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.borders[0] = 2; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.opens[0] = 1; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.windows[1] = {4, 9}; }));
  EXPECT_TRUE(refuses([](arrays& a) { a.cost.pop_back(); }));
  EXPECT_TRUE(refuses([](arrays& a) { a.first_window.clear(); }));
}

TEST(snapshot, a_file_that_is_none_is_refused_with_its_name) {
  folder const f;
  auto const file = f.path / "other";
  EXPECT_EQ(snapshot::open(file).error().kind, error_kind::unavailable);
  std::ofstream{file} << "row_id,entity\n";
  auto const refusal = snapshot::open(file);
  EXPECT_EQ(refusal.error().kind, error_kind::bad_data);
  EXPECT_EQ(refusal.error().place, file.string());
  std::ofstream{file}.flush();  // now empty
  EXPECT_EQ(snapshot::open(file).error().kind, error_kind::bad_data);
  EXPECT_EQ(snapshot::open(f.path).error().kind, error_kind::bad_data);
  EXPECT_EQ(write_file(f.path / "no" / "folder", "x").error().kind, error_kind::unavailable);
}

// Whoever reads while others write sees one whole file.
TEST(snapshot, two_writers_and_a_reader) {
  folder const f;
  auto const file = f.path / "n.snapshot";
  auto const write = [&](std::size_t windows) {
    arrays a;
    a.windows.clear();
    for (std::size_t i = 0; i < windows; ++i) {
      a.windows.push_back({std::int64_t(2 * i), std::int64_t(2 * i + 1)});
    }
    a.first_window = {0, std::uint32_t(windows)};
    auto const bytes = snapshot_bytes(a.view());
    for (int i = 0; i < 30; ++i) {
      EXPECT_TRUE(write_file(file, bytes));
    }
  };
  write(1);
  {
    std::jthread const one{write, 1000}, other{write, 3000};
    for (int i = 0; i < 60; ++i) {
      auto s = snapshot::open(file);
      ASSERT_TRUE(s && s->arrays());
    }
  }
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{f.path}, {}), 1);
}

}  // namespace
}  // namespace karwan::network::testing
