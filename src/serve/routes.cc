#include "serve/routes.h"

#include <array>

#include "serve/endpoints.h"

namespace karwan::serve {
namespace {

computing computing_of(asking const& a) {
  return {a.from.options.open, a.by, a.from.options.jobs};
}

std::string health(asking const& a) {
  a.params.finish();
  a.from.record.version();  // throws where the record cannot be read
  return R"({"status":"ok"})";
}

bool always(query&) {
  return true;
}

// An endpoint that reads the record as it is now.
template <typename Endpoint>
std::string of_now(asking const& a) {
  return Endpoint{a.from.now(), a.from.today()}(a.params);
}
// One that lists in parts.
template <typename Endpoint>
std::string list(asking const& a) {
  return Endpoint{a.from.now(), a.from.today(), a.next}(a.params);
}

commitments_endpoint commitments_of(asking const& a) {
  return {a.from.now(), a.from.today(), a.type, a.next};
}

// One that answers in several forms.
template <typename Endpoint>
std::string document(asking const& a) {
  return Endpoint{a.from.now(), a.from.today(), a.type}(a.params);
}

template <std::string (trade_endpoint::*Answer)(query&) const>
std::string trade_of(asking const& a) {
  return (trade_endpoint{a.from.record, a.from.today(), a.type}.*Answer)(a.params);
}

constexpr auto kRoutes = std::to_array<route>({
    {"api/v1/plan",
     [](asking const& a) {
       return plan_endpoint{a.from.planner, a.from.now(), a.from.today(), a.type}(a.params);
     },
     [](query& q) { return !q.one("compare").empty(); }},
    {"api/v1/needs",
     [](asking const& a) {
       return needs_endpoint{a.from.planner, a.from.now(), a.from.today(), a.type}(a.params);
     }},
    {"api/v1/instruments", of_now<instruments_endpoint>,
     [](query& q) { return q.flag("accession"); }},
    {"api/v1/matrix",
     [](asking const& a) {
       return matrix_endpoint{a.from.record, a.from.today(), a.type, a.by,
                              a.from.options.jobs}(a.params);
     },
     always},
    {"api/v1/impact",
     [](asking const& a) {
       return impact_endpoint{computing_of(a), a.from.today()}(a.params);
     },
     always},
    {"api/v1/impact/ranking",
     [](asking const& a) {
       return impact_endpoint{computing_of(a), a.from.today()}.ranking(a.params);
     },
     always},
    {"api/v1/effects",
     [](asking const& a) {
       return effects_endpoint{a.from.record, a.from.today()}(a.params);
     }},
    {"api/v1/bottlenecks",
     [](asking const& a) {
       return bottlenecks_endpoint{computing_of(a), a.from.today()}(a.params);
     },
     always},
    {"api/v1/trade/series", trade_of<&trade_endpoint::series>},
    {"api/v1/trade/partners", trade_of<&trade_endpoint::partners>},
    {"api/v1/trade/balance", trade_of<&trade_endpoint::balance>},
    {"api/v1/trade/products", trade_of<&trade_endpoint::products>},
    {"api/v1/trade/indices", trade_of<&trade_endpoint::indices>},
    {"api/v1/trade/potential", trade_of<&trade_endpoint::potential>},
    {"api/v1/trade/opportunities",
     [](asking const& a) {
       return opportunities_endpoint{a.from.record, a.from.planner, a.from.today()}(a.params);
     },
     always},
    {"api/v1/review",
     [](asking const& a) {
       return review_endpoint{a.from.record, a.from.today()}(a.params);
     }},
    {"api/v1/review/{id}",
     [](asking const& a) {
       return review_endpoint{a.from.record, a.from.today()}.one(a.id, a.params);
     }},
    {"api/v1/places", [](asking const& a) { return places_endpoint{a.from.now()}(a.params); }},
    {"api/v1/names", [](asking const& a) { return names_endpoint{a.from.now()}(a.params); }},
    {"api/v1/products", [](asking const& a) { return products_endpoint{a.from.now()}(a.params); }},
    {"api/v1/network", of_now<network_endpoint>},
    {"api/v1/timeline", of_now<timeline_endpoint>},
    {"api/v1/search", list<search_endpoint>},
    {"api/v1/entities/{id}",
     [](asking const& a) {
       return entity_endpoint{a.from.now(), a.from.today()}(a.id, a.params);
     }},
    {"api/v1/entities/{id}/history",
     [](asking const& a) {
       return entity_endpoint{a.from.now(), a.from.today()}.history(a.id, a.params);
     }},
    {"api/v1/statements", of_now<statements_endpoint>},
    {"api/v1/statements/{id}",
     [](asking const& a) {
       return statements_endpoint{a.from.now(), a.from.today()}.one(a.id, a.params);
     }},
    {"api/v1/commitments", [](asking const& a) { return commitments_of(a)(a.params); }},
    {"api/v1/commitments/stats",  // no commitment is called so
     [](asking const& a) { return commitments_of(a).stats(a.params); }},
    {"api/v1/commitments/{id}",
     [](asking const& a) { return commitments_of(a).one(a.id, a.params); }},
    {"api/v1/series", document<series_endpoint>},
    {"api/v1/brief", document<brief_endpoint>},
    {"api/v1/diff", document<diff_endpoint>},
    {"api/v1/pillars/{id}",
     [](asking const& a) {
       return pillar_endpoint{a.from.now(), a.from.today(), a.type}(a.id, a.params);
     }},
    {"api/v1/directory", list<directory_endpoint>},
    {"api/v1/match", of_now<match_endpoint>},
    {"api/v1/countries/{id}",
     [](asking const& a) {
       return country_endpoint{a.from.now(), a.from.today()}(a.id, a.params);
     }},
    {"api/v1/coverage", of_now<coverage_endpoint>},
    {"api/v1/meta", of_now<meta_endpoint>},
    {"api/v1/health", health},
    {"calendar.ics",
     [](asking const& a) {
       a.type = "text/calendar; charset=utf-8";
       return calendar_endpoint{a.from.now(), a.from.today()}(a.params);
     }},
    {"changes.atom",
     [](asking const& a) {
       a.type = "application/atom+xml; charset=utf-8";
       return changes_endpoint{a.from.now(), a.from.options.place}(a.params);
     }},
});

}  // namespace

std::span<route const> routes() {
  return kRoutes;
}

bool fits(std::string_view pattern, std::span<std::string const> path, std::string& id) {
  for (auto const& segment : path) {
    auto const part = pattern.substr(0, pattern.find('/'));
    if (part == "{id}") {
      id = segment;
    } else if (part != segment || part.empty()) {
      return false;
    }
    pattern.remove_prefix(std::min(part.size() + 1, pattern.size()));
  }
  return pattern.empty();
}

route const* find_route(std::span<std::string const> path, std::string& id) {
  for (auto const& r : kRoutes) {
    if (fits(r.path, path, id)) {
      return &r;
    }
  }
  return nullptr;
}

}  // namespace karwan::serve
