#pragma once

#include <filesystem>
#include <map>
#include <string>

#include <unistd.h>

#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include "karwan/serve/app.h"
#include "tests/shipped_record.h"

namespace karwan::serve {

// The shipped pack, loaded once for all tests of one kind, served on 2026-03-01 without sockets.
class served_record : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    std::string name = (std::filesystem::temp_directory_path() / "karwan-serve-XXXXXX").string();
    folder = ::mkdtemp(name.data());
    load_shipped(folder / "r.db");
    answer = make_app(options());
  }
  static void TearDownTestSuite() {
    answer = {};
    std::error_code code;
    std::filesystem::remove_all(folder, code);
  }
  static record::store open(record::store::mode how = record::store::mode::read) {
    return value_or_throw(record::store::open(folder / "r.db", how));
  }
  static app_options options() {
    return {.open = [] { return open(); },
            .today = [] { return *parse_day("2026-03-01"); },
            .assets = {}};
  }

  static reply ask(std::string_view target, std::string method = "GET") {
    request q;
    q.method = std::move(method);
    EXPECT_TRUE(read_target(target, q)) << target;
    return answer(q);
  }
  static boost::json::object get(std::string_view target) {
    auto const r = ask(target);
    EXPECT_EQ(r.status, 200) << target << ": " << r.body;
    EXPECT_EQ(r.type, "application/json");
    return boost::json::parse(r.body).as_object();
  }
  // What is refused, as "status field".
  static std::string refused(std::string_view target) {
    auto const r = ask(target);
    EXPECT_EQ(r.type, "application/problem+json") << target;
    auto const o = boost::json::parse(r.body).as_object();
    EXPECT_TRUE(o.contains("remedy") || r.status != 400) << target << ": " << r.body;
    auto const* field = o.if_contains("field");
    return std::to_string(r.status) + " " +
           (field == nullptr ? "" : std::string{field->as_string()});
  }

  static inline std::filesystem::path folder;
  static inline handler answer;
};

}  // namespace karwan::serve
