#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "karwan/serve/computations.h"
#include "karwan/serve/log.h"
#include "tests/serve/loopback.h"

namespace karwan::serve {
namespace {

using namespace std::chrono_literals;

constexpr auto kHost = "Host: x\r\n";

// Answers that wait until a test gives them.
struct {
  std::mutex lock;
  std::condition_variable come;
  std::vector<std::function<void()>> answers;
} held;

// The first that was not given yet.
std::function<void()> next_answer() {
  std::unique_lock all{held.lock};
  held.come.wait(all, [&] { return !held.answers.empty(); });
  auto out = std::move(held.answers.front());
  held.answers.erase(held.answers.begin());
  return out;
}

// Says what it was asked.
void echo(request const& q, std::function<void(reply)> const& done) {
  reply r{.type = "text/plain"};
  r.body = q.method + " " + (q.path.empty() ? "/" : q.path.back());
  if (!q.path.empty() && q.path.back() == "large") {
    r.body.assign(4'000'000, 'x');
  }
  if (!q.path.empty() && q.path.back() == "later") {
    std::lock_guard const one{held.lock};
    held.answers.emplace_back([done, r] { done(r); });
    held.come.notify_one();
    return;
  }
  done(std::move(r));
}

// A server of it.
struct echoing : running {
  explicit echoing(limits caps = {}) : running{[] { return echo; }, {.caps = caps}} {}
};

TEST(server, answers_on_the_port_that_the_system_picked) {
  echoing const s;
  EXPECT_NE(s.port, 0);
  client c{s.port};
  c.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const r = c.read_all();
  EXPECT_TRUE(r.starts_with("HTTP/1.1 200 OK\r\n")) << r;
  EXPECT_TRUE(r.ends_with("\r\n\r\nGET a")) << r;
}

TEST(server, keeps_a_connection) {
  echoing const s;
  client c{s.port};
  for (auto const* name : {"one", "two"}) {
    c.send(std::string{"GET /"} + name + " HTTP/1.1\r\n" + kHost + "\r\n");
    EXPECT_NE(c.read_until(name).find("200 OK"), std::string::npos);
  }
  c.send(std::string{"GET /three HTTP/1.1\r\n"} + kHost + "\r\nGET /four HTTP/1.1\r\n" + kHost +
         "\r\n");
  auto const both = c.read_until("four");
  EXPECT_LT(both.find("three"), both.find("four"));
}

TEST(server, answers_others_while_one_takes_its_time) {
  echoing const s;
  std::vector<std::unique_ptr<client>> slow;
  for (int i = 0; i < 4; ++i) {  // more than there are threads
    slow.push_back(std::make_unique<client>(s.port));
    slow.back()->send(std::string{"GET /later HTTP/1.1\r\n"} + kHost + "Connection: close\r\n\r\n");
  }
  std::unique_lock all{held.lock};
  held.come.wait(all, [&] { return held.answers.size() == slow.size(); });
  all.unlock();
  client quick{s.port};
  quick.send(std::string{"GET /quick HTTP/1.1\r\n"} + kHost + "Connection: close\r\n\r\n");
  EXPECT_TRUE(quick.read_all().ends_with("GET quick"));  // before any of them
  for (auto const& answer : std::exchange(held.answers, {})) {
    answer();
  }
  for (auto const& c : slow) {
    EXPECT_TRUE(c->read_all().ends_with("GET later"));
  }
}

TEST(server, sends_no_body_for_head) {
  echoing const s;
  client c{s.port};
  c.send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  auto const r = c.read_all();
  EXPECT_NE(r.find("Content-Length: 6\r\n"), std::string::npos) << r;  // "HEAD a"
  EXPECT_TRUE(r.ends_with("\r\n\r\n")) << r;
}

TEST(server, refuses_what_is_too_long_or_no_request) {
  echoing const s;
  auto const asked = [&](std::string const& text) {
    client c{s.port};
    c.send(text);
    return c.read_all().substr(0, 12);
  };
  EXPECT_EQ(asked("GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\n\r\n"), "HTTP/1.1 431");
  EXPECT_EQ(asked("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n"),
            "HTTP/1.1 413");
  EXPECT_EQ(asked("nonsense\r\n\r\n"), "HTTP/1.1 400");
  EXPECT_EQ(asked("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"), "HTTP/1.1 400");
}

TEST(server, takes_long_bodies_where_documents_come) {
  limits caps;
  caps.body_bytes = 100;
  caps.document_bytes = 1000;
  caps.large_bodies = 1;
  running const s{
      [] { return echo; },
      {.caps = caps, .takes_document = [](std::string_view method, std::string_view target) {
         return method == "POST" && target == "/document";
       }}};
  auto const head = [](std::string const& path, std::size_t length) {
    return "POST /" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: " +
           std::to_string(length) + "\r\n\r\n";
  };
  auto const asked = [&](std::string const& text) {
    client c{s.port};
    c.send(text);
    return c.read_all().substr(9, 3);
  };
  EXPECT_EQ(asked(head("other", 100) + std::string(100, 'a')), "200");
  EXPECT_EQ(asked(head("other", 101)), "413");
  EXPECT_EQ(asked(head("document", 1000) + std::string(1000, 'a')), "200");
  EXPECT_EQ(asked(head("document", 1001)), "413");
  auto const chunks = [](std::string const& path) {
    return "POST /" + path +
           " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n" +
           "c8\r\n" + std::string(200, 'a') + "\r\n0\r\n\r\n";
  };
  EXPECT_EQ(asked(chunks("other")), "413");
  EXPECT_EQ(asked(chunks("document")), "200");
  // One comes, slowly; a second has to wait, and a short one has not.
  client slow{s.port};
  slow.send(head("document", 500) + "a");
  while (asked(head("document", 500) + std::string(500, 'a')) != "503") {
  }
  EXPECT_EQ(asked(head("document", 50) + std::string(50, 'a')), "200");
  slow.send(std::string(499, 'a'));
  EXPECT_EQ(slow.read_all().substr(9, 3), "200");
  EXPECT_EQ(asked(head("document", 500) + std::string(500, 'a')), "200");
}

TEST(server, drops_who_does_not_finish) {
  limits caps;
  caps.header_deadline = 1s;
  caps.body_deadline = 1s;
  echoing const s{caps};
  client header{s.port};
  header.send("GET / HTTP/1.1\r\nHost:");
  client body{s.port};
  body.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  client other{s.port};
  other.send("GET /fine HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_TRUE(other.read_all().ends_with("fine"));
  EXPECT_EQ(header.read_all(), "");
  EXPECT_EQ(body.read_all(), "");
}

TEST(server, closes_connections_beyond_its_limit) {
  limits caps;
  caps.connections = 2;
  echoing const s{caps};
  client a{s.port}, b{s.port};
  for (auto* c : {&a, &b}) {
    c->send(std::string{"GET /kept HTTP/1.1\r\n"} + kHost + "\r\n");
    EXPECT_NE(c->read_until("kept").find("200 OK"), std::string::npos);
  }
  client third{s.port};
  third.send(std::string{"GET /x HTTP/1.1\r\n"} + kHost + "\r\n");
  EXPECT_EQ(third.read_all(), "");
}

// Who waits for ever makes a test time out: returning is what is tested here.
TEST(server, ends_at_once_when_nothing_is_under_way) {
  limits caps;
  caps.shutdown = 24h;
  echoing s{caps};
  client idle{s.port};
  idle.send(std::string{"GET /a HTTP/1.1\r\n"} + kHost + "\r\n");
  idle.read_until("GET a");
  s.stop();
  EXPECT_EQ(idle.read_all(), "");
}

TEST(server, finishes_a_reply_that_is_being_written) {
  echoing s;
  client c{s.port};
  c.send(std::string{"GET /large HTTP/1.1\r\n"} + kHost + "\r\n");
  auto const beginning = c.read_until("\r\n\r\n");
  auto rest = std::async(std::launch::async, [&] { return c.read_all(); });
  s.stop();
  EXPECT_GE(beginning.size() + rest.get().size(), 4'000'000U);
}

TEST(server, does_not_wait_for_ever_for_who_does_not_read) {
  limits caps;
  caps.shutdown = 1s;
  echoing s{caps};
  client c{s.port};
  c.send(std::string{"GET /large HTTP/1.1\r\n"} + kHost + "\r\n");
  c.read_until("200");
  s.stop();
}

TEST(server, finishes_what_it_was_asked_before_it_ends) {
  echoing s;
  client c{s.port};
  c.send(std::string{"GET /later HTTP/1.1\r\n"} + kHost + "\r\n");
  auto const answer = next_answer();
  auto ended = std::async(std::launch::async, [&] { s.stop(); });
  while (is_listening(s.port)) {
    std::this_thread::yield();
  }
  answer();
  EXPECT_TRUE(c.read_all().ends_with("GET later"));
  ended.wait();
}

// Tells when the client is gone.
struct leaving {
  std::promise<void> asked, left;
  std::optional<std::stop_callback<std::function<void()>>> on_leave;

  responder answer() {
    return [this](request const& q, answer_taker const& done) {
      on_leave.emplace(q.by.stop, [this, done] {
        done({.status = kClientGone});
        left.set_value();
      });
      asked.set_value();
    };
  }
};

TEST(server, says_that_a_client_has_gone) {
  for (auto const* more : {"", "GET /next HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    leaving l;
    running const s{[&] { return l.answer(); }, {.threads = 1}};
    {
      client c{s.port};
      c.send(std::string{"GET /a HTTP/1.1\r\n"} + kHost + "\r\n" + more);
      l.asked.get_future().wait();
    }
    l.left.get_future().wait();
  }
}

TEST(server, sends_answers_in_parts) {
  auto const in_parts = [](request const& q, answer_taker const& done) {
    if (q.ahead) {
      q.ahead({.type = "text/event-stream", .body = "one,"});
      q.ahead({.body = std::string(20, 'x')});
    }
    done({.body = "last"});
  };
  running const s{[&] { return in_parts; }};
  client c{s.port};
  c.send(std::string{"GET /a HTTP/1.1\r\n"} + kHost + "\r\n");
  auto const first = c.read_until("0\r\n\r\n");
  EXPECT_NE(first.find("Content-Type: text/event-stream\r\n"), std::string::npos) << first;
  EXPECT_TRUE(first.ends_with("\r\n\r\n4\r\none,\r\n14\r\n" + std::string(20, 'x') +
                              "\r\n4\r\nlast\r\n0\r\n\r\n"))
      << first;
  c.send("GET /a HTTP/1.0\r\n\r\n");  // knows no parts
  EXPECT_TRUE(c.read_all().ends_with("\r\n\r\nlast"));
}

TEST(server, names_requests_and_tells_of_them) {
  std::mutex lock;
  std::vector<std::string> told;
  server_options o;
  o.served = [&](served_request const& r) {
    std::lock_guard const one{lock};
    told.push_back(std::string{r.method} + " " + std::string{r.path} + " " +
                   std::to_string(r.status) + " " + std::to_string(r.bytes) + " " +
                   std::string{r.client} + " " + std::string{r.id});
  };
  running s{[] { return echo; }, o};
  client c{s.port};
  auto const id_of = [&](std::string const& target, std::string const& header) {
    c.send("GET " + target + " HTTP/1.1\r\n" + kHost + header + "\r\n");
    auto const r = c.read_until("GET a");
    auto const at = r.find("X-Request-Id: ") + 14;
    return r.substr(at, r.find('\r', at) - at);
  };
  EXPECT_EQ(id_of("/a?token=secret", "X-Request-Id: Trace_1.2-3\r\n"), "Trace_1.2-3");
  auto const made = id_of("/a", "X-Request-Id: no spaces, please\r\n");
  EXPECT_EQ(made.size(), 16U) << made;
  EXPECT_NE(id_of("/a", ""), made);
  client bad{s.port};
  bad.send("nonsense\r\n\r\n");
  bad.read_all();
  s.stop();
  ASSERT_EQ(told.size(), 4U);
  EXPECT_EQ(told[0], "GET /a 200 5 127.0.0.1 Trace_1.2-3");
  EXPECT_EQ(told[1], "GET /a 200 5 127.0.0.1 " + made);
}

TEST(log, is_one_line_of_json_per_request) {
  served_request const r{.id = "x",
                         .method = "GET",
                         .path = "/a\"\n\xff",
                         .client = "::1",
                         .status = 200,
                         .bytes = 7,
                         .took = std::chrono::microseconds{1500}};
  auto const at = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + 125us;
  EXPECT_EQ(log_line(r, at),
            "{\"time\":\"2026-03-01T00:00:00.000125Z\",\"id\":\"x\",\"method\":\"GET\","
            "\"path\":\"/a\\\"%0A%FF\",\"status\":200,\"bytes\":7,\"us\":1500,"
            "\"client\":\"::1\"}\n");
  std::string const long_path(5000, 'a');
  EXPECT_LT(log_line({.id = "x", .path = long_path}, at).size(), 1000U);
}

TEST(server, says_that_a_port_is_taken) {
  echoing const s;
  auto const make = [] {
    return [](request const&, std::function<void(reply)> const& done) { done({}); };
  };
  try {
    run_server({.port = s.port}, make, [](std::uint16_t) {});
    FAIL() << "two servers on one port";
  } catch (failure const& f) {
    EXPECT_EQ(f.what_failed.kind, error_kind::unavailable);
    EXPECT_EQ(f.what_failed.place, "--port");
  }
  EXPECT_THROW(run_server({.host = "no.such.host"}, make, [](std::uint16_t) {}), failure);
}

}  // namespace
}  // namespace karwan::serve
