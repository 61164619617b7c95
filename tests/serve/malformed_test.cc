#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "karwan/base/list.h"
#include "karwan/serve/front.h"
#include "tests/serve/loopback.h"

namespace karwan::serve {
namespace {

// \r \n \t \\ \xNN, and {N*x}.
std::string bytes_of(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (auto const end = text.find('}'); text[0] == '{' && end != std::string_view::npos) {
      auto const star = text.find('*');
      auto const times = std::stoul(std::string{text.substr(1, star - 1)});
      auto const one = bytes_of(text.substr(star + 1, end - star - 1));
      for (std::size_t i = 0; i < times; ++i) {
        out += one;
      }
      text.remove_prefix(end + 1);
    } else if (text.starts_with("\\x")) {
      out += static_cast<char>(std::stoi(std::string{text.substr(2, 2)}, nullptr, 16));
      text.remove_prefix(4);
    } else if (text[0] == '\\') {
      constexpr std::string_view kNames = "rnt\\", kBytes = "\r\n\t\\";
      out += kBytes.at(kNames.find(text[1]));
      text.remove_prefix(2);
    } else {
      out += text[0];
      text.remove_prefix(1);
    }
  }
  return out;
}

struct malformed {
  std::vector<std::string> expected;  // statuses, or end
  std::string name, bytes;
};

std::vector<malformed> read_all_malformed() {
  std::ifstream in{std::string{KARWAN_TESTS} + "/serve/malformed.txt"};
  std::vector<malformed> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') {
      continue;
    }
    auto const name = line.find(' ') + 1;
    auto const bytes = line.find(": ", name);
    out.push_back({items_of(line.substr(0, name - 1), '|'), line.substr(name, bytes - name),
                   bytes_of(std::string_view{line}.substr(bytes + 2))});
  }
  return out;
}

// Of every reply in what came back.
std::vector<std::string> statuses_in(std::string const& got) {
  std::vector<std::string> out;
  constexpr std::string_view kStart = "HTTP/1.1 ";
  for (auto at = got.find(kStart); at != std::string::npos; at = got.find(kStart, at + 1)) {
    out.push_back(got.substr(at + kStart.size(), 3));
  }
  return out;
}

std::filesystem::path empty_record() {
  auto const file = std::filesystem::temp_directory_path() /
                    ("karwan-malformed-" + std::to_string(::getpid()) + ".db");
  value_or_throw(record::store::open(file, record::store::mode::write));
  return file;
}

// The whole server over a record that holds nothing.
class served_empty {
 public:
  ~served_empty() {
    server.stop();
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }

 private:
  app_options options() const {
    return {.open =
                [f = file_] {
                  return value_or_throw(record::store::open(f, record::store::mode::read));
                },
            .today = [] { return *parse_day("2026-03-01"); },
            .assets = {}};
  }

  std::filesystem::path const file_{empty_record()};
  computations heavy_{{.computations = 0}, [this] { return make_app(options()); }};
  metrics counts_;

 public:
  running server{[this] { return make_front(options(), heavy_, counts_); },
                 {.caps = {.header_deadline = std::chrono::seconds{1},
                           .body_deadline = std::chrono::seconds{1}},
                  .refused = [this](int status) { counts_.refused(status); }}};
};

TEST(malformed_requests, get_no_answer_and_harm_nobody) {
  served_empty const s;
  auto const all = read_all_malformed();
  ASSERT_GT(all.size(), 50U);
  for (auto const& m : all) {
    client c{s.server.port};
    c.send(m.bytes);
    auto const got = c.read_all();
    auto const statuses = statuses_in(got);
    auto const first = statuses.empty() ? "end" : statuses[0];
    EXPECT_NE(std::ranges::find(m.expected, first), m.expected.end()) << m.name << ": " << first;
    for (auto const& status : statuses) {
      EXPECT_NE(status[0], '2') << m.name << ": " << got;
    }
    client after{s.server.port};
    after.send("GET /api/v1/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(statuses_in(after.read_all()), std::vector<std::string>{"200"}) << m.name;
  }
  client c{s.server.port};
  c.send("GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_NE(c.read_all().find("requests_total{endpoint=\"none\",status=\"400\"}"),
            std::string::npos);
}

}  // namespace
}  // namespace karwan::serve
