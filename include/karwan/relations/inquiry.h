#pragma once

#include <optional>
#include <string>
#include <vector>

#include "karwan/record/edit.h"
#include "karwan/record/names.h"
#include "karwan/relations/document.h"

// What people ask a desk: logged, answered with plan, needs and matches in one document, closed.
// Inquiries are rows of the private layer "desk": no view that does not choose it, no search, page,
// export or server has them, and the record's version does not change with them.
namespace karwan::relations {

struct inquiry {
  std::string id;  // inquiry-1, inquiry-2 ...
  std::string row_id, layer;
  std::string who, contact;  // contact may be blank
  std::string about;         // as it was asked
  std::string for_whom;      // goods | tourist | business_traveller | student | investor
  std::string product;       // an entity; blank: of no product that the record knows
  std::string from, to;      // places or countries
  std::optional<double> tonnes;
  std::string status;  // new | answered | closed
  std::string asked_on, answered_on;
};

struct inquiry_text {  // as it was asked
  std::string who, contact, about, from, to, tonnes;
};

// Understands and logs it. Error bad_input names the option: nobody asks, an unknown place, tonnes
// that are none.
result<inquiry> add_inquiry(record::store&, record::name_index const&, inquiry_text const&,
                            day asked_on, record::signature const&);

// By number. `status` empty: all. Error bad_input: no such status.
result<std::vector<inquiry>> read_inquiries(record::store const&, std::string const& status);
// Error not_found: no such inquiry.
result<inquiry> read_inquiry(record::store const&, std::string const& id);

// Error conflict: it has that status.
status set_status(record::store&, inquiry const&, std::string const& to, day on,
                  record::signature const&);

// Plan (of goods between two places), what is needed, counterparts. It holds no contact data of who
// asks.
document answer_inquiry(record::store const&, record::name_index const&, inquiry const&,
                        record::view_spec const&, day today);

// Schemas Inquiry and Inquiries of openapi.yaml.
std::string to_json(inquiry const&);
std::string to_json(std::vector<inquiry> const&);

}  // namespace karwan::relations
