#include "karwan/plan/accession.h"

#include <algorithm>
#include <tuple>

#include <gtest/gtest.h>

#include "tests/shipped_record.h"

namespace karwan::plan {
namespace {

accessions of(int year) {
  record::view_spec view;
  view.as_of = std::chrono::sys_days{std::chrono::year{year} / 6 / 16};
  return find_accessions(shipped_record(), view);
}

std::tuple<int, int, std::int64_t, std::int64_t> merit(accession const& a) {
  return {a.opened, a.faster, a.saved_s, a.saved_cents};
}

// Before Pakistan was party to TIR, trucks from beyond Afghanistan had to change at its border.
TEST(accession, counts_what_one_more_party_would_do) {
  auto const then = of(2014), now = of(2025);
  auto const joins = [](accessions const& all, std::string_view country) {
    auto const at = std::ranges::find_if(all.all, [&](accession const& a) {
      return a.kind == accession_kind::joins && a.instrument == "instrument-tir" &&
             a.country == country;
    });
    return at == all.all.end() ? nullptr : &*at;
  };
  ASSERT_NE(joins(then, "pk"), nullptr);
  EXPECT_GT(joins(then, "pk")->faster, 0);
  EXPECT_GT(joins(then, "pk")->saved_s, 0);
  EXPECT_GT(joins(then, "pk")->rank, 0);
  EXPECT_EQ(joins(now, "pk"), nullptr);  // it is party
}

TEST(accession, ranks_by_what_it_does_and_tells_ties) {
  auto const all = of(2014);
  EXPECT_GT(all.flows, 50);
  EXPECT_LE(all.no_way, all.journeys);
  EXPECT_FALSE(all.unknown.empty());
  for (std::size_t i = 0; i < all.all.size(); ++i) {
    auto const& a = all.all[i];
    EXPECT_LE(a.opened + a.faster, all.journeys);
    EXPECT_EQ(a.rank > 0, merit(a) > merit(accession{}));
    if (i > 0 && a.rank > 0) {
      auto const& before = all.all[i - 1];
      EXPECT_GE(merit(before), merit(a));
      EXPECT_EQ(before.rank == a.rank, merit(before) == merit(a));
    }
  }
}

}  // namespace
}  // namespace karwan::plan
