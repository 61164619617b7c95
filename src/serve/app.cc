#include "karwan/serve/app.h"

#include <memory>

#include "karwan/base/text.h"
#include "serve/answer.h"
#include "serve/routes.h"

namespace karwan::serve {
namespace {

reply not_served(std::string const& method) {
  auto out = problem_reply({error_kind::bad_input,
                            in_quotes(method) + " is not served",
                            {},
                            "Ask with GET or HEAD; the record is changed by karwan record"});
  out.status = 405;
  out.headers.emplace_back("Allow", "GET, HEAD");
  return out;
}

reply answer(desk& from, request const& q) {
  if (q.method != "GET" && q.method != "HEAD") {
    return not_served(q.method);
  }
  std::string id;
  if (auto const* r = find_route(q.path, id)) {
    reply out;
    query params{q};
    std::string next;
    out.body = r->answer({from, params, id, out.type, next});
    if (!next.empty()) {
      out.headers.emplace_back("Link", "<" + target_with(q, "cursor", next) + ">; rel=\"next\"");
    }
    return out;
  }
  if (q.path.empty() || q.path[0] != "api") {
    return asset_reply(from.options.assets, q);
  }
  throw failure{{error_kind::not_found,
                 "there is no such path in the interface",
                 {},
                 "openapi.yaml lists the paths; they begin with /api/v1"}};
}
}  // namespace

reply answer_of(desk& from, request const& q) {
  try {
    return answer(from, q);
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
