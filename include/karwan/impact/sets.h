#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "karwan/impact/effects.h"
#include "karwan/impact/impact.h"

// Promises side by side, and what each has of what several do together (docs/impact.md).
namespace karwan::impact {

// What a set of promises does to all flows together, at best values.
struct totals {
  double days{0}, usd_t{0};  // with minus without, over flows that have a way in both views
  double saved_usd{0};       // a year on today's trade, of pairs of countries where it is known
  double trade_usd{0};       // by which that trade changes a year
  double opened{0};          // flows that get a way, less those that lose theirs
};

// Subjects whose effects are the same rows: a project, and who promised it.
struct ranked {
  std::vector<subject_ref> are;  // projects first
  summary all;
  totals together;
  std::optional<interval> saved_usd, trade_usd;  // nullopt: no pair's trade is known
  std::vector<investment> costs;                 // as stated, of those of them that say one

  bool changes_nothing() const { return all.changing + all.opened + all.lost == 0; }
};

struct ranking {
  impact_question asked;  // without subjects
  std::string record_version;
  std::size_t flows{0};
  bool by_saved{false};         // what trade there is today is known of a pair at least
  std::vector<ranked> entries;  // the most saved on today's trade first, then ways, then days
  std::vector<coverage> covered;
};

// All subjects that have effects, each on its own: the steps. Throws as find_impact.
ranking rank_all(std::function<record::store()> const& open, impact_question const&,
                 watch const& = {});

inline constexpr std::size_t kMostShared = 6;

struct share {
  subject_ref is;
  totals alone, has;  // of each measure `has` sums to what the set does
};

struct sharing {
  impact_question asked;
  std::string record_version;
  totals together;
  std::vector<share> shares;  // in the order asked
};

// Shapley's values of the subjects, every subset of which is compared, a step each. Throws as
// find_impact;
// bad_input: fewer than 2 subjects or more than kMostShared.
sharing share_out(std::function<record::store()> const& open, impact_question const&,
                  watch const& = {});

// The schemas `ImpactRanking` and `ImpactShares` of openapi.yaml on one line.
std::string to_json(ranking const&);
std::string to_json(sharing const&);
// At most 100 columns wide; they end with a line end.
std::string to_text(ranking const&, bool colour);
std::string to_text(sharing const&, bool colour);

}  // namespace karwan::impact
