#pragma once

#include <span>
#include <string>
#include <string_view>

#include "karwan/access/registry.h"
#include "karwan/serve/acts.h"
#include "serve/gate.h"

// The paths of openapi.yaml that need an account, and what answers each.
namespace karwan::serve {

// One request on its way.
struct acting {
  act_options const& with;
  access::registry& accounts;
  gate const& at;
  request const& asked;
  std::string const& id;  // of a path with {id}
};

struct act {
  std::string_view method;
  std::string_view path;  // as of a route
  reply (*run)(acting const&);
  bool also_public{false};  // reading answers it where nobody says who asks
  bool of_documents{
      false};  // takes seconds: it waits behind no other act, and others not behind it
};

// For the request's path and method (HEAD counts as GET); null: none.
act const* find_act(request const&, std::string& id);
// Is the request for an act that reads documents?
bool is_of_documents(request const&);
// The path where the request is for an act, though perhaps by a method that it does not take;
// empty: reading answers it.
std::string_view path_of_act(request const&);
// The methods that the path takes, reading among them, as the header Allow has them.
std::string methods_of(request const&);

// Throw failure or refusal.
reply open_session(acting const&);
reply show_session(acting const&);
reply close_session(acting const&);
reply report(acting const&);
reply decide(acting const&);
reply show_audit(acting const&);
reply read_document(acting const&);
reply show_document(acting const&);
// What waits, for reviewers with who proposed it.
reply show_proposals(acting const&);
reply show_proposal(acting const&);

}  // namespace karwan::serve
