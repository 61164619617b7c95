#pragma once

#include <functional>
#include <string>

#include "karwan/base/watch.h"
#include "karwan/exchange/feed.h"
#include "karwan/plan/planner.h"
#include "serve/query.h"
#include "serve/reading.h"

// One endpoint each: what it reads, and an operator that answers in JSON. All throw failure.
namespace karwan::serve {

// What computations need that open the record themselves, once for each of their threads.
struct computing {
  std::function<record::store()> const& open;
  watch const& by;
  unsigned jobs{1};
};

inline constexpr char const* kCsv = "text/csv; charset=utf-8; header=present";
inline constexpr std::size_t kMostBottlenecks = 1000;

struct plan_endpoint {
  plan::planner& planner;
  reading const& in;
  day today;
  std::string& type;  // of the answer, set where it is not JSON; so in the others
  std::string operator()(query&) const;
};

struct places_endpoint {
  reading const& now;
  std::string operator()(query&) const;
};

// All names in one language at once, for pages that show many.
struct names_endpoint {
  reading const& now;
  std::string operator()(query&) const;
};

struct products_endpoint {
  reading const& now;
  std::string operator()(query&) const;
};

struct network_endpoint {
  reading const& now;
  day today;
  std::string operator()(query&) const;
};

struct timeline_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
};

struct entity_endpoint {
  reading const& in;
  day today;
  std::string operator()(std::string const& id, query&) const;
  std::string history(std::string const& id, query&) const;
};

// Lists that come in parts set the cursor of the next one.
struct search_endpoint {
  reading const& in;
  day today;
  std::string& next;
  std::string operator()(query&) const;
};

struct statements_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
  std::string one(std::string const& id, query&) const;
};

struct directory_endpoint {
  reading const& in;
  day today;
  std::string& next;
  std::string operator()(query&) const;
};

struct commitments_endpoint {
  reading const& in;
  day today;
  std::string& type;
  std::string& next;
  std::string operator()(query&) const;
  std::string one(std::string const& id, query&) const;
  std::string stats(query&) const;
};

struct match_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
};

struct series_endpoint {
  reading const& in;
  day today;
  std::string& type;
  std::string operator()(query&) const;
};

// Documents: as JSON, or with format=html or md in that form, whose type is then set.
struct brief_endpoint {
  reading const& in;
  day today;
  std::string& type;
  std::string operator()(query&) const;
};

struct diff_endpoint {
  reading const& in;
  day today;
  std::string& type;
  std::string operator()(query&) const;
};

struct pillar_endpoint {
  reading const& in;
  day today;
  std::string& type;
  std::string operator()(std::string const& word, query&) const;
};

struct needs_endpoint {
  plan::planner& planner;
  reading const& in;
  day today;
  std::string& type;
  std::string operator()(query&) const;
};

struct instruments_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
};

struct matrix_endpoint {
  record::store const& from;
  day today;
  std::string& type;
  watch const& watched;
  unsigned jobs{1};
  std::string operator()(query&) const;
};

struct impact_endpoint {
  computing with;
  day today;
  std::string operator()(query&) const;
  std::string ranking(query&) const;
};

struct effects_endpoint {
  record::store const& from;
  day today;
  std::string operator()(query&) const;
};

struct bottlenecks_endpoint {
  computing with;
  day today;
  std::string operator()(query&) const;
};

struct trade_endpoint {
  record::store const& from;
  day today;
  std::string& type;
  std::string series(query&) const;
  std::string partners(query&) const;
  std::string balance(query&) const;
  std::string products(query&) const;
  std::string indices(query&) const;
  std::string potential(query&) const;
};

struct opportunities_endpoint {
  record::store const& from;
  plan::planner& planner;
  day today;
  std::string operator()(query&) const;
};

// Proposals that wait, without a way to decide them.
struct review_endpoint {
  record::store const& from;
  day today;
  std::string operator()(query&) const;
  std::string one(std::string const& id, query&) const;
};

struct country_endpoint {
  reading const& in;
  day today;
  std::string operator()(std::string const& id, query&) const;
};

struct coverage_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
};

struct meta_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
};

// iCalendar (RFC 5545), not JSON.
struct calendar_endpoint {
  reading const& in;
  day today;
  std::string operator()(query&) const;
};

// Atom (RFC 4287), not JSON.
struct changes_endpoint {
  reading const& in;
  exchange::public_place const& place;
  std::string operator()(query&) const;
};

}  // namespace karwan::serve
