#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "case_file.h"

namespace karwan::cases {

struct fault {
  int line{0};
  std::string text;
};

struct settings {
  std::filesystem::path program;
  std::filesystem::path source;     // the project's folder: commands run there
  std::filesystem::path scratch;    // an empty folder for databases and files
  std::filesystem::path keep_json;  // where JSON answers are kept; empty: nowhere
  unsigned seconds{120};            // a command is ended after
};

// Runs cases. A pack is loaded once and its database shared by the cases that only read.
class runner {
 public:
  explicit runner(settings s) : settings_{std::move(s)} {}

  // What did not hold; empty where all did.
  std::vector<fault> run(std::string const& name, std::vector<step> const& steps);

 private:
  struct state;
  void perform(state&, step const&);
  void run_program(state&, step const&);
  void prepare(state&, step const&);
  void check(state&, step const&);
  void compare(state&, step const&);
  void use_shared_pack(state&, std::string const& folder);
  void forbid_shared_writes() const;
  void keep(state const&) const;
  std::string expand(state const&, std::string text) const;
  std::filesystem::path own_file(state const&, std::string const& word) const;

  settings settings_;
  struct loaded {
    std::filesystem::path database;
    std::filesystem::file_time_type written;
  };
  std::map<std::string, loaded> packs_;  // by folder
  int runs_{0};
};

}  // namespace karwan::cases
