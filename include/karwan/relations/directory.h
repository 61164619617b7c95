#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/record/names.h"
#include "karwan/record/store.h"

// Who offers and seeks what: the directory of organisations (docs/relations.md).
namespace karwan::relations {

// One offer or want, as the preferred of its rows states it.
struct offer {
  std::string id;  // entity
  std::string row_id;
  std::string organisation;
  bool is_want{false};
  std::string what;
  std::vector<std::string> products;  // HS codes
  std::string sector;
  std::optional<double> quantity;
  std::string quantity_unit;
  std::vector<std::string> certificates;
  std::vector<std::string> looks_in;  // countries; empty: anywhere
  std::string contact_policy;         // public | on_request | none; empty: not stated
  std::string verification;           // unverified | source | self | verified
  std::string verified_by;            // empty: nobody
  std::string grade, source;
  std::vector<std::string> also;  // sources of its other rows, by row_id
  // The latest day that it speaks for: checked, observed, else published; nullopt: not known.
  std::optional<date_span> stated;
};

// A way to reach somebody that its owner publishes.
struct contact {
  std::string kind;  // person | email | phone | address | web
  std::string value;
};

struct directory_entry {
  std::string organisation;  // entity
  std::string name, kind, seat, sector;
  std::vector<std::string> countries;  // empty: international
  std::vector<offer> offers;           // offers first, then wants, by id
  std::vector<contact> contacts;       // public ones
};

struct directory_filter {
  std::string sector;
  std::string product;    // HS code, name of a product, or words of what is offered
  std::string country;    // id, code or name
  std::string direction;  // offer | want
};

// The organisations with an offer or want that holds on the view's day and passes the filter, by
// name; offers that do not pass are left out. Error bad_input names the filter's field: no such
// sector, country or direction.
result<std::vector<directory_entry>> read_directory(record::store const&, record::name_index const&,
                                                    directory_filter const&,
                                                    record::view_spec const&);

// Contact data of an organisation or person. With `own` also what is not public: for the eyes of
// whoever keeps the record, never for an answer that leaves it.
struct kept_contact : contact {
  bool is_public{false};
  std::string source;
  std::string layer;  // the private one that says it; blank: none
};
std::vector<kept_contact> read_contacts(record::store const&, std::string const& of,
                                        record::view_spec view, bool own);

}  // namespace karwan::relations
