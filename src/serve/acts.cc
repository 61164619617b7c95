#include "karwan/serve/acts.h"

#include <memory>
#include <optional>

#include "karwan/base/text.h"
#include "serve/act_table.h"
#include "serve/query.h"
#include "serve/refusal.h"

namespace karwan::serve {
namespace {

// What the one thread keeps between two acts.
struct acts_desk {
  act_options with;
  std::optional<access::registry> accounts;
};

// What is wrong with the file is for whoever keeps it: its path is not told.
void open_accounts(acts_desk& d) {
  try {
    if (!d.accounts) {
      d.accounts.emplace(d.with.accounts());
    }
  } catch (failure const& f) {
    refuse(f.what_failed.kind, f.what_failed.text, {}, f.what_failed.remedy);
  }
}

reply not_taken(request const& q) {
  auto out = problem_reply({error_kind::bad_input,
                            in_quotes(q.method) + " is not served here",
                            {},
                            "Ask with " + methods_of(q)},
                           405, name_of(error_kind::bad_input));
  out.headers.emplace_back("Allow", methods_of(q));
  return out;
}

reply act_on(acts_desk& d, request const& q) {
  std::string id;
  auto const* a = find_act(q, id);
  if (a == nullptr) {
    return not_taken(q);
  }
  open_accounts(d);
  gate const at{*d.accounts, d.with.place, q, d.with.now()};
  return a->run({d.with, *d.accounts, at, q, id});
}

reply act_or_problem(acts_desk& d, request const& q) {
  try {
    return act_on(d, q);
  } catch (refusal const& r) {
    return r.is;
  } catch (failure const& f) {
    return problem_reply(with_parameter_named(f.what_failed));
  } catch (std::exception const& e) {
    return problem_reply(
        {error_kind::internal, e.what(), {}, "This is a fault of the program: report it"});
  }
}

}  // namespace

handler make_acts(act_options o) {
  auto const from = std::make_shared<acts_desk>(acts_desk{std::move(o), std::nullopt});
  return [from](request const& q) { return act_or_problem(*from, q); };
}

limits document_limits(limits l) {
  l.computations = kDocumentsAtOnce;
  l.waiting = kMostDocumentsWaiting;
  l.cache_bytes = 0;
  return l;
}

bool takes_document(std::string_view method, std::string_view target) {
  return method == "POST" && target.substr(0, target.find('?')) == "/api/v1/ingest";
}

limits act_limits(limits l) {
  l.computations = 1;
  l.waiting = kMostActsWaiting;
  l.cache_bytes = 0;
  return l;
}

}  // namespace karwan::serve
