#include "karwan/serve/computations.h"

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <stop_token>
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
std::future<reply> asked(computations& of, std::string const& key, watch by = {}) {
  auto const promised = std::make_shared<std::promise<reply>>();
  auto q = about(key);
  q.by = std::move(by);
  of.ask(key, q, [promised](reply r) { promised->set_value(std::move(r)); });
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

TEST(computations, do_not_begin_what_nobody_waits_for) {
  held h{{.computations = 1, .waiting = 2}};
  auto running = asked(h.all, "a");
  h.begun.wait();
  std::stop_source one, other;
  auto first = asked(h.all, "b", {.stop = one.get_token()});
  auto second = asked(h.all, "b", {.stop = other.get_token()});
  one.request_stop();
  EXPECT_EQ(first.get().status, kClientGone);
  EXPECT_EQ(h.all.now().waiting, 1U);  // the other still waits for it
  other.request_stop();
  EXPECT_EQ(second.get().status, kClientGone);
  EXPECT_EQ(h.all.now().waiting, 0U);
  EXPECT_EQ(h.all.now().abandoned, 1U);
  EXPECT_EQ(asked(h.all, "c", {.stop = one.get_token()}).get().status, kClientGone);
  h.open.set_value();
  EXPECT_EQ(running.get().body, "answer to a");
  h.all.end();
  EXPECT_EQ(h.computed, 1);
}

// Computes until it is told that nobody waits.
reply until_stopped(request const& q, std::latch& begun) {
  begun.count_down();
  std::promise<void> left;
  std::stop_callback const on_leave{q.by.stop, [&] { left.set_value(); }};
  left.get_future().wait();
  return problem_reply({error_kind::unavailable, "stopped", {}, {}});
}

TEST(computations, stop_what_nobody_waits_for_any_more) {
  std::latch begun{1};
  std::atomic<int> computed{0};
  computations all{{.computations = 1}, [&] {
                     return [&](request const& q) {
                       return ++computed == 1 ? until_stopped(q, begun) : reply{.body = "new"};
                     };
                   }};
  std::stop_source gone;
  auto first = asked(all, "a", {.stop = gone.get_token()});
  begun.wait();
  gone.request_stop();
  EXPECT_EQ(first.get().status, kClientGone);
  EXPECT_EQ(asked(all, "a").get().body, "new");  // it does not join what was stopped
  EXPECT_EQ(all.now().abandoned, 1U);
}

TEST(computations, stop_what_runs_at_the_end) {
  std::latch begun{1};
  computations all{{.computations = 1},
                   [&] { return [&](request const& q) { return until_stopped(q, begun); }; }};
  auto running = asked(all, "a");
  begun.wait();
  all.end();
  EXPECT_EQ(running.get().status, 503);
}

TEST(computations, tell_all_who_wait_how_far_it_is) {
  std::latch begun{1}, joined{1};
  computations all{{.computations = 1}, [&] {
                     return [&](request const& q) {
                       begun.count_down();
                       joined.wait();
                       q.by.progress(1, 2);
                       return reply{};
                     };
                   }};
  std::string told;
  auto const told_to = [&](char const* whom) {
    return watch{.progress = [&told, whom](std::size_t done, std::size_t of) {
      told += whom + std::to_string(done) + "/" + std::to_string(of) + " ";
    }};
  };
  auto first = asked(all, "a", told_to("one "));
  begun.wait();
  auto second = asked(all, "a", told_to("other "));
  joined.count_down();
  first.wait();
  second.wait();
  EXPECT_EQ(told, "one 1/2 other 1/2 ");
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
