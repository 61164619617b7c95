#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "karwan/plan/answer.h"
#include "karwan/plan/compare.h"
#include "karwan/plan/explain.h"
#include "karwan/plan/ways.h"
#include "karwan/record/store.h"

namespace karwan::plan {

// How much an answer tells: all, or of each journey the totals, with what they rest on left out:
// statements, closures, freshness and all warnings but that goods do not keep. Legs stay.
enum class detail : std::uint8_t { full, totals };

// Answers questions from one record. It keeps what it read of the record and the network made of
// it until the record changes, so that further questions are cheap. The store must outlive it. Not
// for use by two threads at once.
class planner {
 public:
  explicit planner(record::store const&);
  ~planner();
  planner(planner&&) noexcept;

  // The answer is determined by the record and the question: the clock is not read. Throws failure:
  // bad_input where a name is unknown (with suggestions) or wishes contradict each other; bad_data
  // where the record lacks what every journey needs.
  answer operator()(question const&, detail = detail::full);
  // The best journey of each corridor, by one of the criteria that the search counts. Throws as
  // above; also bad_input where the question names places to pass, bad_data where the record knows
  // no corridors.
  comparison compare(question const&, label by);
  // What stands behind the numbers of one of the journeys that are told. Throws as above; also
  // bad_input where there is no such journey or leg.
  explanation explain(question const&, explain_wish const&);

  // For those who choose among ways by a measure of their own. No rule on carriers is applied: a
  // question that names one is refused (bad_input). Throws as above.
  front_ways ways(question const&);
  // Each of the ways as the question's view has it; nullopt where it cannot be taken. They must be
  // ways of a question with the same ends.
  std::vector<std::optional<weighed_way>> weigh(question const&, std::span<way_arcs const>);
  // A way that can be taken, told as a journey with its odds.
  journey tell(question const&, way_arcs const&);

 private:
  struct named;
  struct base;
  struct kept_metrics;
  template <typename Tell>
  auto with(question const&, Tell const&);
  record::store const& record_;
  std::unique_ptr<named> named_;
  std::unique_ptr<base> base_;
  std::unique_ptr<kept_metrics> metrics_;
};

// The same for one question.
answer plan(record::store const&, question const&);

}  // namespace karwan::plan
