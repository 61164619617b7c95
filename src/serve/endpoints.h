#pragma once

#include <string>

#include "karwan/exchange/feed.h"
#include "karwan/plan/planner.h"
#include "serve/query.h"
#include "serve/reading.h"

// One endpoint each: what it reads, and an operator that answers in JSON. All throw failure.
namespace karwan::serve {

struct plan_endpoint {
  plan::planner& planner;
  day today;
  std::string operator()(query&) const;
};

struct places_endpoint {
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

struct search_endpoint {
  reading const& in;
  day today;
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
  std::string operator()(query&) const;
};

struct commitments_endpoint {
  reading const& in;
  day today;
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
