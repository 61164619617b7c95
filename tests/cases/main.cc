// Runs tests/cases/*.test, or the files named, each as one test. See README.md.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "runner.h"

namespace fs = std::filesystem;
using namespace karwan::cases;

namespace {

class case_test : public testing::Test {
 public:
  case_test(runner& r, fs::path file) : runner_{r}, file_{std::move(file)} {}
  void TestBody() override {
    auto const name = fs::relative(file_, KARWAN_SOURCE).string();
    try {
      for (auto const& fault : runner_.run(name, read_case(file_))) {
        ADD_FAILURE_AT(name.c_str(), fault.line) << fault.text;
      }
    } catch (std::runtime_error const& e) {
      FAIL() << e.what();
    }
  }

 private:
  runner& runner_;
  fs::path file_;
};

std::vector<fs::path> case_files(std::vector<std::string> const& named) {
  std::vector<fs::path> files;
  for (auto const& name : named) {
    files.push_back(fs::absolute(name));
  }
  if (files.empty()) {
    for (auto const& entry : fs::directory_iterator{fs::path{KARWAN_SOURCE} / "tests/cases"}) {
      if (entry.path().extension() == ".test") {
        files.push_back(entry.path());
      }
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string from_environment(char const* name, char const* otherwise) {
  auto const* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? value : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  std::string scratch = (fs::temp_directory_path() / "karwan-cases-XXXXXX").string();
  if (::mkdtemp(scratch.data()) == nullptr) {
    std::cerr << "cannot make " << scratch << "\n";
    return 1;
  }
  settings s;
  s.program = from_environment("KARWAN_PROGRAM", KARWAN_PROGRAM);
  s.source = KARWAN_SOURCE;
  s.scratch = scratch;
  s.keep_json = from_environment("KARWAN_KEEP_JSON", "");
  runner r{s};
  for (auto const& file : case_files({argv + 1, argv + argc})) {
    testing::RegisterTest("cases", file.stem().c_str(), nullptr, nullptr, file.c_str(), 1,
                          [&r, file]() -> testing::Test* {
                            return new case_test{r, file};
                          });
  }
  auto const failed = RUN_ALL_TESTS();
  fs::remove_all(scratch);
  return failed;
}
