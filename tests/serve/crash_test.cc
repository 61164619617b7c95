#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "karwan/access/accounts.h"
#include "karwan/access/tokens.h"
#include "karwan/record/review.h"
#include "karwan/serve/acts.h"
#include "karwan/serve/front.h"
#include "tests/serve/loopback.h"
#include "tests/serve/served_record.h"

// What was acknowledged is there after the process has been killed.
namespace karwan::serve {
namespace {

constexpr auto kWords = "four words put together";
constexpr std::size_t kWriters = 3, kEnough = 30;  // acknowledged when it is killed

class crash_test : public served_record {
 protected:
  static instant now() { return *parse_instant("2026-03-01T08:00:00Z"); }
  static access::registry accounts() {
    access::rules r;
    r.cost = {.memory_kib = 8, .passes = 1, .lanes = 1};
    r.reports_per_hour = 1'000'000;
    return value_or_throw(access::registry::open(access::registry_file(folder / "r.db"),
                                                 access::registry::mode::create, r));
  }
  static std::string new_token(std::string const& account) {
    auto in = accounts();
    access::occasion const by{now(), "tester", {}};
    EXPECT_TRUE(access::add_account(in, account, *access::find_role("contributor"), kWords, by));
    access::deeds scopes;
    scopes.add(access::deed::report);
    return value_or_throw(access::add_token(in, account, "a test", scopes, 30, by)).secret;
  }

  // The server of a process of its own, which tells its port through a pipe and never returns.
  [[noreturn]] static void serve(int told) {
    computations heavy{{}, [] { return make_app(options()); }};
    computations acts{act_limits({}), [] {
                        return make_acts({.open = [] { return open(record::store::mode::write); },
                                          .accounts = accounts,
                                          .now = now,
                                          .today = [] { return *parse_day("2026-03-01"); }});
                      }};
    metrics counts;
    run_server(
        {.port = 0}, [&] { return make_front(options(), heavy, counts, &acts); },
        [&](std::uint16_t port) {
          [[maybe_unused]] auto const n = ::write(told, &port, sizeof port);
        });
    ::_exit(1);
  }
};

// The id of the row that a report made; empty: it was not acknowledged.
std::string reported(client& to, std::string const& token) {
  std::string const body =
      R"({"entity":"torkham","state":"open","from":"2026-02-20","source":"https://example.org/t"})";
  to.send(
      "POST /api/v1/reports HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
      "Authorization: Bearer " +
      token + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
  auto const r = to.read_reply();
  if (r.empty()) {
    return {};
  }
  EXPECT_TRUE(r.starts_with("HTTP/1.1 200")) << r;
  constexpr std::string_view kRow = "\"row_id\":\"";
  auto const at = r.rfind(kRow) + kRow.size();
  return r.substr(at, r.find('"', at) - at);
}

TEST_F(crash_test, loses_no_report_that_was_acknowledged) {
  std::vector<std::string> tokens;
  for (std::size_t i = 0; i < kWriters; ++i) {
    tokens.push_back(new_token("writer-" + std::to_string(i)));
  }
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  auto const server = ::fork();
  ASSERT_GE(server, 0);
  if (server == 0) {
    serve(ends[1]);
  }
  std::uint16_t port = 0;
  ASSERT_EQ(::read(ends[0], &port, sizeof port), static_cast<ssize_t>(sizeof port));
  std::mutex lock;
  std::set<std::string> acknowledged;
  {
    std::vector<std::jthread> writers;
    for (auto const& token : tokens) {
      writers.emplace_back([&] {
        client to{port};
        for (auto row = reported(to, token); !row.empty(); row = reported(to, token)) {
          std::lock_guard const one{lock};
          EXPECT_TRUE(acknowledged.insert(row).second) << row;
          if (acknowledged.size() == kEnough) {
            ::kill(server, SIGKILL);
          }
        }
      });
    }
  }
  int status = 0;
  ::waitpid(server, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  ::close(ends[0]);
  ::close(ends[1]);
  EXPECT_GE(acknowledged.size(), kEnough);
  auto const record = open();
  std::set<std::string> there;
  for (auto const& p : record::open_proposals(record)) {
    for (auto const& r : p.rows) {
      there.insert(r.row_id);
    }
  }
  for (auto const& row : acknowledged) {
    EXPECT_TRUE(there.contains(row)) << row;
  }
}

}  // namespace
}  // namespace karwan::serve
