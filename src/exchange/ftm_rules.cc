#include "exchange/ftm_rules.h"

#include <algorithm>

namespace karwan::exchange {
namespace {

constexpr ftm_table_schema kSchemas[] = {
    {"people", "Person"},       {"organisations", "Organization"},
    {"events", "Event"},        {"commitments", "Event"},
    {"agreements", "Contract"}, {"instruments", "Contract"},
    {"projects", "Project"},    {"sources", "Document"},
    {"closures", "Event"},      {"stages", "Event"},
    {"holidays", "Event"},      {"countries", "Address"},
    {"places", "Address"},      {"chokepoints", "Address"},
};

}  // namespace

std::span<ftm_table_schema const> ftm_schemas() {
  return kSchemas;
}

ftm_rule const* ftm_rule_for(std::string_view table, std::string_view column) {
  using enum ftm_form;
  static constexpr ftm_rule kRules[] = {
      {"names", "name", "name", "name", name},
      {"sources", "title", "title", "string"},
      {"sources", "publisher", "publisher", "string"},
      {"sources", "url", "sourceUrl", "url", url},
      {"sources", "published_on", "publishedAt", "date", date},
      {"sources", "language", "language", "language", language},
      {"organisations", "name", "name", "name"},
      {"organisations", "kind", "classification", "string"},
      {"organisations", "countries", "country", "country", country},
      {"organisations", "role", "summary", "text"},
      {"organisations", "sector", "sector", "string"},
      {"organisations", "founded", "incorporationDate", "date", date},
      {"organisations", "status", "status", "string"},
      {"organisations", "part_of", "parent", "entity", body},
      {"organisations", "website", "website", "url", url},
      {"people", "role", "position", "string"},
      {"people", "country", "country", "country", country},
      {"events", "title", "name", "name"},
      {"events", "kind", "keywords", "string"},
      {"events", "starts_on", "startDate", "date", date},
      {"events", "ends_on", "endDate", "date", date},
      {"events", "place_text", "location", "address"},
      {"events", "country", "country", "country", country},
      {"events", "participants", "involved", "entity", party},
      {"events", "outcome", "summary", "text"},
      {"events", "sector", "keywords", "string"},
      {"commitments", "what", "name", "name"},
      {"commitments", "owed_by", "involved", "entity", party},
      {"commitments", "sector", "keywords", "string"},
      {"commitments", "said_on", "date", "date", date},
      {"commitments", "due", "endDate", "date", date},
      {"commitments", "evidence", "summary", "text"},
      {"agreements", "title", "title", "string"},
      {"agreements", "kind", "type", "string"},
      {"agreements", "countries", "country", "country", country},
      {"agreements", "sector", "classification", "string"},
      {"agreements", "covers", "keywords", "string"},
      {"agreements", "value", "amount", "number"},
      {"agreements", "currency", "currency", "string"},
      {"instruments", "title", "title", "string"},
      {"instruments", "kind", "type", "string"},
      {"instruments", "countries", "country", "country", country},
      {"instruments", "sector", "classification", "string"},
      {"stages", "stage", "name", "name"},
      {"stages", "on", "date", "date", date},
      {"stages", "country", "country", "country", country},
      {"stages", "evidence", "summary", "text"},
      {"projects", "what_changes", "summary", "text"},
      {"projects", "planned_completion", "endDate", "date", date},
      {"closures", "summary", "name", "name"},
      {"closures", "closed_from", "startDate", "date", date},
      {"closures", "closed_to", "endDate", "date", date},
      {"closures", "reason", "summary", "text"},
      {"holidays", "name", "name", "name"},
      {"holidays", "country", "country", "country", country},
      {"holidays", "on", "date", "date", date},
      {"places", "country", "country", "country", country},
      {"places", "kind", "keywords", "string"},
      {"places", "lat", "latitude", "number"},
      {"places", "lon", "longitude", "number"},
      {"chokepoints", "lat", "latitude", "number"},
      {"chokepoints", "lon", "longitude", "number"},
  };
  auto const it = std::ranges::find_if(
      kRules, [&](ftm_rule const& r) { return r.table == table && r.column == column; });
  return it == std::end(kRules) ? nullptr : it;
}

}  // namespace karwan::exchange
