#include "access/lockout.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "karwan/access/secret.h"

namespace karwan::access {
namespace {

using std::chrono::seconds;

struct failures {
  std::int64_t count{0};
  instant last_at{}, free_at{};
};

failures failures_of(registry::impl& r, std::string_view subject, instant now) {
  record::query q{r.db, "SELECT count, last_at, free_at FROM failure WHERE subject = ?"};
  q.bind(subject);
  if (!q.step() || now - instant_of(q.integer(1)) >= r.is.forget_failures) {
    return {};
  }
  return {q.integer(0), instant_of(q.integer(1)), instant_of(q.integer(2))};
}

seconds wait_after(rules const& is, std::int64_t failed, std::int64_t free) {
  if (failed <= free) {
    return seconds{0};
  }
  constexpr std::int64_t kMostDoublings = 30;
  return std::min(is.longest_wait,
                  is.first_wait * (std::int64_t{1} << std::min(failed - free - 1, kMostDoublings)));
}

seconds count_one(registry::impl& r, std::string_view subject, std::int64_t free, instant now) {
  auto const failed = failures_of(r, subject, now).count + 1;
  auto const wait = wait_after(r.is, failed, free);
  record::query{r.db, "INSERT OR REPLACE INTO failure VALUES (?, ?, ?, ?)"}
      .bind(subject, failed, seconds_of(now), seconds_of(now + wait))
      .run();
  return wait;
}

}  // namespace

std::string network_of(std::string_view address) {
  std::string const text{address};
  std::array<unsigned char, 16> bytes{};
  if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) {
    return text;
  }
  std::fill(bytes.begin() + 8, bytes.end(), static_cast<unsigned char>(0));
  std::array<char, INET6_ADDRSTRLEN> out{};
  ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
  return std::string{out.data()} + "/64";
}

subjects::subjects(std::string_view n, std::string_view a)
    : name{digest_of("account", n)}, address{digest_of("address", network_of(a))} {}

seconds locked_for(registry::impl& r, subjects const& who, instant now) {
  auto const until =
      std::max(failures_of(r, who.name, now).free_at, failures_of(r, who.address, now).free_at);
  return std::max(seconds{0}, until - now);
}

seconds count_failure(registry::impl& r, subjects const& who, instant now) {
  record::query{r.db, "DELETE FROM failure WHERE last_at <= ?"}
      .bind(seconds_of(now - r.is.forget_failures))
      .run();
  auto const of_name = count_one(r, who.name, r.is.free_failures_of_account, now);
  return std::max(of_name, count_one(r, who.address, r.is.free_failures_of_address, now));
}

void count_success(registry::impl& r, subjects const& who) {
  record::query{r.db, "DELETE FROM failure WHERE subject = ?"}
      .bind(std::string_view{who.name})
      .run();
}

}  // namespace karwan::access
