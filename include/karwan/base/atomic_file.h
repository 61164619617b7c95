#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "karwan/base/error.h"

namespace karwan {

// Replaces a file as a whole: a reader sees the old bytes or the new ones, also after a crash. What
// is not put in place leaves nothing behind, but where the process is killed: NAME.XXXXXX.
class atomic_file {
 public:
  explicit atomic_file(std::filesystem::path const&);
  atomic_file(atomic_file const&) = delete;
  atomic_file& operator=(atomic_file const&) = delete;
  ~atomic_file();

  void write(std::string_view bytes);  // a fault is told by put_in_place
  // Nothing is written afterwards. Error unavailable: the disk is full, the folder cannot be
  // written.
  status put_in_place();

 private:
  void keep_reason();

  std::filesystem::path file_;
  std::string part_;
  int fd_;
  int reason_{0};  // errno of the first fault
};

// The same at once. The second throws the error as a failure.
status write_file(std::filesystem::path const&, std::string_view bytes);
void write_file_or_throw(std::filesystem::path const&, std::string_view bytes);

}  // namespace karwan
