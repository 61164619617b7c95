#include "karwan/exchange/network.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include <unistd.h>

#include "karwan/record/pack.h"

namespace karwan::exchange {
namespace {

class network_forms : public ::testing::Test {
 protected:
  void SetUp() override {
    auto name = (std::filesystem::temp_directory_path() / "karwan-network-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  record::store loaded(char const* file, std::filesystem::path const& pack) const {
    auto store = value_or_throw(record::store::open(folder_ / file, record::store::mode::write));
    auto const done = value_or_throw(record::load_pack(store, pack));
    for (auto const& f : done.pack.faults) {
      ADD_FAILURE() << f.sentence();
    }
    return store;
  }

  static network::metric_options options() {
    network::metric_options o;
    o.depart = o.view.as_of = std::chrono::sys_days{std::chrono::year{2025} / 6 / 16};
    return o;
  }

  std::filesystem::path folder_;
};

TEST_F(network_forms, gmns_gives_the_network_back) {
  auto const record = loaded("a.db", KARWAN_PACK);
  auto const out = image_of(record, options());
  write_gmns(out, folder_ / "gmns");
  EXPECT_EQ(check_gmns(gmns_folder(folder_ / "gmns")).errors(), 0U);
  auto const done = import_gmns(gmns_folder(folder_ / "gmns"), record,
                                {.pack = "again", .created = options().depart}, folder_ / "pack");
  EXPECT_LE(done.nodes, out.nodes.size());
  EXPECT_TRUE(done.faults.empty());
  EXPECT_EQ(done.left_out, 0U);
  auto const back = image_of(loaded("b.db", folder_ / "pack"), options());
  std::size_t at = 0;
  for (auto const& l : out.links) {
    if (l.is_planned) {
      continue;
    }
    ASSERT_LT(at, back.links.size());
    auto const& b = back.links[at++];
    SCOPED_TRACE(l.id);
    EXPECT_EQ(b.id, l.id);
    EXPECT_EQ(back.nodes[b.from].id, out.nodes[l.from].id);
    EXPECT_EQ(back.nodes[b.to].id, out.nodes[l.to].id);
    EXPECT_EQ(b.by, l.by);
    EXPECT_EQ(b.one_way, l.one_way);
    EXPECT_NEAR(b.km, l.km, 0.001);
    EXPECT_NEAR(b.hours, l.hours, 0.001);
    EXPECT_EQ(b.crossing, l.crossing);
    EXPECT_EQ(b.gauge_from_mm, l.gauge_from_mm);
    EXPECT_EQ(b.line.size(), l.line.size());
  }
  EXPECT_EQ(at, back.links.size());
}

}  // namespace
}  // namespace karwan::exchange
