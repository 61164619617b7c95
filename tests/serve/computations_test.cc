#include "karwan/serve/computations.h"

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "serve/answer_cache.h"

namespace karwan::serve {
namespace {

request about(std::string name) {
  request q;
  q.path = {std::move(name)};
  return q;
}

// Asks, and gives what will be answered.
std::future<reply> asked(computations& of, std::string const& key) {
  auto const promised = std::make_shared<std::promise<reply>>();
  of.ask(key, about(key), [promised](reply r) { promised->set_value(std::move(r)); });
  return promised->get_future();
}

// One thread, that computes only when it is told to.
struct held {
  explicit held(limits caps)
      : all{caps, [this] { return [this](auto const& q) { return compute(q); }; }} {}
  reply compute(request const& q) {
    ++computed;
    begun.count_down();
    opened.wait();
    return {.body = "answer to " + q.path.at(0)};
  }

  std::atomic<int> computed{0};
  std::latch begun{1};
  std::promise<void> open;
  std::shared_future<void> opened{open.get_future()};
  computations all;
};

TEST(computations, answer_on_another_thread) {
  computations all{{}, [] { return [](request const& q) { return reply{.body = q.path.at(0)}; }; }};
  EXPECT_EQ(asked(all, "a").get().body, "a");
  EXPECT_EQ(all.now().computed, 1U);
}

TEST(computations, refuse_when_too_many_wait) {
  held h{{.computations = 1, .waiting = 1, .retry_after = std::chrono::seconds{7}}};
  auto running = asked(h.all, "a");
  h.begun.wait();
  auto waiting = asked(h.all, "b");
  auto const refused = asked(h.all, "c").get();
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.type, "application/problem+json");
  EXPECT_NE(refused.body.find("Ask again in 7 seconds"), std::string::npos) << refused.body;
  ASSERT_EQ(refused.headers.size(), 1U);
  EXPECT_EQ(refused.headers[0].first, "Retry-After");
  EXPECT_EQ(refused.headers[0].second, "7");
  EXPECT_EQ(h.all.now().running, 1U);
  EXPECT_EQ(h.all.now().waiting, 1U);
  EXPECT_EQ(h.all.now().refused, 1U);
  h.open.set_value();
  EXPECT_EQ(running.get().body, "answer to a");
}

TEST(computations, compute_once_what_is_asked_twice) {
  held h{{.computations = 1, .waiting = 0}};
  auto first = asked(h.all, "a");
  h.begun.wait();
  auto second = asked(h.all, "a");  // joins, though no one may wait
  h.open.set_value();
  EXPECT_EQ(first.get().body, second.get().body);
  auto const third = asked(h.all, "a").get();
  EXPECT_EQ(third.body, "answer to a");
  EXPECT_EQ(h.computed, 1);
  EXPECT_EQ(h.all.now().joined, 1U);
  EXPECT_EQ(h.all.now().from_cache, 1U);
}

TEST(computations, keep_no_errors) {
  std::atomic<int> computed{0};
  computations all{{.computations = 1}, [&] {
                     return [&](request const&) {
                       ++computed;
                       return problem_reply({error_kind::bad_input, "no", {}, "Ask otherwise"});
                     };
                   }};
  EXPECT_EQ(asked(all, "a").get().status, 400);
  EXPECT_EQ(asked(all, "a").get().status, 400);
  EXPECT_EQ(computed, 2);
}

TEST(computations, answer_all_that_wait_at_the_end) {
  std::future<reply> waiting;
  {
    held h{{.computations = 1, .waiting = 1}};
    auto const running = asked(h.all, "a");
    h.begun.wait();
    waiting = asked(h.all, "b");
    auto ended = std::async(std::launch::async, [&] { h.all.end(); });
    EXPECT_EQ(waiting.get().status, 503);
    h.open.set_value();
    ended.wait();
    EXPECT_EQ(asked(h.all, "c").get().status, 503);
  }
}

std::shared_ptr<reply const> of_size(std::size_t bytes) {
  return std::make_shared<reply const>(reply{.body = std::string(bytes, 'x')});
}

TEST(answer_cache, keeps_what_was_last_used_within_its_bytes) {
  answer_cache c{10'000};
  c.keep("a", of_size(4'000));
  c.keep("b", of_size(4'000));
  EXPECT_NE(c.find("a"), nullptr);
  c.keep("c", of_size(4'000));
  EXPECT_EQ(c.find("b"), nullptr);
  EXPECT_NE(c.find("a"), nullptr);
  EXPECT_NE(c.find("c"), nullptr);
  EXPECT_LE(c.bytes(), 10'000U);
  c.keep("too large", of_size(10'000));
  EXPECT_EQ(c.find("too large"), nullptr);
  EXPECT_NE(c.find("a"), nullptr);
}

}  // namespace
}  // namespace karwan::serve
