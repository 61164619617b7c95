#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

#include "karwan/record/pack.h"
#include "loopback.h"
#include "measure.h"
#include "served.h"
#include "temporary_file.h"

// A server with many clients that do little: what they cost it, and what others feel of them.
// Prints Markdown; exit status 1 where an answer is wrong or a bar is missed by what does not
// depend on how busy the machine is.
namespace karwan::bench {

namespace {

constexpr std::size_t kIdle = 10'000;
constexpr std::size_t kMostIdleBytes = 200'000'000;
constexpr std::size_t kSlow = 1000;
constexpr std::chrono::seconds kEach{3};  // each measurement of the others
constexpr auto kTarget = "/api/v1/entities/torkham";

using clients = std::vector<std::unique_ptr<loopback>>;

// Of one client that asks one question after the other.
double p99_ms(std::uint16_t port, std::string const& expected) {
  loopback one{port};
  std::vector<double> ms;
  auto const until = std::chrono::steady_clock::now() + kEach;
  while (std::chrono::steady_clock::now() < until) {
    ms.push_back(measure([&] {
                   if (one.get(kTarget) != expected) {
                     throw std::runtime_error{"it is answered otherwise"};
                   }
                 }).wall_ms);
  }
  return quantile(ms, 0.99);
}

// All are answered once, so that none is still on its way to being accepted.
void hold_idle(served const& server, std::string const& expected) {
  auto const before = server.resident_bytes();
  clients idle;
  for (std::size_t i = 0; i < kIdle; ++i) {
    idle.push_back(std::make_unique<loopback>(server.port()));
    if (idle.back()->get(kTarget) != expected) {
      throw std::runtime_error{"it is answered otherwise"};
    }
  }
  auto const with = server.resident_bytes();
  fmt::print(
      "{} idle connections: {:.1f} MB resident, {:.1f} MB without them; P99 of one that asks"
      " {:.2f} ms\n",
      kIdle, static_cast<double>(with) / 1e6, static_cast<double>(before) / 1e6,
      p99_ms(server.port(), expected));
  if (with > kMostIdleBytes) {
    throw std::runtime_error{"they take more than 200 MB"};
  }
}

// Requests that come byte by byte, a byte of each every second.
void send_slowly(std::uint16_t port, std::stop_token const& until) {
  clients slow;
  for (std::size_t i = 0; i < kSlow; ++i) {
    slow.push_back(std::make_unique<loopback>(port));
  }
  std::string const request{"GET /api/v1/health HTTP/1.1\r\nHost: slow.example.org\r\n"};
  for (std::size_t at = 0; !until.stop_requested(); ++at) {
    for (std::size_t i = 0; i < kSlow && !until.stop_requested(); ++i) {
      if (!slow[i]->send(request.substr(at % request.size(), 1))) {  // cut off: comes again
        slow[i] = std::make_unique<loopback>(port);
      }
      std::this_thread::sleep_for(std::chrono::microseconds{1'000'000 / kSlow});
    }
  }
}

void compare_slow(served const& server, std::string const& expected) {
  auto const alone = p99_ms(server.port(), expected);
  std::jthread const slow{[&](std::stop_token const& t) { send_slowly(server.port(), t); }};
  std::this_thread::sleep_for(std::chrono::seconds{2});
  auto const beside = p99_ms(server.port(), expected);
  fmt::print(
      "{} senders of a byte a second: P99 of one that asks {:.2f} ms, without them {:.2f} ms"
      " ({:.2f} times)\n",
      kSlow, beside, alone, beside / alone);
}

int report(std::filesystem::path const& dir) {
  temporary_file const file;
  {
    auto store = value_or_throw(record::store::open(file.name, record::store::mode::write));
    value_or_throw(record::load_pack(store, dir));
  }
  serve::request q;
  if (!serve::read_target(kTarget, q)) {
    throw std::runtime_error{"it is no target"};
  }
  auto const expected = app_on(file.name)(q).body;
  served const server{file.name};
  p99_ms(server.port(), expected);  // warm
  compare_slow(server, expected);
  hold_idle(server, expected);
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace karwan::bench

int main(int argc, char** argv) try {
  return karwan::bench::report(argc > 1 ? argv[1] : KARWAN_PACK);
} catch (std::exception const& e) {
  fmt::print(stderr, "bench_crowd: {}\n", e.what());
  return EXIT_FAILURE;
}
