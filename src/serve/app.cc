#include "karwan/serve/app.h"

#include <memory>

#include "karwan/base/text.h"
#include "serve/answer.h"
#include "serve/cite.h"
#include "serve/pins.h"
#include "serve/routes.h"

namespace karwan::serve {
namespace {

reply not_served(std::string const& method) {
  auto out =
      problem_reply({error_kind::bad_input,
                     in_quotes(method) + " is not served",
                     {},
                     "Ask with GET or HEAD; /session, /reports, /ingest and /review take more"},
                    405, name_of(error_kind::bad_input));
  out.headers.emplace_back("Allow", "GET, HEAD");
  return out;
}

// `asked`: the same with its pins, which the link to the next part keeps.
reply by_route(desk& from, request const& q, request const& asked) {
  std::string id;
  auto const* r = find_route(q.path, id);
  if (r == nullptr) {
    throw failure{{error_kind::not_found,
                   "there is no such path in the interface",
                   {},
                   "openapi.yaml lists the paths; they begin with /api/v1"}};
  }
  reply out;
  query params{q};
  std::string next;
  out.body = r->answer({from, params, id, out.type, next, q.by});
  if (!next.empty()) {
    out.headers.emplace_back("Link", "<" + target_with(asked, "cursor", next) + ">; rel=\"next\"");
  }
  return out;
}

reply pinned(desk& from, request const& asked) {
  struct until_answered {
    desk& of;
    ~until_answered() { of.pinned_today.reset(); }
  } const restore{from};
  auto q = asked;
  from.pinned_today = take_pins(q, from.record);
  return by_route(from, q, asked);
}

}  // namespace

reply answer_or_throw(desk& from, request const& q) {
  if (q.method != "GET" && q.method != "HEAD") {
    return not_served(q.method);
  }
  if (asks_for_citation(q)) {
    return {.body = to_json(cite(from, cited_question(q)))};
  }
  std::string id;
  if (find_route(q.path, id) == nullptr && (q.path.empty() || q.path[0] != "api")) {
    return asset_reply(from.options.assets, q);
  }
  return has_pins(q) ? pinned(from, q) : by_route(from, q, q);
}

reply answer_of(desk& from, request const& q) {
  try {
    return answer_or_throw(from, q);
  } catch (failure const& f) {
    return problem_reply(with_parameter_named(f.what_failed));
  } catch (std::exception const& e) {
    return problem_reply(
        {error_kind::internal, e.what(), {}, "This is a fault of the program: report it"});
  }
}

handler make_app(app_options o) {
  // std::function copies what it holds; a desk is one.
  auto const from = std::make_shared<desk>(std::move(o));
  return [from](request const& q) { return answer_of(*from, q); };
}

}  // namespace karwan::serve
