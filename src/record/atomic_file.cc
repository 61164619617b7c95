#include "record/atomic_file.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace karwan::record {
namespace {

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) {
      continue;
    }
    if (n <= 0) {
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

atomic_file::atomic_file(std::filesystem::path const& file)
    : file_{file},
      part_{file.string() + ".part"},
      fd_{::open(part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)} {
  if (fd_ < 0) {
    keep_reason();
  }
}

atomic_file::~atomic_file() {
  if (fd_ >= 0) {
    ::close(fd_);
    ::unlink(part_.c_str());
  }
}

void atomic_file::keep_reason() {
  reason_ = reason_ == 0 ? errno : reason_;
}

void atomic_file::write(std::string_view bytes) {
  if (reason_ == 0 && !write_all(fd_, bytes)) {
    keep_reason();
  }
}

status atomic_file::put_in_place() {
  if (reason_ == 0 && ::fsync(fd_) != 0) {
    keep_reason();
  }
  if (fd_ >= 0 && ::close(std::exchange(fd_, -1)) != 0) {
    keep_reason();
  }
  if (reason_ == 0 && ::rename(part_.c_str(), file_.c_str()) != 0) {
    keep_reason();
  }
  if (reason_ == 0) {
    return {};
  }
  ::unlink(part_.c_str());
  return fail(error_kind::unavailable,
              std::string{"the file cannot be written ("} + std::strerror(reason_) + ")",
              file_.string(), "Check the folder, its permissions and the space on the disk");
}

status write_file(std::filesystem::path const& file, std::string_view bytes) {
  atomic_file out{file};
  out.write(bytes);
  return out.put_in_place();
}

}  // namespace karwan::record
