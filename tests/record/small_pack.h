#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include <unistd.h>

#include <gtest/gtest.h>

#include "karwan/record/pack.h"
#include "karwan/record/store.h"

namespace karwan::record {

// A folder of its own with a few CSV files, and what tests do with it. Removed at the end.
class small_pack {
 public:
  explicit small_pack(std::map<std::string, std::string> const& files) {
    std::string name = (std::filesystem::temp_directory_path() / "karwan-test-XXXXXX").string();
    root = ::mkdtemp(name.data());
    std::filesystem::create_directory(dir());
    write("datapackage.json",
          R"({"name": "small", "version": "1", "created": "2025-01-01T00:00:00Z",)"
          R"( "licenses": [{"name": "CC-BY-4.0"}]})");
    for (auto const& [file, text] : files) {
      write(file, text);
    }
    describe();
  }
  small_pack(small_pack const&) = delete;
  small_pack& operator=(small_pack const&) = delete;
  ~small_pack() {
    std::error_code code;
    std::filesystem::remove_all(root, code);
  }

  std::filesystem::path dir() const { return root / "pack"; }
  std::filesystem::path db() const { return root / "record.db"; }

  void write(std::string const& file, std::string const& text) const {
    std::ofstream{dir() / file, std::ios::binary} << text;
  }
  std::string read(std::string const& file) const { return read_at(dir() / file); }
  static std::string read_at(std::filesystem::path const& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
  }
  void replace(std::string const& file, std::string const& from, std::string const& to) const {
    auto text = read(file);
    auto const at = text.find(from);
    ASSERT_NE(at, std::string::npos) << file << " has no " << from;
    write(file, text.replace(at, from.size(), to));
  }
  void describe() const {
    auto const ok = write_descriptor(dir());
    EXPECT_TRUE(ok) << ok.error().sentence();
  }
  store open(store::mode how = store::mode::write) const {
    return value_or_throw(store::open(db(), how));
  }
  load_report load(store& to) const { return value_or_throw(load_pack(to, dir())); }
  store loaded() const {
    auto s = open();
    auto const r = load(s);
    for (auto const& f : r.pack.faults) {
      ADD_FAILURE() << f.sentence();
    }
    return s;
  }

  std::filesystem::path root;
};

// Of the place alpha.
inline int lat_of(store const& s) {
  return static_cast<int>(s.rows_of("alpha", {}).front().number("lat").value());
}

}  // namespace karwan::record
