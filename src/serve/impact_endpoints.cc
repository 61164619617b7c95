#include <algorithm>

#include "karwan/impact/bottlenecks.h"
#include "karwan/impact/effects.h"
#include "karwan/impact/sets.h"
#include "karwan/serve/limits.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

// On the basket of the record.
impact::impact_question impact_asked(query& q, day today, unsigned jobs) {
  impact::impact_question out;
  out.from = q.day_of("from");
  out.today = today;
  out.depart = q.day_of("depart").value_or(impact::usual_departure(out));
  out.view = view_of(q, today);
  out.view.without = q.many("without");
  out.draws = static_cast<std::uint32_t>(q.whole("draws", 1, kMostDraws, out.draws));
  out.seed = q.whole("seed", 0, UINT64_MAX, out.seed);
  out.jobs = jobs;
  return out;
}

// What is taken as kept is a scenario, but its parameter is id.
template <typename Find>
auto of_subjects(Find const& find) {
  try {
    return find();
  } catch (failure const& f) {
    auto e = f.what_failed;
    if (e.place == "scenario") {
      e.place = "id";
    }
    throw failure{e};
  }
}

}  // namespace

std::string impact_endpoint::operator()(query& q) const {
  auto asked = impact_asked(q, today, with.jobs);
  asked.subjects = q.many("id");
  auto const shares = q.flag("shares");
  q.finish();
  if (asked.subjects.empty()) {
    throw failure{{error_kind::bad_input, "it is not said what is taken as kept", "id",
                   "Add id=... for each project or commitment; /effects lists them"}};
  }
  return of_subjects([&] {
    return shares ? impact::to_json(impact::share_out(with.open, asked, with.by))
                  : impact::to_json(impact::find_impact(with.open, asked, with.by));
  });
}

std::string impact_endpoint::ranking(query& q) const {
  auto const asked = impact_asked(q, today, with.jobs);
  q.finish();
  return impact::to_json(impact::rank_all(with.open, asked, with.by));
}

std::string effects_endpoint::operator()(query& q) const {
  auto const ids = q.many("id");
  auto const view = view_of(q, today);
  q.finish();
  record::name_index const names{from, view};
  return of_subjects([&] { return impact::to_json(impact::list_effects(from, names, view, ids)); });
}

std::string bottlenecks_endpoint::operator()(query& q) const {
  impact::bottleneck_question asked;
  asked.view = view_of(q, today);
  asked.today = today;
  asked.depart = asked.view.as_of;
  asked.by =
      q.choice("by", {"hour", "dollar"}) == "hour" ? impact::worth::hour : impact::worth::dollar;
  asked.limit = q.whole("limit", 1, kMostBottlenecks, asked.limit);
  asked.jobs = with.jobs;
  q.finish();
  return impact::to_json(impact::find_bottlenecks(with.open, asked, with.by));
}

}  // namespace karwan::serve
