#include <unistd.h>

#include <fstream>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "karwan/ingest/folder.h"

namespace karwan::ingest {
namespace {

class IngestFolder : public testing::Test {
 protected:
  void SetUp() override { std::filesystem::create_directories(folder_ / ".hidden"); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(std::string const& name, std::string_view text) const {
    std::ofstream{folder_ / name} << text;
  }
  // Names of files, in their order.
  static std::string names(result<std::vector<std::filesystem::path>> const& files) {
    std::string out;
    for (auto const& f : files.value()) {
      out += f.filename().string() + ' ';
    }
    return out;
  }
  std::filesystem::path folder_{std::filesystem::temp_directory_path() /
                                fmt::format("karwan-folder-{}", getpid())};
};

TEST_F(IngestFolder, FilesInOrderWithoutHiddenOnes) {
  write("b.txt", "b");
  write("a.txt", "a");
  write(".c.txt", "c");
  write(".hidden/d.txt", "d");
  EXPECT_EQ(names(documents_in(folder_)), "a.txt b.txt ");
  EXPECT_FALSE(documents_in(folder_ / "none"));
}

TEST_F(IngestFolder, TellsAFileOnceItStays) {
  folder_watch watch{folder_};
  write("a.txt", "half");
  EXPECT_EQ(names(watch.look()), "");
  write("a.txt", "half and the rest");
  EXPECT_EQ(names(watch.look()), "");
  EXPECT_EQ(names(watch.look()), "a.txt ");
  EXPECT_EQ(names(watch.look()), "");
  write("a.txt", "other words, more of them");
  EXPECT_EQ(names(watch.look()), "");
  EXPECT_EQ(names(watch.look()), "a.txt ");
  std::filesystem::remove(folder_ / "a.txt");
  EXPECT_EQ(names(watch.look()), "");
}

}  // namespace
}  // namespace karwan::ingest
