#include <array>

#include "record/tables.h"

// Who offers and seeks what, and how to reach them.
namespace karwan::record {
namespace {

using enum value_type;

// One row per offer or want, as one source or the organisation itself states it.
constexpr auto kOffers = std::to_array<column>({
    {.name = "organisation", .ref = "organisations", .required = true},
    {.name = "direction", .choices = "offer|want", .required = true},
    {.name = "what", .required = true, .about = "goods, service or cooperation, in a few words"},
    {.name = "products",
     .type = hs_code,
     .list = true,
     .about = "HS codes of 2, 4, 6, 8 or 10 digits; blank: no goods, or not stated"},
    {.name = "sector", .choices = kSectors, .required = true},
    {.name = "quantity", .type = number, .low = 0},
    {.name = "quantity_unit", .about = "t, t/year, container/month, place ..."},
    {.name = "certificates", .list = true, .about = "held by who offers, asked by who wants"},
    {.name = "looks_in",
     .ref = "countries",
     .list = true,
     .about = "where a counterpart is looked for; blank: anywhere"},
    {.name = "contact_policy",
     .choices = "public|on_request|none",
     .about = "on_request: whoever keeps the record passes it on; blank: not stated"},
    {.name = "verification",
     .choices = "unverified|source|self|verified",
     .required = true,
     .about = "source: a published source says so; self: the organisation; verified: checked",
     .state = true},
    {.name = "verified_by", .ref = "*", .about = "office that checked it"},
    {.name = "verified_on", .type = date},
});

// Ways to reach an organisation or a person. A row that is not public is shown to nobody but who
// keeps the record.
constexpr auto kContacts = std::to_array<column>({
    {.name = "of", .ref = "*", .required = true, .about = "an organisation or a person"},
    {.name = "kind", .choices = "person|email|phone|address|web", .required = true},
    {.name = "value", .required = true},
    {.name = "public",
     .type = boolean,
     .required = true,
     .about = "yes: its owner allows that it is published"},
});

// What people ask a desk. Never public: each row says so, and no answer shows it.
constexpr auto kInquiries = std::to_array<column>({
    {.name = "who", .required = true, .about = "who asks"},
    {.name = "contact", .about = "how to reach who asks"},
    {.name = "about", .required = true, .about = "goods or a purpose, as it was asked"},
    {.name = "for_whom",
     .choices = "goods|tourist|business_traveller|student|investor",
     .required = true},
    {.name = "product", .ref = "products"},
    {.name = "from", .ref = "*", .required = true, .about = "a place or a country"},
    {.name = "to", .ref = "*", .required = true},
    {.name = "tonnes", .type = number, .unit = "t", .low = 0},
    {.name = "status", .choices = "new|answered|closed", .required = true, .state = true},
    {.name = "asked_on", .type = date, .required = true},
    {.name = "answered_on", .type = date},
    {.name = "public", .type = boolean, .required = true, .about = "no: of an inquiry, always"},
});

constexpr auto kDirectoryTables = std::to_array<table>({
    {.name = "offers",
     .kind = "offer",
     .about = "What organisations offer and seek",
     .columns = kOffers},
    {.name = "contacts",
     .kind = "contact",
     .about = "How to reach organisations and people, as far as they allow",
     .columns = kContacts,
     .shown_if = "public"},
    {.name = "inquiries",
     .kind = "inquiry",
     .about = "What people ask a desk",
     .columns = kInquiries,
     .shown_if = "public"},
});

}  // namespace

std::span<table const> directory_tables() {
  return kDirectoryTables;
}

}  // namespace karwan::record
