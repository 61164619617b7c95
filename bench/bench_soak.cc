#include <fmt/format.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <vector>

#include "karwan/record/pack.h"
#include "loopback.h"
#include "measure.h"
#include "served.h"
#include "temporary_file.h"

// A mixed load for some minutes (bench_soak MINUTES; 0.1): quick answers, plans, computations, and
// clients that go away in the middle of one. Exit status 1 where an answer is not the one that was
// given first, or where the server's memory has grown from the second third to the last.
namespace karwan::bench {

namespace {

using clock = std::chrono::steady_clock;

// The server keeps up to 2 x 16 MB of quick answers and 64 MB of others, and its allocator some
// slack: what is kept at first is no growth.
constexpr double kMostGrowthMb = 24;
constexpr std::size_t kClients = 4;

std::vector<std::string> const& targets() {
  static std::vector<std::string> const all{
      "/api/v1/entities/torkham",
      "/api/v1/search?q=railway",
      "/api/v1/plan?from=multan&to=almaty&product=mango&depart=2025-06-16",
      "/api/v1/commitments?sector=transport",
      "/api/v1/plan?from=sialkot&to=astana&tonnes=2&depart=2026-07-01",
      "/api/v1/matrix?countries=kz&by=cost",
      "/api/v1/health",
      "/api/v1/bottlenecks?limit=1",
      "/api/v1/trade/partners?country=pk",
  };
  return all;
}

std::vector<std::string> expected_on(std::filesystem::path const& record) {
  auto const app = app_on(record);
  std::vector<std::string> out;
  for (auto const& t : targets()) {
    serve::request q;
    if (!serve::read_target(t, q)) {
      throw std::runtime_error{t + " is no target"};
    }
    out.push_back(app(q).body);
  }
  return out;
}

struct counts {
  std::atomic<std::size_t> answered{0}, left{0};
};

void ask(loopback& server, std::vector<std::string> const& expected, std::size_t at) {
  if (server.get(targets()[at]) != expected[at]) {
    throw std::runtime_error{targets()[at] + " is answered otherwise"};
  }
}

// A client that goes away while its question is computed, one that was never asked before.
void leave(std::uint16_t port, std::size_t number) {
  loopback leaves{port};
  leaves.send(
      fmt::format("GET /api/v1/impact/ranking?seed={} HTTP/1.1\r\nHost: x\r\n\r\n", number));
  std::this_thread::sleep_for(std::chrono::milliseconds{20});
}

// All that is kept between questions is made, on each of the server's threads, before anything is
// measured.
void warm_up(std::uint16_t port, std::vector<std::string> const& expected) {
  std::vector<std::jthread> clients;
  std::atomic<bool> fault{false};
  for (std::size_t c = 0; c < kClients; ++c) {
    clients.emplace_back([&, c] {
      try {
        loopback server{port};
        for (std::size_t at = 0; at < expected.size(); ++at) {
          ask(server, expected, at);
        }
        leave(port, c);
      } catch (std::runtime_error const&) {
        fault = true;
      }
    });
  }
  clients.clear();
  if (fault) {
    throw std::runtime_error{"the first answers are other than those without sockets"};
  }
}

// Each round asks all; now and then a client leaves.
void press(std::uint16_t port, std::vector<std::string> const& expected, std::size_t client,
           clock::time_point until, counts& told) {
  loopback server{port};
  for (std::size_t i = client; clock::now() < until; ++i) {
    ask(server, expected, i % expected.size());
    ++told.answered;
    if (i % 50 == 0) {
      leave(port, 1'000'000 * (client + 1) + i);
      ++told.left;
    }
  }
}

double mb(std::size_t bytes) {
  return static_cast<double>(bytes) / 1e6;
}

// The most of each third of the time.
std::vector<double> watch_memory(served const& server, clock::duration all) {
  std::vector<double> most(3, 0);
  auto const began = clock::now();
  for (auto now = began; now < began + all; now = clock::now()) {
    auto& third = most[std::min<std::size_t>(
        2, static_cast<std::size_t>(3.0 * std::chrono::duration<double>(now - began) /
                                    std::chrono::duration<double>(all)))];
    third = std::max(third, mb(server.resident_bytes()));
    std::this_thread::sleep_for(std::chrono::milliseconds{100});
  }
  return most;
}

int report(double minutes) {
  temporary_file const file;
  {
    auto store = value_or_throw(record::store::open(file.name, record::store::mode::write));
    value_or_throw(record::load_pack(store, KARWAN_PACK));
  }
  auto const expected = expected_on(file.name);
  served const server{file.name};
  warm_up(server.port(), expected);
  auto const all = std::chrono::duration_cast<clock::duration>(
      std::chrono::duration<double, std::ratio<60>>{minutes});
  counts told;
  std::mutex lock;
  std::exception_ptr fault;
  std::vector<double> most;
  {
    std::vector<std::jthread> clients;
    for (std::size_t c = 0; c < kClients; ++c) {
      clients.emplace_back([&, c, until = clock::now() + all] {
        try {
          press(server.port(), expected, c, until, told);
        } catch (...) {
          std::lock_guard const held{lock};
          fault = std::current_exception();
        }
      });
    }
    most = watch_memory(server, all);
  }
  if (fault) {
    std::rethrow_exception(fault);
  }
  fmt::print(
      "{:.1f} minutes: {} answers, none wrong; {} clients left a computation; memory at most "
      "{:.1f}, {:.1f}, {:.1f} MB in the thirds of the time\n",
      minutes, told.answered.load(), told.left.load(), most[0], most[1], most[2]);
  if (most[2] > most[1] + kMostGrowthMb) {
    throw std::runtime_error{"the server's memory grows"};
  }
  return EXIT_SUCCESS;
}

double minutes_in(std::string_view text) {
  double out = 0;
  auto const [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (fault != std::errc{} || end != text.data() + text.size() || out <= 0) {
    throw std::runtime_error{"minutes are a number above 0"};
  }
  return out;
}

}  // namespace

}  // namespace karwan::bench

int main(int argc, char** argv) try {
  return karwan::bench::report(argc > 1 ? karwan::bench::minutes_in(argv[1]) : 0.1);
} catch (std::exception const& e) {
  fmt::print(stderr, "bench_soak: {}\n", e.what());
  return EXIT_FAILURE;
}
