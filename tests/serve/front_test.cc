#include "karwan/serve/front.h"

#include <future>
#include <memory>
#include <vector>

#include <zlib.h>

#include "karwan/record/edit.h"
#include "serve/finish.h"
#include "tests/serve/served_record.h"

namespace karwan::serve {
namespace {

std::string unzipped(std::string const& bytes) {
  z_stream z{};
  EXPECT_EQ(inflateInit2(&z, 15 + 16), Z_OK);
  std::string out(10'000'000, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  z.avail_in = static_cast<uInt>(bytes.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&z, Z_FINISH), Z_STREAM_END);
  out.resize(z.total_out);
  inflateEnd(&z);
  return out;
}

class front_test : public served_record {
 protected:
  static void SetUpTestSuite() {
    served_record::SetUpTestSuite();
    heavy = std::make_unique<computations>(limits{}, [] { return make_app(options()); });
    counts = std::make_unique<metrics>();
    front = make_front(options(), *heavy, *counts);
  }
  static void TearDownTestSuite() {
    front = {};
    heavy.reset();
    served_record::TearDownTestSuite();
  }
  static reply ask(request const& q) {
    std::promise<reply> come;
    front(q, [&](reply r) { come.set_value(std::move(r)); });
    return come.get_future().get();
  }
  static request to(std::string_view target) {
    request q;
    EXPECT_TRUE(read_target(target, q)) << target;
    return q;
  }
  static std::string header(reply const& r, std::string_view name) {
    std::string out;
    for (auto const& [key, value] : r.headers) {
      if (key == name) {
        EXPECT_TRUE(out.empty()) << name << " twice";
        out = value;
      }
    }
    return out;
  }

  static inline std::unique_ptr<computations> heavy;
  static inline std::unique_ptr<metrics> counts;
  static inline responder front;
};

TEST_F(front_test, keeps_what_took_long_until_the_record_changes) {
  auto const q = to("/api/v1/impact?id=project-trans-afghan-railway&draws=5");
  auto const first = ask(q);
  ASSERT_EQ(first.status, 200) << first.body;
  auto const computed = heavy->now().computed;
  EXPECT_EQ(ask(to("/api/v1/impact?draws=5&id=project-trans-afghan-railway")).body, first.body);
  EXPECT_EQ(heavy->now().computed, computed);
  EXPECT_NE(ask(to("/api/v1/impact?draws=6&id=project-trans-afghan-railway")).body, first.body);
  {
    auto to_write = open(record::store::mode::write);
    auto const ok = record::retract(to_write, "x-road-torkham-1.mode", "for a test",
                                    {"tester", *parse_instant("2026-02-01")});
    ASSERT_TRUE(ok) << ok.error().sentence();
  }
  auto const then = ask(q);
  EXPECT_EQ(heavy->now().computed, computed + 2);
  EXPECT_NE(then.body, first.body);  // it names the record's version
}

TEST_F(front_test, answers_quick_questions_at_once) {
  auto const before = heavy->now().computed;
  EXPECT_EQ(ask(to("/api/v1/plan?from=multan&to=almaty")).status, 200);
  EXPECT_EQ(ask(to("/api/v1/instruments?accession=perhaps")).status, 400);
  EXPECT_EQ(heavy->now().computed, before);
}

TEST_F(front_test, sends_nothing_that_the_asker_has) {
  auto q = to("/api/v1/meta");
  auto const first = ask(q);
  auto const tag = header(first, "ETag");
  ASSERT_GT(tag.size(), 30U);
  q.if_none_match = "\"other\", W/" + tag;
  auto const again = ask(q);
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.content().empty());
  EXPECT_EQ(header(again, "ETag"), tag);
  EXPECT_EQ(header(again, "Vary"), "Accept, Accept-Encoding");
  q.if_none_match = "\"other\"";
  EXPECT_EQ(ask(q).status, 200);
  EXPECT_EQ(header(ask(to("/api/v1/nothing")), "ETag"), "");
}

TEST_F(front_test, zips_where_it_is_accepted) {
  auto q = to("/api/v1/meta");
  auto const plain = ask(q);
  EXPECT_EQ(header(plain, "Content-Encoding"), "");
  q.accepts_gzip = true;
  auto const zipped = ask(q);
  EXPECT_EQ(header(zipped, "Content-Encoding"), "gzip");
  EXPECT_LT(zipped.body.size(), plain.body.size());
  EXPECT_EQ(unzipped(zipped.body), plain.body);
  EXPECT_NE(header(zipped, "ETag"), header(plain, "ETag"));
  q = to("/api/v1/health");
  q.accepts_gzip = true;
  EXPECT_EQ(header(ask(q), "Content-Encoding"), "");  // too short to be worth it
}

TEST_F(front_test, may_be_read_by_pages_of_other_origins) {
  for (auto const* target :
       {"/api/v1/health", "/api/v1/nothing", "/api/v1/places", "/calendar.ics"}) {
    EXPECT_EQ(header(ask(to(target)), "Access-Control-Allow-Origin"), "*") << target;
  }
  auto q = to("/api/v1/meta");
  q.method = "OPTIONS";
  auto const r = ask(q);
  EXPECT_EQ(r.status, 204);
  EXPECT_EQ(header(r, "Access-Control-Allow-Methods"), "GET, HEAD, OPTIONS");
  q.method = "POST";
  EXPECT_EQ(ask(q).status, 405);
  EXPECT_EQ(header(ask(to("/")), "Access-Control-Allow-Origin"), "");
}

TEST_F(front_test, tells_how_far_a_computation_is) {
  auto q = to("/api/v1/bottlenecks?limit=1");
  q.accept = "text/event-stream";
  std::vector<reply> parts;
  q.ahead = [&](reply r) { parts.push_back(std::move(r)); };
  auto const last = ask(q);
  ASSERT_GT(parts.size(), 2U);
  EXPECT_EQ(parts.front().type, "text/event-stream");
  EXPECT_TRUE(parts.front().body.starts_with("event: progress\ndata: {\"done\":1,\"all\":"));
  EXPECT_TRUE(parts.front().body.ends_with("}\n\n")) << parts.front().body;
  auto const plain = ask(to("/api/v1/bottlenecks?limit=1"));
  EXPECT_EQ(last.body, "event: result\ndata: " + plain.body + "\n\n");
  parts.clear();
  EXPECT_EQ(ask(q).body, last.body);  // kept: there is nothing to wait for
  EXPECT_TRUE(parts.empty());
  q.accept = "text/event-stream;q=0.5, application/json";
  EXPECT_EQ(ask(q).body, plain.body);
}

TEST_F(front_test, names_the_request_in_problems) {
  for (auto const* target : {"/api/v1/bottlenecks?limit=0", "/api/v1/nothing"}) {
    auto q = to(target);
    q.id = "a-b.c";
    q.accept = "text/event-stream";  // a problem before any event is as any
    q.ahead = [](reply const&) { FAIL(); };
    auto const r = ask(q);
    EXPECT_EQ(r.type, "application/problem+json") << target;
    EXPECT_TRUE(r.body.ends_with(",\"request_id\":\"a-b.c\"}")) << r.body;
  }
}

TEST_F(front_test, counts_what_was_asked) {
  ask(to("/api/v1/places"));
  ask(to("/api/v1/entities/torkham"));
  ask(to("/api/v1/entities/no-such"));
  auto const r = ask(to("/metrics"));
  EXPECT_EQ(r.type, "text/plain; version=0.0.4; charset=utf-8");
  for (auto const* line : {
           "karwan_requests_total{endpoint=\"api/v1/places\",status=\"400\"} ",
           "karwan_requests_total{endpoint=\"api/v1/entities/"
           "{id}\",status=\"200\"} 1\n",
           "karwan_requests_total{endpoint=\"api/v1/entities/"
           "{id}\",status=\"404\"} 1\n",
           "karwan_requests_in_flight 1\n",  // this one
           "# TYPE karwan_cache_hits_total counter\n",
       }) {
    EXPECT_NE(r.body.find(line), std::string::npos) << line << r.body;
  }
}

TEST(tags, are_found_in_a_list) {
  EXPECT_TRUE(names_tag("\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag(" W/\"b\" ,\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("W/\"a\"", "\"a\""));
  EXPECT_TRUE(names_tag("*", "\"a\""));
  EXPECT_FALSE(names_tag("", "\"a\""));
  EXPECT_FALSE(names_tag("\"a-gz\"", "\"a\""));
  EXPECT_FALSE(names_tag("a", "\"a\""));
}

TEST(qualities, are_read_from_headers) {
  EXPECT_EQ(quality("gzip, deflate, br", "gzip"), 1);
  EXPECT_EQ(quality("br;q=1.0, gzip;q=0.8", "gzip"), 0.8);
  EXPECT_EQ(quality("gzip;q=0", "gzip"), 0);
  EXPECT_EQ(quality("x-gzip", "gzip"), 0);
  EXPECT_EQ(quality("gzip;q=nan", "gzip"), 0);
  EXPECT_EQ(quality("gzip;q=-1", "gzip"), 0);
  EXPECT_EQ(quality("gzip;q=7", "gzip"), 1);
  EXPECT_EQ(quality("", "gzip"), 0);
  EXPECT_EQ(quality(";;q=,,", "gzip"), 0);
}

}  // namespace
}  // namespace karwan::serve
