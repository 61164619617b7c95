#pragma once

#include <filesystem>
#include <string>

#include <gtest/gtest.h>

#include "karwan/access/accounts.h"
#include "karwan/access/audit.h"
#include "karwan/access/entry.h"
#include "karwan/access/tokens.h"

namespace karwan::access {

// A registry of its own, cheap passwords, and a clock that only the test moves.
class registry_test : public testing::Test {
 protected:
  static constexpr auto kPassword = "four words put together";
  static constexpr auto kHere = "192.0.2.1";

  registry_test()
      : folder_{[] {
          std::string name =
              (std::filesystem::temp_directory_path() / "karwan-access-XXXXXX").string();
          return std::filesystem::path{::mkdtemp(name.data())};
        }()},
        in{open()} {}
  ~registry_test() override {
    std::error_code code;
    std::filesystem::remove_all(folder_, code);
  }

  std::filesystem::path file() const { return registry_file(folder_ / "karwan.db"); }
  static rules cheap() {
    rules out;
    out.cost = {.memory_kib = 8, .passes = 1, .lanes = 1};
    return out;
  }
  registry open(rules const& r = cheap()) const {
    return value_or_throw(registry::open(file(), registry::mode::create, r));
  }
  occasion when(std::string by = "tester", std::string address = kHere) const {
    return {now, std::move(by), std::move(address)};
  }
  void add(std::string const& name, role is = role::contributor) {
    auto const ok = add_account(in, name, is, kPassword, when());
    ASSERT_TRUE(ok) << ok.error().sentence();
  }
  entry<opened_session> enter(std::string const& name, std::string const& password = kPassword,
                              std::string address = kHere) {
    return log_in(in, name, password, when({}, std::move(address)));
  }
  // How long is to be waited where it is refused for that.
  std::chrono::seconds wait_of(entry<opened_session> const& e) {
    return e ? std::chrono::seconds{0} : e.error().retry_after;
  }

  instant now{*parse_instant("2026-03-01T08:00:00Z")};

 private:
  std::filesystem::path folder_;

 protected:
  registry in;
};

}  // namespace karwan::access
