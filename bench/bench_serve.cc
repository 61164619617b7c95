#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <vector>

#include "karwan/record/pack.h"
#include "loopback.h"
#include "measure.h"
#include "nginx_peer.h"
#include "served.h"
#include "temporary_file.h"

// The whole server on a pack over loopback, asked by clients of another process, each with one
// connection and one question at a time; beside it nginx with the same bytes as files. Prints
// Markdown; exit status 1 where an answer is
// not the one that the endpoint gives without sockets.
namespace karwan::bench {

namespace {

constexpr std::chrono::seconds kLong{1};  // each measurement

struct workload {
  std::string name;
  std::vector<std::string> targets;  // asked in turn
};

// Plans of which no two are alike: goods, ends and days change from one to the next, so that little
// of what was made for a plan is of use for those that follow.
// `view`: parameters of each; blank: each as of its departure, so that even the values of its load
// are made anew.
std::vector<std::string> different_plans(std::string_view view) {
  constexpr int kDays = 42;
  std::vector<std::string> out;
  for (int d = 0; d < kDays; ++d) {
    auto const depart = *parse_day("2025-06-01") + std::chrono::days{9 * d};
    for (auto const* question :
         {"from=multan&to=almaty&product=mango", "from=kostanay&to=karachi&unit=wagon&tonnes=5000",
          "from=sialkot&to=astana&tonnes=2", "from=karachi&to=baku&unit=feu&tonnes=18",
          "from=lahore&to=almaty&tonnes=20", "from=faisalabad&to=tashkent&unit=truck&tonnes=15",
          "from=almaty&to=karachi&tonnes=20", "from=astana&to=lahore&unit=feu&tonnes=20",
          "from=quetta&to=aktau&tonnes=10", "from=peshawar&to=bishkek&tonnes=20",
          "from=gwadar&to=almaty&unit=teu&tonnes=12", "from=karachi&to=almaty&unit=air&tonnes=1"}) {
      out.push_back(fmt::format("/api/v1/plan?{}&depart={}{}", question, to_string(depart), view));
    }
  }
  return out;
}

std::vector<workload> workloads() {
  auto const plans = different_plans("&as_of=2026-03-01");
  return {{"different plans, as known one day", plans},
          {"twelve plans again and again", {plans.begin(), plans.begin() + 12}},
          {"different plans, each as of its day", different_plans({})},
          {"entities and statements",
           {"/api/v1/entities/torkham", "/api/v1/entities/x-road-torkham",
            "/api/v1/statements/x-road-torkham-1.mode", "/api/v1/entities/khunjerab",
            "/api/v1/statements?id=x-road-torkham-1.mode&id=x-road-torkham-1.post_a"}},
          {"searches",
           {"/api/v1/search?q=railway", "/api/v1/search?q=transit+agreement",
            "/api/v1/places?q=alm", "/api/v1/products?q=man"}},
          {"health", {"/api/v1/health"}}};
}

// What an answer must be, told by its length and a hash: the answers themselves, some hundred
// megabytes, would be read anew from memory for each comparison, beside the server's own work.
struct fingerprint {
  std::size_t bytes{0};
  std::uint64_t hash{0};
  friend bool operator==(fingerprint const&, fingerprint const&) = default;
};

fingerprint fingerprint_of(std::string_view text) {
  return {text.size(), XXH3_64bits(text.data(), text.size())};
}

std::string answer_of(serve::handler const& app, std::string const& target) {
  serve::request q;
  if (!serve::read_target(target, q)) {
    throw std::runtime_error{target + " is no target"};
  }
  return app(q).body;
}

std::vector<fingerprint> expected_of(serve::handler const& app, workload const& w) {
  std::vector<fingerprint> out;
  for (auto const& target : w.targets) {
    out.push_back(fingerprint_of(answer_of(app, target)));
  }
  return out;
}

struct load {
  std::size_t answered{0};
  std::vector<double> ms;
};

// `rate`: questions a second by all clients together, at even times, from which they are counted
// late; 0: each as soon as the last is answered.
load press(std::uint16_t port, workload const& w, std::vector<fingerprint> const& expected,
           std::size_t clients, double rate = 0) {
  load all;
  std::mutex lock;
  std::exception_ptr fault;
  auto const begin = std::chrono::steady_clock::now();
  auto const until = begin + kLong;
  auto const due = [&](std::size_t client, std::size_t turn) {
    return begin +
           std::chrono::duration_cast<std::chrono::steady_clock::duration>(
               std::chrono::duration<double>{static_cast<double>(client + turn * clients) / rate});
  };
  auto const ask = [&](std::size_t client) {
    std::vector<double> mine;
    auto const first = client * w.targets.size() / clients;  // each elsewhere
    try {
      loopback server{port};
      for (std::size_t turn = 0; std::chrono::steady_clock::now() < until; ++turn) {
        auto const at = (first + turn) % w.targets.size();
        auto asked = std::chrono::steady_clock::now();
        if (rate > 0) {
          asked = due(client, turn);
          std::this_thread::sleep_until(asked);
        }
        if (fingerprint_of(server.get(w.targets[at])) != expected[at]) {
          throw std::runtime_error{w.targets[at] + " is answered otherwise"};
        }
        mine.push_back(
            std::chrono::duration<double, std::milli>{std::chrono::steady_clock::now() - asked}
                .count());
      }
    } catch (...) {
      std::lock_guard const held{lock};
      fault = std::current_exception();
    }
    std::lock_guard const held{lock};
    all.answered += mine.size();
    all.ms.insert(all.ms.end(), mine.begin(), mine.end());
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t c = 0; c < clients; ++c) {
      threads.emplace_back(ask, c);
    }
  }
  if (fault) {
    std::rethrow_exception(fault);
  }
  return all;
}

double rate_of(load const& l) {
  return static_cast<double>(l.answered) / std::chrono::duration<double>{kLong}.count();
}

void tell(std::string const& questions, std::string const& clients, load const& l) {
  fmt::print("| {} | {} | {:.0f} | {:.2f} | {:.2f} |\n", questions, clients, rate_of(l),
             median(l.ms), quantile(l.ms, 0.99));
}

struct checked_workload {
  workload asked;
  std::vector<fingerprint> expected;
};

void tell(std::uint16_t port, std::vector<checked_workload> const& all) {
  fmt::print(
      "| questions | clients | answers/s | P50 ms | P99 ms |\n"
      "| --- | --- | --- | --- | --- |\n");
  for (auto const& [w, expected] : all) {
    for (std::size_t const clients : {2, 8, 16}) {
      tell(w.name, std::to_string(clients), press(port, w, expected, clients));
    }
  }
  auto const& [plans, expected] = all.front();
  constexpr double kRate = 300;  // what is aimed at
  tell(plans.name, fmt::format("16, {:.0f} asked/s", kRate),
       press(port, plans, expected, 16, kRate));
}

// A server that keeps answers of so many bytes, and what it manages.
void serve_and_tell(std::filesystem::path const& record, std::size_t kept_bytes,
                    std::vector<checked_workload> const& all) {
  served const server{record, kept_bytes};
  tell(server.port(), all);
}

// What nginx can give too: a file of the app, and answers as files of their names.
void tell_beside_nginx(std::filesystem::path const& record) {
  if (!has_nginx()) {
    fmt::print("nginx is not there (Debian: nginx-light): not compared\n");
    return;
  }
  std::string const script(100'000, 'x');
  serve::asset const file{"/app.js", "text/javascript", "\"bench\"", script, {}};
  workload const fixed{"a file of 100 kB", {"/app.js"}};
  workload const reads{"entities and a statement",
                       {"/api/v1/entities/torkham", "/api/v1/entities/x-road-torkham",
                        "/api/v1/statements/x-road-torkham-1.mode", "/api/v1/entities/khunjerab"}};
  auto const app = app_on(record);
  std::vector<std::pair<std::string, std::string>> files{{"/app.js", script}};
  for (auto const& target : reads.targets) {
    files.emplace_back(target, answer_of(app, target));
  }
  served const own{record, serve::kQuickCacheBytes, {&file, 1}};
  nginx_peer const peer{files};
  fmt::print(
      "| what | clients | answers/s | nginx/s | ratio |\n"
      "| --- | --- | --- | --- | --- |\n");
  for (auto const& [w, expected] : {std::pair{fixed, std::vector{fingerprint_of(script)}},
                                    std::pair{reads, expected_of(app, reads)}}) {
    for (std::size_t const clients : {2, 16}) {
      double own_rate = 0, peer_rate = 0;
      for (int round = 0; round < 2; ++round) {  // in turn, as the machine may be busy with others
        own_rate += rate_of(press(own.port(), w, expected, clients)) / 2;
        peer_rate += rate_of(press(peer.port(), w, expected, clients)) / 2;
      }
      fmt::print("| {} | {} | {:.0f} | {:.0f} | {:.2f} |\n", w.name, clients, own_rate, peer_rate,
                 own_rate / peer_rate);
    }
  }
}

int report(std::filesystem::path const& dir) {
  temporary_file const file;
  {
    auto store = value_or_throw(record::store::open(file.name, record::store::mode::write));
    value_or_throw(record::load_pack(store, dir));
  }
  std::vector<checked_workload> all;
  auto const app = app_on(file.name);
  for (auto& w : workloads()) {
    auto expected = expected_of(app, w);
    all.push_back({std::move(w), std::move(expected)});
  }
  fmt::print("Each answer computed anew\n\n");
  serve_and_tell(file.name, 0, all);
  fmt::print("\nAnswers kept that were given before\n\n");
  serve_and_tell(file.name, serve::kQuickCacheBytes, all);
  fmt::print("\nBeside nginx\n\n");
  tell_beside_nginx(file.name);
  return EXIT_SUCCESS;
}

}  // namespace

}  // namespace karwan::bench

int main(int argc, char** argv) try {
  return karwan::bench::report(argc > 1 ? argv[1] : KARWAN_PACK);
} catch (std::exception const& e) {
  fmt::print(stderr, "bench_serve: {}\n", e.what());
  return EXIT_FAILURE;
}
