#include "karwan/base/json_writer.h"
#include "serve/act_table.h"
#include "serve/cookie.h"
#include "serve/json_body.h"
#include "serve/query.h"
#include "serve/refusal.h"

namespace karwan::serve {
namespace {

// The schema `Session` of openapi.yaml.
std::string session_json(access::caller const* who) {
  json_writer w;
  w.open_object().key("signed_in").boolean(who != nullptr);
  if (who != nullptr) {
    w.key("account").text(who->account).key("role").text(access::name_of(who->is));
    w.key("can").texts(who->can.names());
    write_if(w, "csrf_token", who->csrf_token);
    w.key("expires_at").text(to_string(who->expires_at));
  }
  w.close_object();
  return std::move(w).take();
}

}  // namespace

reply open_session(acting const& a) {
  a.at.check_origin();
  json_body body{a.asked};
  auto const name = body.required("name");
  auto const password = body.required("password");
  body.finish();
  auto const opened = access::log_in(a.accounts, name, password, a.at.occasion_of({}));
  if (!opened) {
    refuse_entry(opened.error());
  }
  reply out{.body = session_json(&opened->who)};
  out.headers.emplace_back("Set-Cookie", set_cookie(opened->secret, a.at.is_https()));
  return out;
}

reply show_session(acting const& a) {
  query{a.asked}.finish();
  auto const who = a.at.who();
  return {.body = session_json(who ? &*who : nullptr)};
}

reply close_session(acting const& a) {
  if (auto const who = a.at.of_session()) {
    access::log_out(a.accounts, a.at.session_secret(), a.at.occasion_of(who->account));
  }
  reply out{.status = 204};
  out.headers.emplace_back("Set-Cookie", set_cookie({}, a.at.is_https()));
  return out;
}

}  // namespace karwan::serve
