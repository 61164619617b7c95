// Documents as bodies of requests, without a socket.
#include <algorithm>
#include <fstream>
#include <iterator>

#include "karwan/access/audit.h"
#include "tests/made_documents.h"
#include "tests/serve/acting_record.h"

namespace karwan::serve {
namespace {

constexpr auto kTalk =
    "Trade talk in Astana\n\nAstana, 30 September 2025: Kazakhstan and Pakistan signed two "
    "memorandums on transport.\n\nLast year bilateral trade reached $103 million, said the "
    "minister.\n\nBoth sides hope to launch direct flights by March 2026.\n";
constexpr auto kAll = "/api/v1/ingest";

class documents_test : public acting_record {
 protected:
  static request document(std::string body, std::string type = "text/plain",
                          std::string_view target = kAll) {
    auto q = to("POST", target, std::move(body));
    q.content_type = std::move(type);
    return q;
  }
  // An account of its own, so that no other test counts among its documents.
  static logged_in somebody(std::string const& name, access::role is = access::role::contributor) {
    auto in = accounts();
    EXPECT_TRUE(access::add_account(in, name, is, kSecretWords, {now, "tester", {}}));
    return enter(name);
  }
  static json::object taken(request const& q, logged_in const& as) {
    auto const r = ask(with(q, as));
    EXPECT_EQ(r.status, 200) << r.body;
    EXPECT_EQ(header(r, "Cache-Control"), "no-store");
    return member_of(r);
  }
  static std::string refused(request const& q, logged_in const& as) {
    auto const r = ask(with(q, as));
    auto const kind = kind_of(r);
    EXPECT_TRUE(member_of(r).contains("remedy")) << r.body;
    return kind;
  }
  static std::vector<std::string> of_claims(json::object const& o, char const* member) {
    std::vector<std::string> out;
    for (auto const& c : o.at("claims").as_array()) {
      auto const* v = c.as_object().if_contains(member);
      out.emplace_back(v == nullptr ? "" : std::string{v->as_string()});
    }
    return out;
  }
  static bool has(std::vector<std::string> const& all, std::string_view one) {
    return std::ranges::find(all, one) != all.end();
  }
};

TEST_F(documents_test, become_proposals_once) {
  auto const as = somebody("dina");
  auto const before = waiting();
  auto const dry =
      taken(document(kTalk, "text/plain; charset=UTF-8", "/api/v1/ingest?dry_run=true"), as);
  EXPECT_FALSE(dry.contains("source"));
  EXPECT_TRUE(has(of_claims(dry, "standing"), "contradicting"));
  EXPECT_FALSE(dry.at("mentions").as_array().empty());
  EXPECT_EQ(waiting(), before);
  auto const first =
      taken(document(kTalk, "text/plain", "/api/v1/ingest?publisher=The%20Post"), as);
  EXPECT_EQ(first.at("publisher").as_string(), "The Post");
  EXPECT_EQ(first.at("reference").as_string(), "2025-09-30");
  EXPECT_FALSE(first.at("known").as_bool());
  EXPECT_EQ(of_claims(first, "status"), std::vector<std::string>(3, "proposed"));
  EXPECT_EQ(waiting(), before + 3);
  // The same text, as JSON: the answer is of the document as it is kept.
  auto const again = taken(
      to("POST", kAll, json::serialize(json::object{{"text", kTalk}, {"title", "Another"}})), as);
  EXPECT_TRUE(again.at("known").as_bool());
  EXPECT_EQ(again.at("source"), first.at("source"));
  EXPECT_EQ(of_claims(again, "row"), of_claims(first, "row"));
  EXPECT_EQ(waiting(), before + 3);
  auto const log = access::audit_entries(accounts(), {.by = "dina", .limit = 3});
  EXPECT_EQ(log.at(0).act, "ingest");
  EXPECT_EQ(log.at(0).object, std::string{first.at("source").as_string()});
  EXPECT_EQ(log.at(2).outcome, "dry run");
}

TEST_F(documents_test, are_shown_with_what_became_of_them) {
  auto const as = somebody("ermek");
  auto const given = taken(document(std::string{kTalk} + "That was the second talk.\n"), as);
  auto const path = "/api/v1/documents/" + std::string{given.at("source").as_string()};
  auto const row = of_claims(given, "row").at(0);
  auto const reviewer = enter("the-reviewer");
  EXPECT_EQ(
      ask(with(to("POST", "/api/v1/review/" + row, R"({"decision": "accept"})"), reviewer)).status,
      200);
  auto const other = of_claims(given, "row").at(2);
  EXPECT_EQ(ask(with(to("POST", "/api/v1/review/" + other,
                        R"({"decision": "reject", "reason": "not so"})"),
                     reviewer))
                .status,
            200);
  auto const shown = taken(to("GET", path), reviewer);
  EXPECT_EQ(shown.at("text"), given.at("text"));
  EXPECT_EQ(shown.at("mentions"), given.at("mentions"));
  EXPECT_EQ(of_claims(shown, "status"),
            (std::vector<std::string>{"accepted", "proposed", "rejected"}));
  EXPECT_EQ(of_claims(shown, "row"), of_claims(given, "row"));
  EXPECT_EQ(taken(to("GET", path), as).at("text"), given.at("text"));
  // Its text is its author's.
  EXPECT_EQ(kind_of(ask(to("GET", path))), "401 unauthenticated");
  EXPECT_EQ(refused(to("GET", path), enter("the-reader")), "403 forbidden");
  for (auto const* id : {"none", "src-000000000000", "..%2F..%2Fr.db", "-", "torkham"}) {
    EXPECT_EQ(refused(to("GET", std::string{"/api/v1/documents/"} + id), as), "404 not_found")
        << id;
  }
}

TEST_F(documents_test, come_in_every_format) {
  auto const as = somebody("fatima");
  constexpr auto kSaid = "Kazakhstan and Pakistan signed an agreement on 3 March 2025.";
  auto const text_of = [&](std::string bytes, std::string const& type) {
    auto const o = taken(document(std::move(bytes), type, "/api/v1/ingest?dry_run=true"), as);
    return std::string{o.at("text").as_string()};
  };
  auto const page =
      std::string{"<html><body><article><p>"} + kSaid + "</p></article></body></html>";
  EXPECT_NE(text_of(page, "text/html").find(kSaid), std::string::npos);
  EXPECT_NE(text_of(ingest::pdf_of(kSaid), "application/pdf").find(kSaid), std::string::npos);
  // What a body is said to be is not believed.
  EXPECT_NE(text_of(ingest::odt_of(std::string{"<text:p>"} + kSaid + "</text:p>"), "text/plain")
                .find(kSaid),
            std::string::npos);
  EXPECT_NE(text_of(ingest::docx_of(std::string{"<w:p><w:r><w:t>"} + kSaid + "</w:t></w:r></w:p>"),
                    "application/octet-stream")
                .find(kSaid),
            std::string::npos);
}

TEST_F(documents_test, are_refused_where_they_are_none) {
  auto const as = somebody("gaukhar");
  auto const before = waiting();
  for (auto const* type :
       {"", "image/png", "multipart/form-data", "text/plain; charset=windows-1251",
        "application/json; charset=latin1"}) {
    EXPECT_EQ(refused(document("{}", type), as), "415 bad_input") << type;
  }
  for (auto const& [bytes, kind] : {std::pair{std::string{}, "400 bad_input"},
                                    {std::string(1000, '\0'), "422 bad_data"},
                                    {"caf\xE9 in 2020", "422 bad_data"},
                                    {"{\\rtf1 words}", "422 bad_data"},
                                    {"%PDF-1.7 and so on", "422 bad_data"},
                                    {"PK\x03\x04rest", "422 bad_data"},
                                    {" \n", "422 bad_data"}}) {
    EXPECT_EQ(refused(document(bytes, "application/octet-stream"), as), kind) << bytes.substr(0, 9);
  }
  EXPECT_EQ(waiting(), before);
  EXPECT_EQ(access::audit_entries(accounts(), {.by = "gaukhar", .limit = 1}).at(0).outcome,
            "bad_data");
}

TEST_F(documents_test, are_refused_where_they_do_harm) {
  auto const as = somebody("hana");
  std::string blanks = "<w:p>";
  blanks.append(70U << 20U, ' ');  // some 70 KB as they come
  EXPECT_EQ(refused(document(ingest::docx_of(blanks + "</w:p>")), as), "422 bad_data");
  std::string words;
  while (words.size() <= kMostDocumentTextBytes) {
    words += "A sentence among many others. ";
  }
  EXPECT_EQ(refused(document(words), as), "422 bad_data");
  EXPECT_EQ(refused(to("POST", kAll, R"({"text": "a", "more": 1})"), as), "400 bad_input");
  EXPECT_EQ(refused(to("POST", kAll, R"({"text": ["a"]})"), as), "400 bad_input");
  EXPECT_EQ(refused(to("POST", kAll, R"({"title": "a"})"), as), "400 bad_input");
  EXPECT_EQ(refused(to("POST", kAll, R"({"text": "a\u0000b"})"), as), "422 bad_data");
  EXPECT_EQ(refused(to("POST", "/api/v1/ingest?dry_run=true", R"({"text": "a"})"), as),
            "400 bad_input");
  for (auto const* query : {"?lang=de", "?published=soon", "?reference=soon", "?dry_run=1",
                            "?more=1", "?title=a%0Ab", "?title=a&title=b"}) {
    EXPECT_EQ(refused(document(kTalk, "text/plain", std::string{kAll} + query), as),
              "400 bad_input")
        << query;
  }
  EXPECT_EQ(refused(document(kTalk, "text/plain",
                             std::string{"/api/v1/ingest?url="} + std::string(2001, 'a')),
                    as),
            "400 bad_input");
}

TEST_F(documents_test, need_the_right_to_report) {
  auto const as = somebody("inkar");
  EXPECT_EQ(kind_of(ask(document(kTalk))), "401 unauthenticated");
  EXPECT_EQ(refused(document(kTalk), enter("the-reader")), "403 forbidden");
  EXPECT_EQ(refused(document(kTalk), {as.cookie, ""}), "403 forbidden");
  auto elsewhere = with(document(kTalk), as);
  elsewhere.origin = "http://evil.example";
  EXPECT_EQ(kind_of(ask(elsewhere)), "403 forbidden");
  access::deeds reviews;
  reviews.add(access::deed::review);
  auto q = document(kTalk);
  q.authorization = "Bearer " + token_of("the-reviewer", reviews);
  EXPECT_EQ(kind_of(ask(q)), "403 forbidden");
  EXPECT_EQ(header(ask(with(to("GET", kAll), as)), "Allow"), "POST");
}

TEST_F(documents_test, are_so_many_an_hour) {
  auto const as = somebody("jamila");
  auto const vain = document("PK\x03\x04rest");
  for (int i = 0; i < access::rules{}.documents_per_hour; ++i) {
    ASSERT_EQ(ask(with(vain, as)).status, 422);
  }
  EXPECT_EQ(kind_of(ask(with(document(kTalk), as))), "429 too_many");
  now += std::chrono::hours{1};
  EXPECT_EQ(ask(with(document(kTalk), enter("jamila"))).status, 200);
}

TEST_F(documents_test, wait_behind_nothing_else) {
  auto const as = somebody("kamila");
  auto const before = waiting();
  std::vector<std::promise<reply>> come(6);
  for (auto& c : come) {  // the same at once, by two threads: one of them records it
    front(with(document(std::string{kTalk} + "They were six.\n"), as),
          [&c](reply r) { c.set_value(std::move(r)); });
  }
  EXPECT_EQ(ask(to("GET", "/api/v1/session")).status, 200);
  std::string source;
  for (auto& c : come) {
    auto const r = c.get_future().get();
    ASSERT_EQ(r.status, 200) << r.body;
    auto const is = std::string{member_of(r).at("source").as_string()};
    EXPECT_TRUE(source.empty() || source == is);
    source = is;
  }
  EXPECT_EQ(waiting(), before + 3);
}

TEST_F(documents_test, are_left_where_the_client_is_gone) {
  auto const as = somebody("laila");
  auto q = with(document(std::string{kTalk} + "Nobody waited.\n"), as);
  std::stop_source gone;
  gone.request_stop();
  q.by.stop = gone.get_token();
  auto const before = waiting();
  EXPECT_EQ(ask(q).status, kClientGone);
  EXPECT_EQ(waiting(), before);
}

}  // namespace
}  // namespace karwan::serve
