#include <algorithm>

#include "karwan/impact/bottlenecks.h"
#include "karwan/impact/effects.h"
#include "karwan/impact/sets.h"
#include "karwan/serve/limits.h"
#include "serve/endpoints.h"
#include "serve/view_of.h"

namespace karwan::serve {
namespace {

// Flows of the record's basket, or one of the asker's own.
void read_flows(query& q, impact::impact_question& to) {
  to.flows = q.many("flow");
  impact::own_flow const own{q.one("origin"), q.one("destination"), q.one("product"),
                             q.one("unit")};
  if (own.from.empty() && own.to.empty() && own.product.empty() && own.unit.empty()) {
    return;
  }
  for (auto const& [end, name] : {std::pair{&own.from, "origin"}, {&own.to, "destination"}}) {
    if (end->empty()) {
      throw failure{{error_kind::bad_input, "one end of the flow is not said", name,
                     "Add origin=... and destination=...: places by id or name"}};
    }
  }
  if (!to.flows.empty()) {
    throw failure{{error_kind::bad_input, "a flow of one's own is none of the basket", "flow",
                   "Leave it out, or origin and destination"}};
  }
  to.own = own;
}

// On the basket of the record, unless flows are named.
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
  read_flows(q, out);
  return out;
}

// What is taken as kept is a scenario, but its parameter is id; closures that only end with it are
// lifted.
template <typename Find>
auto of_subjects(Find const& find, bool lifting = false) {
  try {
    return find();
  } catch (failure const& f) {
    auto e = f.what_failed;
    if (e.place == "scenario") {
      e.place = "id";
    } else if (e.place == "without" && lifting) {
      e.place = "lifted";
    }
    throw failure{e};
  }
}

}  // namespace

std::string impact_endpoint::operator()(query& q) const {
  auto asked = impact_asked(q, today, with.jobs);
  asked.subjects = q.many("id");
  asked.lifted = q.many("lifted");
  auto const shares = q.flag("shares");
  q.finish();
  if (asked.subjects.empty() && asked.lifted.empty() && !asked.own) {
    throw failure{{error_kind::bad_input, "it is not said what is taken as kept", "id",
                   "Add id=... for each project or commitment; /effects lists them"}};
  }
  return of_subjects(
      [&] {
        return shares ? impact::to_json(impact::share_out(with.open, asked, with.by))
                      : impact::to_json(impact::find_impact(with.open, asked, with.by));
      },
      !asked.lifted.empty());
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
