#include "serve/refusal.h"

namespace karwan::serve {

void refuse_as(int code, std::string text, std::string place, std::string remedy) {
  throw refusal{
      problem_reply({error_kind::bad_input, std::move(text), std::move(place), std::move(remedy)},
                    code, name_of(error_kind::bad_input))};
}

void refuse_entry(access::denial const& d) {
  error const e{error_kind::bad_input, d.text, {}, d.remedy};
  if (d.why == access::denial::reason::too_many) {
    auto out = problem_reply(e, 429, "too_many");
    out.headers.emplace_back("Retry-After", std::to_string(d.retry_after.count()));
    throw refusal{std::move(out)};
  }
  auto out = problem_reply(e, 401, "unauthenticated");
  out.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"karwan\"");
  throw refusal{std::move(out)};
}

void forbid(std::string text, std::string remedy) {
  throw refusal{problem_reply({error_kind::bad_input, std::move(text), {}, std::move(remedy)}, 403,
                              "forbidden")};
}

}  // namespace karwan::serve
