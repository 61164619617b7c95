#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <random>
#include <set>

#include <fmt/format.h>

#include "karwan/plan/planner.h"
#include "karwan/record/edit.h"
#include "karwan/record/pack.h"

// Random closures of a small network: what a plan without a way names is a smallest set whose
// lifting (--without) opens one, against all smaller sets.
namespace karwan::plan {
namespace {

constexpr int kClosures = 60;
constexpr std::size_t kAtOnce = 9;

struct small_network : testing::Test {
  small_network() {
    auto name = (std::filesystem::temp_directory_path() / "karwan-blockers-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    record = std::make_unique<record::store>(
        value_or_throw(record::store::open(folder / "r.db", record::store::mode::write)));
    value_or_throw(record::load_pack(*record, KARWAN_TESTS "/packs/uz-ge"));
    std::vector<record::addition> all;
    for (int i = 0; i < kClosures; ++i) {
      all.push_back(closure(i));
    }
    value_or_throw(record::add(*record, all, {"test", instant{std::chrono::seconds{1785000000}}}));
    plan_it.emplace(*record);
  }
  ~small_network() override {
    plan_it.reset();
    record.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }

  std::size_t any(std::size_t below) { return random() % below; }

  // Of one crossing, railway, place or country, for good or for some months.
  record::addition closure(int i) {
    constexpr auto kTargets = std::to_array<char const*>(
        {"x-rail-alat-tbilisi", "x-rail-farap-alat", "x-rail-karakalpakstan", "x-road-farap-alat",
         "x-road-tsiteli-khidi", "alat-port", "turkmenbashi", "aktau-port",
         "link-rail-tbilisi-poti", "link-road-tbilisi-poti", "link-rail-beyneu-aktau-port", "tm",
         "kz"});
    record::addition out;
    out.entity = names.emplace_back(fmt::format("cl-random-{}", i));
    out.table = "closures";
    out.pack = "uz-ge";
    out.cells = {{"target", kTargets[any(kTargets.size())]},
                 {"traffic", "all"},
                 {"effect", "closed"},
                 {"closed_from", fmt::format("2026-{:02}", 1 + any(6))}};
    if (any(3) == 0) {
      out.cells.emplace_back("closed_to", fmt::format("2026-{:02}", 7 + any(5)));
    }
    out.shared = {{"source", "src-geography"}, {"grade", "reported"}};
    return out;
  }

  using names_of = std::set<std::string>;

  answer plan_without(question q, names_of const& lifted) {
    q.view.without.insert(q.view.without.end(), lifted.begin(), lifted.end());
    return (*plan_it)(q);
  }

  // Does lifting any set of fewer than `size` of them open a way?
  bool fewer_do(question const& q, std::vector<std::string> const& active, std::size_t size) {
    for (auto m = 0U; m < 1U << active.size(); ++m) {
      names_of lifted;
      for (std::size_t i = 0; i < active.size(); ++i) {
        if ((m >> i & 1U) != 0) {
          lifted.insert(active[i]);
        }
      }
      if (lifted.size() < size && !plan_without(q, lifted).no_route) {
        return true;
      }
    }
    return false;
  }

  std::mt19937 random{41};
  std::filesystem::path folder;
  std::unique_ptr<record::store> record;
  std::vector<std::string> names;
  std::optional<planner> plan_it;
};

TEST_F(small_network, no_route_names_a_smallest_set) {
  constexpr auto kEnds = std::to_array<char const*>(
      {"tashkent", "bukhara", "poti", "tbilisi", "ashgabat", "beyneu", "alat-port"});
  std::map<std::size_t, int> by_size;
  for (int round = 0; round < 120; ++round) {
    asked a;
    a.from = kEnds[any(kEnds.size())];
    a.to = kEnds[any(kEnds.size())];
    a.draws = "1";
    a.depart = fmt::format("2026-{:02}-10", 4 + any(8));
    if (a.from == a.to) {
      continue;
    }
    auto q = value_or_throw(read_question(a, *parse_day("2026-11-23")));
    std::vector<std::string> shuffled = names;
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    std::vector<std::string> const active{shuffled.begin(), shuffled.begin() + kAtOnce};
    q.view.without.assign(shuffled.begin() + kAtOnce, shuffled.end());
    auto const found = (*plan_it)(q);
    if (!found.no_route) {
      continue;
    }
    names_of set;
    for (auto const& b : *found.no_route) {
      EXPECT_FALSE(b.statements.empty()) << b.entity;
      set.insert(b.entity);
    }
    ++by_size[set.size()];
    ASSERT_FALSE(set.empty()) << "round " << round;
    EXPECT_FALSE(plan_without(q, set).no_route) << "round " << round << ", " << a.from << a.to;
    EXPECT_FALSE(fewer_do(q, active, set.size())) << "round " << round << ", " << a.from << a.to;
  }
  EXPECT_GE(by_size[1], 3);
  EXPECT_GE(by_size[2], 3);
  EXPECT_GE(by_size[3], 1);
}

}  // namespace
}  // namespace karwan::plan
