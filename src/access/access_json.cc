#include "karwan/access/access_json.h"

#include "karwan/base/json_writer.h"

namespace karwan::access {
namespace {

void write(json_writer& w, account const& a) {
  w.open_object();
  w.key("name").text(a.name).key("role").text(name_of(a.is));
  w.key("disabled").boolean(a.disabled).key("made_at").text(to_string(a.made_at));
  w.close_object();
}

void write(json_writer& w, token const& t, instant now, std::string_view secret = {}) {
  w.open_object();
  w.key("id").text(t.id).key("account").text(t.account).key("label").text(t.label);
  w.key("scopes").texts(t.scopes.names());
  w.key("made_at").text(to_string(t.made_at)).key("expires_at").text(to_string(t.expires_at));
  w.key("state").text(t.revoked ? "revoked" : t.expires_at <= now ? "expired" : "valid");
  write_if(w, "token", secret);
  w.close_object();
}

void write(json_writer& w, audit_entry const& e) {
  w.open_object();
  w.key("number").integer(e.number).key("at").text(to_string(e.when.at));
  w.key("by").text(e.when.by).key("address").text(e.when.address);
  w.key("act").text(e.act).key("object").text(e.object).key("outcome").text(e.outcome);
  w.close_object();
}

template <typename T, typename... More>
std::string list_json(char const* key, std::vector<T> const& all, More... more) {
  json_writer w;
  w.open_object().key(key).open_array();
  for (auto const& one : all) {
    write(w, one, more...);
  }
  w.close_array().close_object();
  return std::move(w).take();
}

}  // namespace

std::string account_json(account const& a) {
  json_writer w;
  write(w, a);
  return std::move(w).take();
}

std::string accounts_json(std::vector<account> const& all) {
  return list_json("accounts", all);
}

std::string token_json(token const& t, instant now) {
  json_writer w;
  write(w, t, now);
  return std::move(w).take();
}

std::string tokens_json(std::vector<token> const& all, instant now) {
  return list_json("tokens", all, now);
}

std::string new_token_json(new_token const& t, instant now) {
  json_writer w;
  write(w, t.is, now, t.secret);
  return std::move(w).take();
}

std::string audit_json(std::vector<audit_entry> const& all) {
  return list_json("entries", all);
}

}  // namespace karwan::access
