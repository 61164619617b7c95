#pragma once

#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <boost/json/serialize.hpp>

#include "karwan/access/accounts.h"
#include "karwan/access/tokens.h"
#include "karwan/record/review.h"
#include "karwan/serve/acts.h"
#include "karwan/serve/front.h"
#include "tests/serve/served_record.h"

namespace karwan::serve {

namespace json = boost::json;

inline constexpr auto kSecretWords = "four words put together";
// What a browser keeps of a log-in.
struct logged_in {
  std::string cookie, csrf;
};

// The shipped record, with an account for each role and threads for what they do.
class acting_record : public served_record {
 protected:
  static void SetUpTestSuite() {
    served_record::SetUpTestSuite();
    auto in = accounts();
    for (auto const& name : access::role_names()) {
      ASSERT_TRUE(access::add_account(in, "the-" + name, *access::find_role(name), kSecretWords,
                                      {now, "tester", {}}));
    }
    start({});
  }
  static void TearDownTestSuite() {
    front = {};
    acts.reset();
    documents.reset();
    heavy.reset();
    served_record::TearDownTestSuite();
  }
  void SetUp() override { start({}); }

  static access::registry accounts() {
    access::rules r;
    r.cost = {.memory_kib = 8, .passes = 1, .lanes = 1};
    return value_or_throw(access::registry::open(access::registry_file(folder / "r.db"),
                                                 access::registry::mode::create, r));
  }
  static void start(exchange::public_place place) {
    front = {};
    acts.reset();
    documents.reset();
    heavy = std::make_unique<computations>(limits{}, [] { return make_app(options()); });
    auto const make = [place] {
      return make_acts({.open = [] { return open(record::store::mode::write); },
                        .accounts = accounts,
                        .now = [] { return now; },
                        .today = [] { return *parse_day("2026-03-01"); },
                        .place = place,
                        .record = folder / "r.db"});
    };
    acts = std::make_unique<computations>(act_limits({}), make);
    documents = std::make_unique<computations>(document_limits({}), make);
    counts = std::make_unique<metrics>();
    front = make_front(options(), *heavy, *counts, acts.get(), documents.get());
  }

  static reply ask(request const& q) {
    std::promise<reply> come;
    front(q, [&](reply r) { come.set_value(std::move(r)); });
    return come.get_future().get();
  }
  static request to(std::string method, std::string_view target, std::string body = {}) {
    request q;
    q.method = std::move(method);
    q.host = "127.0.0.1:8080";
    q.address = "192.0.2.1";
    q.content_type = body.empty() ? "" : "application/json";
    q.body = std::move(body);
    EXPECT_TRUE(read_target(target, q)) << target;
    return q;
  }
  static request with(request q, logged_in const& as) {
    q.cookie = "theme=dark; " + as.cookie;
    q.csrf_token = as.csrf;
    return q;
  }
  static std::string header(reply const& r, std::string_view name) {
    for (auto const& [key, value] : r.headers) {
      if (key == name) {
        return value;
      }
    }
    return {};
  }
  static request log_in_as(std::string const& name, std::string const& password = kSecretWords) {
    return to("POST", "/api/v1/session",
              json::serialize(json::object{{"name", name}, {"password", password}}));
  }
  static logged_in enter(std::string const& name) {
    auto const r = ask(log_in_as(name));
    EXPECT_EQ(r.status, 200) << r.body;
    auto const set = header(r, "Set-Cookie");
    return {set.substr(0, set.find(';')),
            std::string{json::parse(r.body).at("csrf_token").as_string()}};
  }
  static json::object member_of(reply const& r) { return json::parse(r.body).as_object(); }
  static std::size_t waiting() { return record::open_proposals(open()).size(); }
  static std::string kind_of(reply const& r) {
    EXPECT_EQ(r.type, "application/problem+json");
    auto const o = member_of(r);
    EXPECT_EQ(o.at("status").as_int64(), r.status);
    return std::to_string(r.status) + " " + std::string{o.at("kind").as_string()};
  }
  static std::string token_of(std::string const& account, access::deeds scopes) {
    auto in = accounts();
    return value_or_throw(access::add_token(in, account, "a test", scopes, 30, {now, "tester", {}}))
        .secret;
  }

  static inline instant now{*parse_instant("2026-03-01T08:00:00Z")};
  static inline std::unique_ptr<computations> heavy, acts, documents;
  static inline std::unique_ptr<metrics> counts;
  static inline responder front;
};

}  // namespace karwan::serve
