#include "karwan/serve/acts.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <iterator>
#include <tuple>
#include <vector>

#include <fmt/format.h>
#include <boost/json/serialize.hpp>

#include "karwan/access/accounts.h"
#include "karwan/access/audit.h"
#include "serve/cookie.h"
#include "tests/serve/acting_record.h"
#include "tests/serve/loopback.h"

namespace karwan::serve {
namespace {

constexpr auto kTorkham =
    R"({"entity": "torkham", "state": "open", "from": "2026-02-20", "source": "https://example.org/t"})";

class acts_test : public acting_record {};

TEST_F(acts_test, tells_who_is_logged_in) {
  EXPECT_EQ(ask(to("GET", "/api/v1/session")).body, R"({"signed_in":false})");
  auto const as = enter("the-contributor");
  auto const r = ask(with(to("GET", "/api/v1/session"), as));
  auto const o = member_of(r);
  EXPECT_EQ(o.at("account").as_string(), "the-contributor");
  EXPECT_EQ(o.at("role").as_string(), "contributor");
  EXPECT_EQ(o.at("can").as_array().size(), 1U);
  EXPECT_EQ(o.at("csrf_token").as_string(), as.csrf);
  EXPECT_EQ(header(r, "Cache-Control"), "no-store");
  EXPECT_EQ(header(r, "Access-Control-Allow-Origin"), "");
  EXPECT_EQ(header(r, "ETag"), "");
}

TEST_F(acts_test, gives_a_cookie_that_pages_cannot_read) {
  auto const r = ask(log_in_as("the-reader"));
  auto const set = header(r, "Set-Cookie");
  EXPECT_TRUE(set.starts_with("karwan=")) << set;
  EXPECT_NE(set.find("; Path=/; HttpOnly; SameSite=Strict"), std::string::npos) << set;
  EXPECT_EQ(set.find("Secure"), std::string::npos) << set;
  auto const secret = set.substr(7, 64);
  EXPECT_EQ(r.body.find(secret), std::string::npos);
  EXPECT_EQ(r.body.find("password"), std::string::npos);
}

TEST_F(acts_test, gives_a_secure_cookie_over_https) {
  start(value_or_throw(exchange::read_public_url("https://Karwan.example.org/pak/")));
  auto q = log_in_as("the-reader");
  q.origin = "https://karwan.example.org";
  auto const r = ask(q);
  ASSERT_EQ(r.status, 200) << r.body;
  auto const set = header(r, "Set-Cookie");
  EXPECT_TRUE(set.starts_with("__Host-karwan=")) << set;
  EXPECT_TRUE(set.ends_with("; Secure")) << set;
  q.origin = "http://karwan.example.org";
  EXPECT_EQ(ask(q).status, 403);
}

TEST_F(acts_test, repeats_no_password) {
  for (auto const* body : {R"({"name": "the-reader", "password": "a secret of mine"})",
                           R"({"name": "the-reader", "password": "a secret of mine", "more": 1})",
                           R"({"name": "the-reader", "password": "a secret of mine)",
                           R"({"name": "the-reader", "password": ["a secret of mine"]})",
                           R"({"name": "a secret of mine", "password": "a secret of mine"})"}) {
    auto const r = ask(to("POST", "/api/v1/session", body));
    EXPECT_GE(r.status, 400) << body;
    EXPECT_EQ(r.body.find("secret of"), std::string::npos) << r.body;
    for (auto const& [name, value] : r.headers) {
      EXPECT_EQ(value.find("secret of"), std::string::npos);
    }
  }
  EXPECT_EQ(counts->text(heavy->now()).find("secret"), std::string::npos);
}

TEST_F(acts_test, refuses_who_is_not_logged_in) {
  for (auto const& [method, target, body] :
       {std::tuple{"POST", "/api/v1/reports", kTorkham},
        {"POST", "/api/v1/review/any", R"({"decision": "accept"})"},
        {"GET", "/api/v1/audit", ""}}) {
    auto const r = ask(to(method, target, body));
    EXPECT_EQ(kind_of(r), "401 unauthenticated") << target;
    EXPECT_EQ(header(r, "WWW-Authenticate"), "Bearer realm=\"karwan\"");
    EXPECT_TRUE(member_of(r).contains("remedy"));
  }
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(acts_test, refuses_whose_role_may_not) {
  struct expected {
    char const *name, *method, *target, *body;
  };
  auto const accepted = std::string{kTorkham};
  auto const at_once = accepted.substr(0, accepted.size() - 1) + R"(, "accept": true})";
  for (auto const& e :
       {expected{"the-reader", "POST", "/api/v1/reports", kTorkham},
        {"the-contributor", "POST", "/api/v1/reports", at_once.c_str()},
        {"the-contributor", "POST", "/api/v1/review/any", R"({"decision": "accept"})"},
        {"the-reviewer", "GET", "/api/v1/audit", ""}}) {
    auto const r = ask(with(to(e.method, e.target, e.body), enter(e.name)));
    EXPECT_EQ(kind_of(r), "403 forbidden") << e.name << e.target;
  }
  EXPECT_EQ(waiting(), 0U);
  auto const log = ask(with(to("GET", "/api/v1/audit?limit=1"), enter("the-admin")));
  EXPECT_EQ(log.status, 200);
  EXPECT_EQ(access::audit_entries(accounts(), {.by = "the-reviewer", .limit = 1}).at(0).outcome,
            "forbidden");
}

TEST_F(acts_test, tells_the_log_of_acts_in_parts) {
  auto const admin = enter("the-admin");
  enter("the-reader");
  enter("the-reviewer");
  auto const part_of = [&](std::string const& target) {
    return ask(with(to("GET", target), admin));
  };
  auto const numbers = [](reply const& r) {
    std::vector<std::int64_t> out;
    auto const parsed = json::parse(r.body);
    for (auto const& e : parsed.at("entries").as_array()) {
      out.push_back(e.at("number").as_int64());
    }
    return out;
  };
  auto const all = numbers(part_of("/api/v1/audit"));
  ASSERT_GT(all.size(), 2U);
  auto const first = part_of("/api/v1/audit?limit=2");
  auto const link = header(first, "Link");
  EXPECT_EQ(link, fmt::format("</api/v1/audit?limit=2&cursor={}>; rel=\"next\"", all[1]));
  enter("the-reader");  // what is added since does not move the next part
  auto const second = part_of(link.substr(1, link.find('>') - 1));
  EXPECT_EQ(numbers(second).front(), all[2]);
  EXPECT_EQ(header(part_of(fmt::format("/api/v1/audit?cursor={}", all.back())), "Link"), "");
  EXPECT_EQ(kind_of(part_of("/api/v1/audit?cursor=x")), "400 bad_input");
}

TEST_F(acts_test, needs_the_csrf_token_with_a_cookie) {
  auto const as = enter("the-contributor");
  for (auto const& csrf : {std::string{}, std::string{"x"}, as.csrf + "0", as.csrf.substr(1) + "0",
                           enter("the-contributor").csrf}) {
    EXPECT_EQ(kind_of(ask(with(to("POST", "/api/v1/reports", kTorkham), {as.cookie, csrf}))),
              "403 forbidden");
  }
  EXPECT_EQ(kind_of(ask(with(to("DELETE", "/api/v1/session"), {as.cookie, ""}))), "403 forbidden");
  EXPECT_EQ(ask(with(to("GET", "/api/v1/session"), {as.cookie, ""})).body.find("false"),
            std::string::npos);
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(acts_test, refuses_pages_of_another_origin) {
  auto const as = enter("the-contributor");
  auto const asked = [&](char const* origin, char const* site) {
    auto q = with(to("POST", "/api/v1/reports", R"({"entity": 1})"), as);
    q.origin = origin;
    q.fetch_site = site;
    return ask(q).status;
  };
  EXPECT_EQ(asked("http://127.0.0.1:8080", "same-origin"), 400);  // it is only the body then
  EXPECT_EQ(asked("", ""), 400);
  for (auto const* origin : {"null", "https://127.0.0.1:8080", "http://127.0.0.1:8081",
                             "http://evil.example", "http://127.0.0.1:8080.evil.example"}) {
    EXPECT_EQ(asked(origin, ""), 403) << origin;
  }
  EXPECT_EQ(asked("http://127.0.0.1:8080", "cross-site"), 403);
  EXPECT_EQ(asked("", "same-site"), 403);
  auto q = log_in_as("the-reader");
  q.origin = "http://evil.example";
  EXPECT_EQ(ask(q).status, 403);
  auto const preflight = ask(to("OPTIONS", "/api/v1/reports"));
  EXPECT_EQ(header(preflight, "Access-Control-Allow-Methods").find("POST"), std::string::npos);
}

TEST_F(acts_test, takes_no_cookie_that_was_changed) {
  auto const as = enter("the-contributor");
  auto other = as.cookie;
  other.back() = other.back() == '0' ? '1' : '0';
  for (auto const& cookie :
       {other, as.cookie + "0", as.cookie + "; " + as.cookie, std::string{"karwan="},
        std::string{"Karwan" + as.cookie.substr(6)}, "__Host-" + as.cookie}) {
    EXPECT_EQ(ask(with(to("POST", "/api/v1/reports", kTorkham), {cookie, as.csrf})).status, 401)
        << cookie;
    EXPECT_EQ(ask(with(to("GET", "/api/v1/session"), {cookie, ""})).body, R"({"signed_in":false})");
  }
}

TEST_F(acts_test, takes_no_cookie_after_log_out) {
  auto const as = enter("the-contributor");
  auto const out = ask(with(to("DELETE", "/api/v1/session"), as));
  EXPECT_EQ(out.status, 204);
  EXPECT_NE(header(out, "Set-Cookie").find("karwan=; "), std::string::npos);
  EXPECT_NE(header(out, "Set-Cookie").find("Max-Age=0"), std::string::npos);
  EXPECT_EQ(ask(with(to("POST", "/api/v1/reports", kTorkham), as)).status, 401);
  EXPECT_EQ(ask(with(to("DELETE", "/api/v1/session"), as)).status, 204);
}

TEST_F(acts_test, ends_a_session_that_is_too_old) {
  auto const as = enter("the-contributor");
  now += std::chrono::hours{13};
  EXPECT_EQ(ask(with(to("POST", "/api/v1/reports", kTorkham), as)).status, 401);
}

TEST_F(acts_test, says_how_long_who_guesses_must_wait) {
  for (int i = 0; i < 6; ++i) {
    EXPECT_EQ(ask(log_in_as("nobody", "wrong password")).status, 401);
  }
  auto const r = ask(log_in_as("nobody", "wrong password"));
  EXPECT_EQ(kind_of(r), "429 too_many");
  EXPECT_EQ(header(r, "Retry-After"), "2");
  EXPECT_EQ(ask(log_in_as("the-reader")).status, 200);  // others are let in
}

TEST_F(acts_test, lets_a_report_wait_until_it_is_accepted) {
  auto const as = enter("the-contributor");
  auto const before = served_record::get("/api/v1/meta").at("record_version");
  auto const done = ask(with(to("POST", "/api/v1/reports", kTorkham), as));
  ASSERT_EQ(done.status, 200) << done.body;
  auto const o = member_of(done);
  EXPECT_TRUE(o.at("proposed").as_bool());
  EXPECT_EQ(o.at("target").as_string(), "x-road-torkham");
  EXPECT_EQ(waiting(), 1U);
  auto const id = std::string{o.at("rows").as_array().back().at("row_id").as_string()};
  // The next reader sees that it waits, but not by whom; a contributor sees no more than that.
  auto const listed = ask(to("GET", "/api/v1/review"));
  EXPECT_EQ(listed.body.find("the-contributor"), std::string::npos);
  EXPECT_EQ(ask(to("GET", "/api/v1/review/" + id)).body.find("the-contributor"), std::string::npos);
  EXPECT_EQ(ask(with(to("GET", "/api/v1/review"), as)).body.find("the-contributor"),
            std::string::npos);
  // A reviewer sees who it was, and nothing between here and there may keep that.
  auto const reviewer = enter("the-reviewer");
  for (auto const& path : {std::string{"/api/v1/review"}, "/api/v1/review/" + id}) {
    auto const told = ask(with(to("GET", path), reviewer));
    EXPECT_NE(told.body.find("\"proposed_by\":\"the-contributor\""), std::string::npos) << path;
    EXPECT_NE(std::ranges::find(told.headers,
                                std::pair<std::string, std::string>{"Cache-Control", "no-store"}),
              told.headers.end());
  }
  EXPECT_EQ(ask(to("GET", "/api/v1/entities/" + id)).status, 404);
  EXPECT_EQ(ask(to("GET", "/api/v1/review/" + id)).status, 200);
  auto const decided = ask(with(
      to("POST", "/api/v1/review/" + id, R"({"decision": "accept", "reason": "called the post"})"),
      reviewer));
  ASSERT_EQ(decided.status, 200) << decided.body;
  EXPECT_EQ(member_of(decided).at("decision").as_string(), "accepted");
  EXPECT_EQ(waiting(), 0U);
  EXPECT_EQ(ask(to("GET", "/api/v1/entities/" + id)).status, 200);
  EXPECT_NE(served_record::get("/api/v1/meta").at("record_version"), before);
  auto const history = ask(to("GET", "/api/v1/entities/" + id + "/history")).body;
  EXPECT_NE(history.find("the-reviewer"), std::string::npos) << history;
  EXPECT_NE(history.find("called the post"), std::string::npos);
  auto const log = access::audit_entries(accounts(), {.by = "the-reviewer", .limit = 1}).at(0);
  EXPECT_EQ(log.act, "review accept");
  EXPECT_EQ(log.object, id);
  EXPECT_EQ(log.when.address, "192.0.2.1");
  EXPECT_EQ(
      kind_of(ask(with(to("POST", "/api/v1/review/" + id, R"({"decision": "accept"})"), reviewer))),
      "404 not_found");
}

TEST_F(acts_test, edits_and_rejects) {
  auto const as = enter("the-reviewer");
  auto const propose = [&](char const* from) {
    auto const r = ask(with(to("POST", "/api/v1/reports",
                               json::serialize(json::object{{"entity", "khunjerab"},
                                                            {"state", "closed"},
                                                            {"from", from},
                                                            {"source", "https://example.org/k"}})),
                            as));
    EXPECT_EQ(r.status, 200) << r.body;
    return "/api/v1/review/" +
           std::string{member_of(r).at("rows").as_array().back().at("row_id").as_string()};
  };
  auto const first = propose("2026-02-01");
  auto const decide = [&](std::string const& target, char const* body) {
    return ask(with(to("POST", target, body), as));
  };
  EXPECT_EQ(kind_of(decide(first, R"({"decision": "reject"})")), "400 bad_input");
  EXPECT_EQ(kind_of(decide(first, R"({"decision": "perhaps"})")), "400 bad_input");
  EXPECT_EQ(kind_of(decide(first, R"({"decision": "edit"})")), "400 bad_input");
  EXPECT_EQ(kind_of(decide(first, R"({"decision": "accept", "cells": {"traffic": "trade"}})")),
            "400 bad_input");
  auto const edited = decide(first, R"({"decision": "edit", "cells": {"traffic": "trade"}})");
  ASSERT_EQ(edited.status, 200) << edited.body;
  EXPECT_EQ(member_of(edited).at("decision").as_string(), "edited");
  auto const rejected =
      decide(propose("2026-02-10"), R"({"decision": "reject", "reason": "an old page"})");
  ASSERT_EQ(rejected.status, 200) << rejected.body;
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(acts_test, lets_a_reviewer_accept_at_once) {
  auto const r = ask(with(
      to("POST", "/api/v1/reports",
         R"({"entity": "torkham", "state": "closed", "from": "2026-02-25", "source": "https://example.org/t2", "accept": true})"),
      enter("the-reviewer")));
  ASSERT_EQ(r.status, 200) << r.body;
  EXPECT_FALSE(member_of(r).at("proposed").as_bool());
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(acts_test, takes_a_token_within_its_scopes) {
  access::deeds scopes;
  scopes.add(access::deed::review);
  auto const asked = [](std::string const& token, char const* target, char const* body) {
    auto q = to("POST", target, body);
    q.authorization = "Bearer " + token;
    return ask(q);
  };
  auto const reviews = token_of("the-reviewer", scopes);
  EXPECT_EQ(kind_of(asked(reviews, "/api/v1/reports", kTorkham)), "403 forbidden");
  EXPECT_EQ(kind_of(asked(reviews, "/api/v1/review/none", R"({"decision": "accept"})")),
            "404 not_found");  // without a CSRF token
  EXPECT_EQ(kind_of(asked(token_of("the-reader", scopes), "/api/v1/review/none",
                          R"({"decision": "accept"})")),
            "403 forbidden");
  EXPECT_EQ(kind_of(asked("karwan_0", "/api/v1/reports", kTorkham)), "401 unauthenticated");
  auto q = to("GET", "/api/v1/session");
  q.authorization = "bearer " + reviews;
  auto const who = member_of(ask(q));
  EXPECT_EQ(who.at("account").as_string(), "the-reviewer");
  EXPECT_FALSE(who.contains("csrf_token"));
  q.authorization = "Basic dTpw";  // of a server before this one
  EXPECT_EQ(ask(q).body, R"({"signed_in":false})");
}

TEST_F(acts_test, says_what_is_wrong_with_a_report) {
  auto const as = enter("the-contributor");
  auto const field = [&](char const* body) {
    auto const r = ask(with(to("POST", "/api/v1/reports", body), as));
    EXPECT_EQ(kind_of(r), "400 bad_input") << body;
    auto const o = member_of(r);
    EXPECT_TRUE(o.contains("remedy")) << r.body;
    return o.contains("field") ? std::string{o.at("field").as_string()} : "";
  };
  EXPECT_EQ(field("{}"), "entity");
  EXPECT_EQ(field(R"({"entity": "torkham"})"), "state");
  EXPECT_EQ(field(R"({"entity": "torkham", "state": "ajar"})"), "state");
  EXPECT_EQ(field(R"({"entity": "torkham", "state": "open"})"), "from");
  EXPECT_EQ(field(R"({"entity": "torkham", "state": "open", "from": "2026"})"), "source");
  EXPECT_EQ(
      field(R"({"entity": "torkham", "state": "open", "from": "soon", "source": "https://a.org"})"),
      "from");
  EXPECT_EQ(
      field(
          R"({"entity": "atlantis", "state": "open", "from": "2026", "source": "https://a.org"})"),
      "entity");
  EXPECT_EQ(
      field(R"({"entity": "torkham", "state": "open", "from": "2026", "source": "ftp://a.org"})"),
      "source");
  EXPECT_EQ(field(R"({"entity": "torkham", "state": "open", "from": "2026",
      "source": "https://a.org", "recorded_by": "somebody else"})"),
            "\"recorded_by\"");
  EXPECT_EQ(waiting(), 0U);
}

TEST_F(acts_test, takes_only_small_objects_of_json) {
  auto const as = enter("the-contributor");
  auto const status = [&](std::string body, char const* type = "application/json") {
    auto q = with(to("POST", "/api/v1/reports", std::move(body)), as);
    q.content_type = type;
    return ask(q).status;
  };
  for (auto const* type :
       {"", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
        "application/json; charset=latin1", "application/jsonx"}) {
    EXPECT_EQ(status(kTorkham, type), 415) << type;
  }
  EXPECT_EQ(status("{", "Application/JSON; charset=UTF-8"), 400);
  EXPECT_EQ(status(R"({"note": ")" + std::string(20'000, 'a') + "\"}"), 413);
  for (auto const& body :
       {std::string{}, std::string{"[]"}, std::string{"null"}, std::string{"{} {}"},
        std::string(1000, '['), std::string{R"({"entity": )"} + std::string(8, '[') + "]}",
        std::string{"{\"entity\": \"\xff\"}"}, std::string{R"({"entity": "a\u0000b"})"},
        std::string{R"({"entity": "a\nb"})"}, R"({"entity": ")" + std::string(3000, 'a') + "\"}",
        std::string{R"({"entity": "torkham", "accept": "yes"})"}}) {
    EXPECT_EQ(status(body), 400) << body.substr(0, 40);
  }
}

TEST_F(acts_test, says_which_methods_a_path_takes) {
  auto const allow = [](char const* method, char const* target) {
    auto const r = ask(to(method, target));
    EXPECT_EQ(kind_of(r), "405 bad_input") << target;
    return header(r, "Allow");
  };
  EXPECT_EQ(allow("GET", "/api/v1/reports"), "POST");
  EXPECT_EQ(allow("PUT", "/api/v1/session"), "POST, GET, HEAD, DELETE");
  EXPECT_EQ(allow("DELETE", "/api/v1/review/x"), "GET, HEAD, POST");
  EXPECT_EQ(allow("POST", "/api/v1/plan"), "GET, HEAD");
  EXPECT_EQ(ask(to("HEAD", "/api/v1/session")).status, 200);
}

TEST_F(acts_test, is_counted_without_what_was_asked) {
  ask(log_in_as("the-reader"));
  ask(to("POST", "/api/v1/review/a-name", "{}"));
  auto const text = ask(to("GET", "/metrics")).body;
  EXPECT_NE(text.find("endpoint=\"api/v1/session\",status=\"200\"} 1"), std::string::npos) << text;
  EXPECT_NE(text.find("endpoint=\"api/v1/review/{id}\",status=\"401\"} 1"), std::string::npos);
  EXPECT_EQ(text.find("a-name"), std::string::npos);
}

TEST_F(acts_test, writes_for_many_at_once) {
  auto const as = enter("the-reviewer");
  std::vector<std::promise<reply>> come(20);
  for (std::size_t i = 0; i < come.size(); ++i) {
    front(with(to("POST", "/api/v1/reports",
                  json::serialize(
                      json::object{{"entity", "khunjerab"},
                                   {"state", "closed"},
                                   {"from", "2026-02-11"},
                                   {"source", "https://example.org/many/" + std::to_string(i)}})),
               as),
          [&come, i](reply r) { come[i].set_value(std::move(r)); });
  }
  EXPECT_EQ(ask(to("GET", "/api/v1/health")).status, 200);
  for (auto& c : come) {
    auto const r = c.get_future().get();
    EXPECT_EQ(r.status, 200) << r.body;
  }
  EXPECT_EQ(waiting(), 20U);
}

TEST_F(acts_test, works_over_a_socket) {
  running const server{[] { return make_front(options(), *heavy, *counts, acts.get()); }};
  auto const sent = [&](std::string const& head, std::string const& body) {
    client c{server.port};
    c.send(head + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close\r\n" +
           "X-Forwarded-For: 203.0.113.9\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body);
    return c.read_all();
  };
  auto const opened = sent("POST /api/v1/session", log_in_as("the-contributor").body);
  EXPECT_TRUE(opened.starts_with("HTTP/1.1 200 OK\r\n")) << opened;
  auto const value = [&](std::string const& before, std::size_t size) {
    return opened.substr(opened.find(before) + before.size(), size);
  };
  auto const headers =
      "\r\nCookie: karwan=" + value("Set-Cookie: karwan=", 64) +
      "\r\nOrigin: http://127.0.0.1:8080\r\nX-CSRF-Token: " + value("\"csrf_token\":\"", 64);
  auto const end = headers.find("\r\nX-CSRF");
  auto const post = [&](std::string const& more) {
    client c{server.port};
    constexpr std::string_view kBody = R"({"entity": "torkham"})";
    c.send("POST /api/v1/reports HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nConnection: close" + more +
           "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(kBody.size()) +
           "\r\n\r\n" + std::string{kBody});
    return c.read_all().substr(9, 3);
  };
  EXPECT_EQ(post(headers), "400");  // only the body is at fault
  EXPECT_EQ(post(headers + "\r\nSec-Fetch-Site: cross-site"), "403");
  EXPECT_EQ(post(headers.substr(0, end)), "403");
  EXPECT_EQ(post(""), "401");
  auto const log = access::audit_entries(accounts(), {.by = "the-contributor", .limit = 1}).at(0);
  EXPECT_EQ(log.when.address, "127.0.0.1");  // nobody said that who asks is a proxy
}

TEST_F(acts_test, keeps_no_secret_in_a_copy_of_the_record) {
  enter("the-admin");
  std::ifstream in{folder / "r.db", std::ios::binary};
  std::string const bytes{std::istreambuf_iterator<char>{in}, {}};
  EXPECT_EQ(bytes.find("argon2id"), std::string::npos);
  EXPECT_EQ(bytes.find("the-admin"), std::string::npos);
}

TEST(cookies, are_found_by_their_whole_name) {
  EXPECT_EQ(cookie_in("a=1; karwan=xyz; b=2", "karwan"), "xyz");
  EXPECT_EQ(cookie_in("karwan=xyz", "karwan"), "xyz");
  EXPECT_EQ(cookie_in("akarwan=1;karwan2=2; ;=;karwan", "karwan"), "");
  EXPECT_EQ(cookie_in("karwan=a; karwan=b", "karwan"), "");
  EXPECT_EQ(cookie_in("", "karwan"), "");
}

}  // namespace
}  // namespace karwan::serve
